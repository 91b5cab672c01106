"""Looks for text that a reader cannot read or that breaks badly: `layout.py FILE EXPECTED_TEXT`.

Overlapping characters, text off the page, text across a ruling line, words split at the end of a
line. A PDF with any of these still conforms to every standard. Prints the faces and sizes in use.
"""

import re
import sys
from collections import Counter, defaultdict

import pdfpages
from pdfpages import squeeze

# Two characters overlap when they share this part of the smaller one's inner box.
OVERLAP = 0.25
# Characters of context on each side by which a line end is found in the expected text.
CONTEXT = 14
# A line may end after these inside a word, as in an address of the web.
BREAKABLE_AFTER = "/-–—_?&=.@"


def inner_box(char):
    """The part of the em that a Korean letter surely fills; neighbours that touch are no fault."""
    inset = 0.12 * (char.x1 - char.x0)
    if char.upright:
        return char.x0 + inset, char.y, char.x1 - inset, char.y + 0.7 * char.size
    x0, y0, x1, y1 = char.box
    dx, dy = 0.15 * (x1 - x0), 0.15 * (y1 - y0)
    return x0 + dx, y0 + dy, x1 - dx, y1 - dy


def overlaps(page):
    """Gives pairs of characters that are painted over each other."""
    cells = defaultdict(list)
    for index, char in enumerate(page.chars):
        if char.solid:
            x0, y0, x1, y1 = box = inner_box(char)
            near = {other for x in (int(x0 // 40), int(x1 // 40)) for y in (int(y0 // 40), int(y1 // 40)) for other in cells[x, y]}
            for other in near:
                if shared_part(box, inner_box(page.chars[other])) > OVERLAP:
                    yield page.chars[other], char
            for x in {int(x0 // 40), int(x1 // 40)}:
                for y in {int(y0 // 40), int(y1 // 40)}:
                    cells[x, y].append(index)


def shared_part(one, two):
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    if width <= 0 or height <= 0:
        return 0
    area = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))
    return width * height / area if area else 0


def off_page(page):
    return [c for c in page.chars if c.inked and
            (c.box[0] < -0.5 or c.box[2] > page.width + 0.5 or c.box[1] < -0.5 or c.box[3] > page.height + 0.5)]


def crossings(page):
    """Gives characters that a ruling line runs through."""
    for char in page.chars:
        if not char.solid:
            continue
        x0, y0, x1, y1 = inner_box(char)
        for a, b, c, d in page.rules:
            vertical = (c - a) < (d - b)
            through = x0 < (a + c) / 2 < x1 if vertical else y0 < (b + d) / 2 < y1
            along = min(d, y1) - max(b, y0) if vertical else min(c, x1) - max(a, x0)
            length = y1 - y0 if vertical else x1 - x0
            if through and along > 0.3 * length:
                yield char
                break


def lines(page):
    """Groups the characters into lines, in the order in which they are painted."""
    line = []
    for char in page.chars:
        if not char.upright:
            continue
        if line:
            last = line[-1]
            raised = char.size < 0.8 * last.size or last.size < 0.8 * char.size
            shift = abs(char.y - last.y)
            same = shift < (0.6 if raised else 0.2) * max(char.size, last.size)
            if not same or char.x0 < last.x0 - 0.5 * last.size or char.x0 - last.x1 > 4 * last.size:
                yield line
                line = []
        line.append(char)
    if line:
        yield line


def split_words(page, expected):
    """Gives words of the expected text that end one line and go on in the next of the column."""
    everything, word_starts = running_text(expected)
    grouped = list(lines(page))
    for upper, lower in zip(grouped, grouped[1:]):
        if not continues(upper, lower):
            continue
        before, after = text_of(upper), text_of(lower)
        if not before or not after or before[-1] in BREAKABLE_AFTER:
            continue
        head, tail = before.split()[-1], after.split()[0]
        if longer_than_column(upper, lower, head, tail):
            continue
        left, right = squeeze(before)[-CONTEXT:], squeeze(after)[:CONTEXT]
        places = [m.start() + len(left) for m in re.finditer(f"(?={re.escape(left + right)})", everything)]
        if places and not any(place in word_starts for place in places):
            yield head, tail


def running_text(expected):
    """Joins the expected text without spaces, and says at which characters a word starts."""
    everything, starts = "", set()
    for line in expected:
        for word in line.split():
            starts.add(len(everything))
            everything += squeeze(word)
    return everything, starts


def continues(upper, lower):
    size = upper[0].size
    step = upper[0].y - lower[0].y
    beside = lower[-1].x1 < upper[0].x0 or lower[0].x0 > upper[-1].x1
    return 0.8 * size < step < 3 * size and abs(lower[0].size - size) < 0.3 * size and not beside


def text_of(line):
    """The text of a line, with a space where there is a gap as wide as one."""
    text = ""
    for last, char in zip([None, *line], line):
        if last and char.x0 - last.x1 > 0.2 * char.size and not text.endswith(" "):
            text += " "
        text += char.text
    return text.strip()


def longer_than_column(upper, lower, head, tail):
    """A word that no line of its column could hold has to be split somewhere."""
    inked = [c for c in upper if c.inked]
    width = sum(c.x1 - c.x0 for c in inked[-len(head):]) + sum(c.x1 - c.x0 for c in [c for c in lower if c.inked][:len(tail)])
    return width > inked[-1].x1 - inked[0].x0


def main(path, expected_path):
    expected = pdfpages.expected_lines(expected_path)
    pages = pdfpages.load(path)
    failures = []
    for page in pages:
        where = f"{path}: page {page.number}"
        found = list(overlaps(page))
        if found:
            failures.append(f"{where}: {len(found)} characters overlap: " + ", ".join(f"{a.text}/{b.text}" for a, b in found[:8]))
        lost = off_page(page)
        if lost:
            failures.append(f"{where}: {len(lost)} characters are off the page: " + "".join(c.text for c in lost)[:40])
        crossed = list(crossings(page))
        if crossed:
            failures.append(f"{where}: {len(crossed)} characters stand on a ruling line: " + "".join(c.text for c in crossed)[:40])
        failures.extend(f"{where}: a word is split: {head}|{tail}" for head, tail in split_words(page, expected))
    if not any(page.chars for page in pages):
        failures.append(f"{path}: there is no text")
    faces = Counter((c.font, c.size) for page in pages for c in page.chars if c.inked)
    print(f"{path}: " + ", ".join(f"{font} {size:g} pt x{count}" for (font, size), count in faces.most_common(8)))
    for message in failures:
        print(message)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
