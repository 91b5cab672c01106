"""Pages of every kind of document in every house profile, against reference pages that a person has looked at.

A conforming PDF can still look wrong. The pages are small and grey: a shifted line shows, a changed
renderer hardly. The first pages of each document of the sample are kept.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageDraw

PROFILES = {"standard": "표준", "seoul": "서울", "interior": "행안부"}
# Pages of a document that are kept: cover, first page of text, one that goes on.
PAGES = 3
DPI = 36
# A pixel differs when its grey does by this much of 255; a page when so much of it does.
GREY = 40
SHARE = 0.0005


def build(repository, gian, profile, folder):
    """Builds the sample in a profile."""
    shutil.copytree(repository / "content", folder / "content")
    settings = (repository / "gian.yaml").read_text(encoding="utf-8")
    changed, times = re.subn(r"^프로필:.*$", f"프로필: {profile}", settings, flags=re.M)
    if times != 1:
        sys.exit("looks: gian.yaml has no line `프로필:`")
    (folder / "gian.yaml").write_text(changed, encoding="utf-8")
    done = subprocess.run([gian, "build", "--edition", "internal", "--root", folder], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"looks: the sample does not build in {profile}:\n{done.stderr}")


def pages(folder):
    """The kept pages, by name."""
    found = {}
    for pdf in sorted(folder.glob("output/internal/d/*/*.pdf")):
        with pymupdf.open(pdf) as document:
            for number, page in enumerate(document, start=1):
                if number > PAGES:
                    break
                drawn = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
                image = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
                found[f"{pdf.stem}-{number}"] = image
    return found


def differs(one, two):
    """The share of a page that differs, or None where its size does."""
    if one.size != two.size:
        return None
    # A line that moves by a part of a pixel is no difference.
    soft = [image.reduce(2) for image in (one, two)]
    histogram = ImageChops.difference(*soft).histogram()
    return sum(histogram[GREY:]) / (soft[0].width * soft[0].height)


def sheet(images, path):
    """All pages side by side with their names."""
    columns, gap, label = 8, 8, 12
    width = max(i.width for i in images.values())
    height = max(i.height for i in images.values()) + label
    rows = -(-len(images) // columns)
    out = Image.new("L", (columns * (width + gap), rows * (height + gap)), 150)
    draw = ImageDraw.Draw(out)
    for at, (name, image) in enumerate(images.items()):
        x, y = (at % columns) * (width + gap) + gap // 2, (at // columns) * (height + gap) + gap // 2
        draw.text((x, y), name, fill=0)
        out.paste(image, (x, y + label))
    path.parent.mkdir(parents=True, exist_ok=True)
    out.save(path)


def main(repository, gian, accept):
    references = repository / "tests" / "looks"
    failures = []
    count = 0
    for key, profile in PROFILES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            build(repository, gian, profile, folder)
            found = pages(folder)
        sheet(found, repository / "target" / "looks" / f"{key}.png")
        kept = references / key
        if accept:
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            for name, image in found.items():
                # Few greys make small files; they are much finer than what counts as a difference.
                image.point(lambda grey: round(grey / 15) * 15).save(kept / f"{name}.png", optimize=True)
        there = {p.stem: p for p in kept.glob("*.png")}
        failures += [f"{profile}: {name} has no reference page" for name in sorted(found.keys() - there.keys())]
        failures += [f"{profile}: {name} is gone" for name in sorted(there.keys() - found.keys())]
        for name in sorted(found.keys() & there.keys()):
            count += 1
            with Image.open(there[name]) as reference:
                share = differs(reference.convert("L"), found[name])
            if share is None or share > SHARE:
                drawn = repository / "target" / "looks" / f"{key}-{name}.png"
                found[name].save(drawn)
                by = "its size" if share is None else f"{share:.1%} of it"
                failures.append(f"{profile}: {name} differs by {by}; compare {drawn} with {there[name]}")
    for failure in failures:
        print(failure)
    if failures:
        print("looks: look at the pages, and run `tests/outside/looks --accept` where they are better now")
    print(f"{count} pages in {len(PROFILES)} profiles, {len(failures)} differ")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], "--accept" in sys.argv[3:]))
