"""Compares the page marks of web pages with the pages of the PDFs beside them: `pagemap.py EDITION_DIR`.

Each page of a PDF has one mark, in order, which says the number that is printed on it. What stands behind a mark begins
on that page, what stands before it on an earlier one. The lists of pages and chapters say the same.
"""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pdfpages
from pdfcheck import PAGE_NUMBER, foot_line
from pdfpages import squeeze

# So many characters of a text are looked for.
BEGINNING = 14
BLOCKS = {"p", "li", "th", "td", "h3", "h4", "caption", "figcaption", "dt", "dd", "tr", "ul", "ol", "div", "table", "figure"}
# Not on paper, or not there in the same words.
LEFT_OUT = {"svg", "details", "title"}
# `by-hand`: titles of a grid, each in a cell of its own on paper.
LEFT_OUT_CLASSES = {"no", "unit", "vh", "notes", "sealnote", "by-hand"}
VOID = {"br", "img", "meta", "link", "rect", "line", "polygon", "path", "hr", "input"}


class Page(HTMLParser):
    """The body of a document as marks and the texts of its blocks, in order, and both lists."""

    def __init__(self):
        super().__init__()
        self.body = []  # ("mark", id, name), ("head", id), ("text", words)
        self.listed = []  # ids
        self.chapters = {}  # id: name of its page
        self.open = []  # (tag, what)
        self.words = ""
        self.link = None

    def inside(self, what):
        return any(w == what for _, w in self.open)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        classes = set((named.get("class") or "").split())
        what = None
        if tag == "article" and "body" in classes:
            what = "body"
        elif named.get("role") == "doc-pagelist":
            what = "list"
        elif tag == "nav" and "toc" in classes:
            what = "contents"
        elif tag in LEFT_OUT or classes & LEFT_OUT_CLASSES:
            what = "left out"
        elif "at" in classes:
            what = "page"
        if self.inside("body"):
            # The mark of a note stands in the words around it.
            if tag in BLOCKS or tag == "sup":
                self.flush()
            if named.get("role") == "doc-pagebreak":
                self.flush()
                self.body.append(("mark", named.get("id"), named.get("title")))
            if tag in ("h3", "h4") and "id" in named:
                self.body.append(("head", named["id"], None))
        if tag == "a" and self.inside("list"):
            self.listed.append(named["href"].removeprefix("#"))
        if tag == "a" and self.inside("contents"):
            self.link = named["href"].removeprefix("#")
        if tag not in VOID:
            self.open.append((tag, what))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.inside("body") and (tag in BLOCKS or tag == "sup"):
            self.flush()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.inside("page") and self.inside("contents"):
            self.chapters[self.link] = data
        elif self.inside("body") and not self.inside("left out"):
            self.words += data

    def flush(self):
        words = squeeze(self.words)
        self.words = ""
        if words:
            self.body.append(("text", words[:BEGINNING], None))


def pages_of(pdf):
    """The text of each page without spaces, in two orders, and the number printed on it."""
    found = []
    ways = []
    for mode in ([], ["-raw"]):
        text = subprocess.run(["pdftotext", "-enc", "UTF-8", *mode, str(pdf), "-"], check=True, capture_output=True).stdout.decode()
        ways.append(text.split("\f")[:-1])
    for page, *texts in zip(pdfpages.load(pdf), *ways):
        match = PAGE_NUMBER.fullmatch(foot_line(page))
        found.append(([squeeze(text) for text in texts], (match[1] or match[2]) if match else None))
    return found


def shows(page, words):
    return any(words in text for text in page[0])


def check(folder):
    """What is wrong with the page of one document, and how many marks it has."""
    page = Page()
    page.feed((folder / "index.html").read_text(encoding="utf-8"))
    pages = pages_of(folder / f"{folder.name}.pdf")
    marks = [(name, words) for kind, name, words in page.body if kind == "mark"]
    if len(marks) != len(pages):
        return [f"{len(marks)} marks for {len(pages)} pages"], len(marks)
    wrong = []
    for number, ((name, label), (_, printed)) in enumerate(zip(marks, pages), start=1):
        if printed and (name != f"p{printed}" or label != f"{printed}쪽"):
            wrong.append(f"page {number} says {printed}, its mark is {name}, {label}")
        elif not printed and re.fullmatch(r"p\d+", name) and any(p for _, p in pages):
            wrong.append(f"page {number} says no number, its mark is {name}")
    if len(pages) > 1 and page.listed != [name for name, _ in marks]:
        wrong.append(f"the list of pages has {page.listed}")
    at, behind, heads = 0, False, {}
    for kind, words, _ in page.body:
        if kind == "mark":
            at, behind = at + 1, True
        elif kind == "head":
            heads[words] = marks[at - 1][1] if at else None
        elif behind:
            behind = False
            if not shows(pages[at - 1], words):
                wrong.append(f"{marks[at - 1][0]} begins with {words!r}, which page {at} does not show")
        elif at and not any(shows(p, words) for p in pages[:at]) and any(shows(p, words) for p in pages[at:]):
            wrong.append(f"{words!r} stands before {marks[at][0]}, and on no page before it")
    for chapter, name in page.chapters.items():
        if heads.get(chapter) != name:
            wrong.append(f"the contents put {chapter} on {name}, the marks on {heads.get(chapter)}")
    return wrong, len(marks)


def main(edition):
    failures, count = [], 0
    # Documents that were made elsewhere, and those that are gone, have no PDF of ours.
    for folder in sorted(p.parent for p in Path(edition).glob("d/*/*.pdf") if p.stem == p.parent.name):
        wrong, marks = check(folder)
        count += marks
        failures += [f"{folder.name}: {what}" for what in wrong]
    for failure in failures:
        print(failure)
    print(f"{count} marks")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
