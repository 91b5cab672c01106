"""Checks of a PDF that a conformance validator leaves open: `pdfcheck.py FILE EXPECTED_TEXT`.

A file may conform to PDF/A-2a and PDF/UA-1 and still claim the wrong language, copy as other
letters than it shows, or describe a picture with a blank. EXPECTED_TEXT holds what the document
must say, one block a line, in reading order.
"""

import re
import subprocess
import sys
import unicodedata

import pikepdf

import pdfpages
from pdfpages import POINTS_PER_MM, squeeze

FONTS = re.compile(r"NotoSerifCJKkr.*|NotoSansCJKkr.*|DejaVuSans.*|GianSymbols.*")
A4 = (595.276, 841.89)
MARGIN = 10 * POINTS_PER_MM
FOOT = 25 * POINTS_PER_MM
# `- 3 -`, or `12-3` behind what the house puts at the foot.
PAGE_NUMBER = re.compile(r"\D*?(?:- ([1-9][0-9]*) -|[1-9][0-9]*-([1-9][0-9]*))")
NOTE_MARK = re.compile(r"\d{1,3}\)?")
END_MARK = "끝."

failures = []


def fail(message):
    if message not in failures:
        failures.append(message)


def check_identity(pdf):
    language = str(pdf.Root.get("/Lang", ""))
    if not re.fullmatch(r"ko(-.+)?", language):
        fail(f"the document language is {language!r}, not Korean")
    meta = pdf.open_metadata()
    claims = {
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    namespaces = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/"}
    for key, wanted in claims.items():
        prefix, name = key.split(":")
        found = meta.get(f"{{{namespaces[prefix]}}}{name}")
        if found != wanted:
            fail(f"XMP {key} is {found!r}, not {wanted!r}")
    if not str(meta.get("dc:title") or "").strip():
        fail("XMP has no title")
    if pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712, a pikepdf value
        fail("the window would show the file name: DisplayDocTitle is not set")


def check_objects(pdf):
    for item in pdf.objects:
        if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        kind = item.get("/Type")
        if kind == "/Font" and "/BaseFont" in item:
            name = pdfpages.plain_font_name(item.BaseFont)
            if not FONTS.fullmatch(name):
                fail(f"font {name} is not one of the house")
        elif kind == "/Font":
            fail(f"font without a name ({item.get('/Subtype')})")
        if item.get("/Subtype") == "/Link":
            check_link(item)
        if item.get("/S") in ("/Figure", "/Formula") and "/Alt" not in item:
            fail(f"a {item.S} has no alternative text")
        for key in ("/Alt", "/ActualText", "/E"):
            if "/S" in item and key in item:
                check_spoken(item, key)


def check_link(link):
    words = str(link.get("/Contents", "")).strip()
    if not words:
        fail("a link has no description (Contents)")
    if words.startswith("Footnote"):
        fail(f"a footnote is described in English: {words}")
    uri = link.get("/A", {}).get("/URI")
    if uri is None:
        return
    # ISO 32000-1, 12.6.4.7
    if not re.fullmatch(rb"[!-~]+", bytes(uri)):
        fail(f"the address of a link is not ASCII: {bytes(uri)!r}")
    # An address that is printed is its own description.
    if words.startswith("gian-link:"):
        fail(f"the description of a link is that of the engine: {words}")


def check_spoken(element, key):
    words = str(element[key])
    if key == "/Alt" and not re.sub(r"[\W_]", "", words):
        fail(f"a {element.S} has a blank alternative text")
    check_characters(words, f"{key} of a {element.S}")


def check_characters(text, where):
    for match in re.findall(r"\(cid:\d+\)", text)[:3]:
        fail(f"{where}: a glyph without a character, {match}")
    strange = {c for c in text if c == "\ufffd" or (unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") and c not in "\n\r\t\f")}
    if strange:
        fail(f"{where}: characters that nobody can read, " + ", ".join(f"U+{ord(c):04X}" for c in sorted(strange)))


def check_extraction(path, expected, alternatives):
    """Every expected line must be found by a reader who searches or copies."""
    ways = [page_texts(path, mode) for mode in ([], ["-raw"])]
    check_characters("".join(ways[0]), "extracted text")
    for line in expected:
        wanted = squeeze(line)
        if wanted not in alternatives and not any(found(wanted, pages) for pages in ways):
            fail(f"a search does not find: {line}")


def page_texts(path, mode):
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", *mode, path, "-"], check=True, capture_output=True).stdout.decode("utf-8")
    pages = text.split("\f")
    # The page number stands between the halves of a paragraph that runs over two pages.
    return [squeeze("\n".join(line for line in page.splitlines() if not PAGE_NUMBER.fullmatch(line.strip()))) for page in pages]


def found(wanted, pages):
    if any(wanted in page for page in pages):
        return True
    beginning = re.compile(f"(?={re.escape(wanted[:4])})")
    return any(reads_on(wanted, pages, number, start.start())
               for number, page in enumerate(pages) for start in beginning.finditer(page))


def reads_on(wanted, pages, number, at):
    """Follows a line past the marks of notes and over the end of a page."""
    done = 0
    while done < len(wanted):
        page = pages[number]
        if page[at:at + 1] == wanted[done]:
            done, at = done + 1, at + 1
        elif mark := NOTE_MARK.match(page, at):
            at = mark.end()
        elif number + 1 < len(pages) and (there := pages[number + 1].find(wanted[done:done + 6])) >= 0:
            number, at = number + 1, there
        else:
            return False
    return True


def tagged_text(pdf, pages):
    """Gives what a screen reader reads: the running text, and the notes, in the order of the tags."""
    text = {}
    for page in pages:
        for char in page.chars:
            key = (page.number, char.mark)
            text[key] = text.get(key, "") + char.text
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    running, notes = [], []

    def walk(node, page, into):
        if isinstance(node, int):
            into.append(text.get((page, int(node)), ""))
        elif isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid, page, into)
        elif isinstance(node, pikepdf.Dictionary):
            page = numbers[node.Pg.objgen] if "/Pg" in node else page
            if "/MCID" in node:
                walk(int(node.MCID), page, into)
            elif "/S" in node and "/ActualText" in node:
                into.append(str(node.ActualText))
            elif "/K" in node:
                inner = []
                walk(node.K, page, inner)
                (notes if node.get("/S") == "/Note" else [] if is_note_mark(node, "".join(inner)) else into).extend(inner)

    walk(pdf.Root.StructTreeRoot.K, None, running)
    return squeeze("".join(running)), squeeze("".join(notes))


def is_note_mark(element, text):
    """A label that is a link and only a number refers to a note; it interrupts its sentence."""
    links = element.get("/K")
    links = list(links) if isinstance(links, pikepdf.Array) else [links]
    is_link = any(isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Link" for kid in links)
    return element.get("/S") == "/Lbl" and is_link and re.fullmatch(r"\W*\d{1,3}\W*", text) is not None


def check_reading_order(running, notes, expected, alternatives):
    check_characters(running + notes, "tagged text")
    at, previous = 0, "the start"
    for line in expected:
        wanted = squeeze(line)
        found = running.find(wanted, at)
        if found >= 0:
            at, previous = found + len(wanted), line
        elif wanted not in notes and wanted not in alternatives:
            fail(f"{'read out too early' if wanted in running else 'not read out'}: {line} (after: {previous})")
    ends = [number for number, line in enumerate(expected) if line.endswith(END_MARK)]
    if ends:
        # After the end mark come reference pages, and what a public copy says of itself.
        rest = [wanted for wanted in map(squeeze, expected[ends[-1] + 1:]) if wanted not in notes]
        begins = squeeze(END_MARK + (rest[0] if rest else ""))
        last = rest[-1] if rest else begins
        if begins not in running or not running.endswith(last):
            fail(f"the last text is {running[-20:]!r}, not {last[-20:]!r}")


def check_pages(pages):
    numbers = {}
    for page in pages:
        short, long = sorted((page.width, page.height))
        if abs(short - A4[0]) > 0.5 or abs(long - A4[1]) > 0.5:
            fail(f"page {page.number}: {page.width:.1f} x {page.height:.1f} points is not A4")
        outside = [c for c in page.chars if c.inked and not inside_margin(c, page)]
        if outside:
            fail(f"page {page.number}: text within 10 mm of the edge: {''.join(c.text for c in outside)[:40]}")
        foot = foot_line(page)
        match = PAGE_NUMBER.fullmatch(foot)
        if match:
            numbers[page.number] = int(match[1] or match[2])
        elif re.fullmatch(r"[\W\d_]*\d[\W\d_]*", foot):
            fail(f"page {page.number}: the page number reads {foot!r}, not '- N -' or 'M-N'")
    check_sequence(numbers, len(pages))


def inside_margin(char, page):
    x0, _, x1, _ = char.box
    return x0 >= MARGIN and x1 <= page.width - MARGIN and MARGIN <= char.y and char.y + 0.7 * char.size <= page.height - MARGIN


def foot_line(page):
    """Gives the lowest line of text, if it stands at the foot."""
    low = [c for c in page.chars if c.inked and c.y < FOOT]
    if not low:
        return ""
    base = min(c.y for c in low)
    line = [c for c in page.chars if abs(c.y - base) < 1]
    return "".join(c.text for c in sorted(line, key=lambda c: c.x0)).strip()


def check_sequence(numbers, page_count):
    """From the first numbered page on, each page is numbered, and each number follows the last."""
    if not numbers:
        if page_count > 2:
            fail(f"none of the {page_count} pages is numbered")
        return
    first = min(numbers)
    for page in range(first, page_count + 1):
        wanted = numbers[first] + page - first
        if numbers.get(page) != wanted:
            fail(f"page {page}: numbered {numbers.get(page)}, expected - {wanted} -")


def main(path, expected_path):
    expected = pdfpages.expected_lines(expected_path)
    if not expected:
        fail("there is no expected text to compare with")
    pages = pdfpages.load(path)
    with pikepdf.open(path) as pdf:
        check_identity(pdf)
        check_objects(pdf)
        alternatives = {squeeze(str(o.Alt)) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/Alt" in o}
        if "/StructTreeRoot" in pdf.Root:
            check_reading_order(*tagged_text(pdf, pages), expected, alternatives)
        else:
            fail("there is no tag tree")
    check_extraction(path, expected, alternatives)
    check_pages(pages)
    for message in failures:
        print(f"{path}: {message}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
