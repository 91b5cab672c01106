"""Makes bad PDFs from a good one, for the self-test: `spoil.py GOOD.pdf GOOD.txt OUT_DIR`.

Each is wrong in one way, which is its name; texts that ask for something else come with them.
"""

import re
import sys
from pathlib import Path

import pikepdf

import pdfpages


def language_english(pdf):
    pdf.Root.Lang = "en"


def language_missing(pdf):
    del pdf.Root.Lang


def claims_only_2a(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        del meta["{http://www.aiim.org/pdfua/ns/id/}part"]


def title_hidden(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def alternative_blank(pdf):
    element = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/P")
    element.S = pikepdf.Name.Figure
    element.Alt = " "


def address_not_ascii(pdf):
    add_link(pdf, "안내", "https://a.kr/붙임 1.hwp".encode())


def footnote_english(pdf):
    add_link(pdf, "Footnote 1)", b"https://a.kr/")


def add_link(pdf, words, address):
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action, Contents=words)
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([*pdf.pages[0].get("/Annots", []), pdf.make_indirect(link)]))


def font_foreign(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            item.BaseFont = pikepdf.Name("/ABCDEF+Times-Roman")


def copies_as_other_letters(pdf):
    map_unicode(pdf, lambda code: code + 1)


def copies_as_private_use(pdf):
    map_unicode(pdf, lambda code: 0xE000 + code % 0x1000)


def map_unicode(pdf, change):
    def changed(match):
        return f"{match[1]}<{change(int(match[2], 16)):04X}>".encode()

    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            stream = item.ToUnicode
            stream.write(re.sub(rb"(<[0-9A-Fa-f]{4}>\s*)<([0-9A-Fa-f]{4})>(?=\s*\n)", changed, stream.read_bytes()))


def no_unicode(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def paper_letter(pdf):
    for page in pdf.pages:
        page.MediaBox = [0, 0, 612, 792]


def text_off_page(pdf):
    page = longest_page(pdf)
    move(pdf, page, 450, 0)


def text_painted_twice(pdf):
    page = longest_page(pdf)
    again = pdf.make_stream(page_content(page))
    page.contents_add(b"q 1 0 0 1 3 4 cm", prepend=False)
    page.contents_add(again, prepend=False)
    page.contents_add(b"Q", prepend=False)


def rule_through_text(pdf):
    number, char = first_letter(pdf)
    y = char.y + 0.35 * char.size
    pdf.pages[number - 1].contents_add(f"q 1 w {char.x0 - 5:.2f} {y:.2f} m {char.x1 + 50:.2f} {y:.2f} l S Q".encode(), prepend=False)


def move(pdf, page, dx, dy):
    page.contents_add(f"q 1 0 0 1 {dx} {dy} cm".encode(), prepend=True)
    page.contents_add(b"Q", prepend=False)


def longest_page(pdf):
    return max(pdf.pages, key=lambda page: len(page_content(page)))


def page_content(page):
    page.contents_coalesce()
    return page.Contents.read_bytes()


def first_letter(pdf):
    for page in pdfpages.load(pdf.filename):
        for char in page.chars:
            if char.solid and char.upright:
                return page.number, char
    raise SystemExit("the good PDF has no text")


SPOILED = [
    language_english, language_missing, claims_only_2a, title_hidden, alternative_blank, address_not_ascii,
    footnote_english, font_foreign,
    copies_as_other_letters, copies_as_private_use, no_unicode, paper_letter, text_off_page,
    text_painted_twice, rule_through_text,
]


def main(good, text, out):
    out = Path(out)
    for spoil in SPOILED:
        with pikepdf.open(good) as pdf:
            spoil(pdf)
            pdf.save(out / f"{spoil.__name__}.pdf", static_id=True)
    content = Path(good).read_bytes()
    (out / "truncated.pdf").write_bytes(content[: len(content) * 9 // 10])
    lines = pdfpages.expected_lines(text)
    (out / "line_missing.txt").write_text("\n".join([*lines, "이 문장은 문서에 없음"]), encoding="utf-8")
    (out / "last_line_first.txt").write_text("\n".join(lines[-1:] + lines[:-1]), encoding="utf-8")
    # To a text without spaces, each line that is broken between words is broken inside one.
    (out / "words_joined.txt").write_text("\n".join(line.replace(" ", "") for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
