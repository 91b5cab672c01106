"""Reads a PDF the way its checks need it: characters and ruling lines where they stand.

Shared by pdfcheck.py and layout.py.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

POINTS_PER_MM = 72 / 25.4

# A stroke or a filled bar up to this thickness is a ruling line, not an area.
RULE_THICKNESS = 3.0


@dataclass
class Char:
    """One painted character. `x0..x1` is its advance, `y` its baseline, `size` its em."""

    text: str
    font: str
    size: float
    x0: float
    x1: float
    y: float
    upright: bool
    box: tuple
    mark: int | None  # marked-content id: what the tag tree calls this text by

    @property
    def inked(self):
        return self.text.strip() != ""

    @property
    def solid(self):
        """Letters, digits and symbols: characters that fill the middle of their box."""
        return self.inked and all(unicodedata.category(c)[0] in "LNS" for c in self.text) and self.x1 - self.x0 > 0.1 * self.size


@dataclass
class Page:
    number: int
    width: float
    height: float
    chars: list
    rules: list  # (x0, y0, x1, y1), horizontal or vertical


def load(path):
    """Loads the pages of a PDF; characters stay in the order in which they are painted."""
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    with open(path, "rb") as file:
        for number, source in enumerate(PDFPage.get_pages(file), start=1):
            interpreter.process_page(source)
            page = device.get_result()
            left, bottom = page.bbox[0], page.bbox[1]
            chars, rules = [], []
            _collect(page, left, bottom, chars, rules)
            pages.append(Page(number, page.width, page.height, chars, rules))
    return pages


class _Device(PDFPageAggregator):
    """Notes on each character the marked content it belongs to.

    Without layout analysis, which would regroup and reorder what is to be judged.
    """

    def __init__(self, resources):
        super().__init__(resources, laparams=None)
        self.marks = []

    def begin_tag(self, tag, props=None):
        self.marks.append(dict(props) if isinstance(props, dict) else {})

    def end_tag(self):
        if self.marks:
            self.marks.pop()

    def render_char(self, *arguments, **named):
        advance = super().render_char(*arguments, **named)
        char = self.cur_item._objs[-1]
        char.mark = next((m["MCID"] for m in reversed(self.marks) if "MCID" in m), None)
        # One glyph may stand for several texts; then each place says which. The first glyph takes
        # the text of the whole sequence.
        actual = next((m for m in reversed(self.marks) if "ActualText" in m), None)
        if actual:
            char._text = decode_text(actual["ActualText"])
            actual["ActualText"] = b""
        return advance


def _collect(container, left, bottom, chars, rules):
    for item in container:
        if isinstance(item, LTChar):
            chars.append(_char(item, left, bottom))
        elif isinstance(item, LTCurve):
            rules.extend((a - left, b - bottom, c - left, d - bottom) for a, b, c, d in _rules(item))
        elif isinstance(item, LTContainer):
            _collect(item, left, bottom, chars, rules)


def _char(item, left, bottom):
    a, b, c, d, e, f = item.matrix
    upright = abs(b) < 1e-6 and abs(c) < 1e-6 and a > 0
    # pdfminer writes the em into the matrix only for some operators; the box height is the em.
    size = item.size if upright else max(item.width, item.height)
    box = (item.x0 - left, item.y0 - bottom, item.x1 - left, item.y1 - bottom)
    return Char(item.get_text(), plain_font_name(item.fontname), round(size, 2),
                box[0], box[2], f - bottom, upright, box, item.mark)


def _rules(item):
    """Gives the horizontal and vertical lines that a path shows."""
    x0, y0, x1, y1 = item.bbox
    if isinstance(item, LTLine) or (item.fill and min(x1 - x0, y1 - y0) <= RULE_THICKNESS):
        segments = [(x0, y0, x1, y1)]
    elif isinstance(item, LTRect) and item.stroke:
        segments = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    elif item.stroke:
        segments = _straight_segments(item.original_path or [])
    else:
        segments = []
    return [s for s in segments if min(s[2] - s[0], s[3] - s[1]) <= RULE_THICKNESS]


def _straight_segments(path):
    segments, here = [], None
    for step in path:
        there = step[-1] if len(step) > 1 else None
        if step[0] == "l" and here and there:
            xs, ys = sorted((here[0], there[0])), sorted((here[1], there[1]))
            segments.append((xs[0], ys[0], xs[1], ys[1]))
        here = there or here
    return segments


def decode_text(value):
    """Decodes a text string of a PDF."""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("utf-8-sig" if value.startswith(b"\xef\xbb\xbf") else "latin-1")


def plain_font_name(name):
    """`TWEDDR+NotoSansCJKkr-Bold-Identity-H` is `NotoSansCJKkr-Bold`."""
    name = name.decode("ascii", "replace") if isinstance(name, bytes) else str(name)
    return re.sub(r"^/?(?:[A-Z]{6}\+)?", "", name).removesuffix("-Identity-H")


def squeeze(text):
    """Normalises text for comparison: NFC without whitespace, because line breaks are not content."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def expected_lines(path):
    """Reads the text a document must show: one block a line, in reading order."""
    text = unicodedata.normalize("NFC", Path(path).read_text(encoding="utf-8"))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line]
