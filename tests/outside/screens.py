"""Pages of every type of the site, against reference pictures that a person has looked at.

A page without an error can still look wrong. The pictures are small and of few colours: a block that moved or lost
its colour shows, a changed renderer hardly.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from looks import sheet

# What is built, and the edition that is looked at. A type is taken from the first that has it: most from the public
# sample, the register from inside the office, the second page of a list from where there are many documents.
BUILDS = [(".", "public"), (".", "internal"), ("tests/variants", "public")]
# A pixel differs when one of its colours does by this much of 255; a page when so much of it does.
COLOUR = 48
SHARE = 0.002
# How much smaller the references are than the screen, and how many colours they have.
SMALLER = 3
COLOURS = 16


def shoot(repository, gian, folder):
    """Pictures of every type of page, small, by their names."""
    found = {}
    for at, (workspace, edition) in enumerate(BUILDS):
        root = folder / f"{at}"
        root.mkdir()
        for part in ["content", "gian.yaml", "register", "register.yaml", "templates"]:
            source = repository / workspace / part
            # The program carries the templates of the repository.
            if source.is_dir() and (part, workspace) != ("templates", "."):
                shutil.copytree(source, root / part)
            elif source.is_file():
                shutil.copy(source, root)
        run([gian, "build", "--edition", edition, "--root", root])
        shots = root / "shots"
        done = ",".join({name.rsplit("-", 2)[0] for name in found})
        script = repository / "tests" / "outside" / "screens.mjs"
        run(["node", script, root / "output" / edition, shots], GIAN_SKIP=done)
        for path in sorted(shots.glob("*.png")):
            with Image.open(path) as image:
                found[path.stem] = small(image.convert("RGB"))
    return dict(sorted(found.items()))


def run(command, **environment):
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode != 0:
        sys.exit(f"screens: {command[0]} failed:\n{done.stdout}{done.stderr}")


def small(image):
    """A picture with less in it that a renderer could draw otherwise."""
    return image.reduce(SMALLER).quantize(COLOURS, dither=Image.Dither.NONE)


def differs(one, two):
    """The share of a picture that differs, or None where its size does."""
    if one.size != two.size:
        return None
    # A line that moves by a part of a pixel is no difference.
    soft = [image.reduce(2) for image in (one, two)]
    most = None
    for band in ImageChops.difference(*soft).split():
        most = band if most is None else ImageChops.lighter(most, band)
    return sum(most.histogram()[COLOUR:]) / (most.width * most.height)


def main(repository, gian, accept):
    kept = repository / "tests" / "looks" / "site"
    looks = repository / "target" / "looks"
    with tempfile.TemporaryDirectory() as name:
        found = shoot(repository, gian, Path(name))
    for width in sorted({name.rsplit("-", 2)[1] for name in found}):
        some = {name: image.convert("L") for name, image in found.items() if name.rsplit("-", 2)[1] == width}
        sheet(some, looks / f"site-{width}.png")
    if accept:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for name, image in found.items():
            image.save(kept / f"{name}.png", optimize=True)
    there = {p.stem: p for p in kept.glob("*.png")}
    failures = [f"{name} has no reference" for name in sorted(found.keys() - there.keys())]
    failures += [f"{name} is gone" for name in sorted(there.keys() - found.keys())]
    for name in sorted(found.keys() & there.keys()):
        with Image.open(there[name]) as reference:
            share = differs(reference.convert("RGB"), found[name].convert("RGB"))
        if share is None or share > SHARE:
            drawn = looks / f"site-{name}.png"
            found[name].save(drawn)
            by = "its size" if share is None else f"{share:.1%} of it"
            failures.append(f"{name} differs by {by}; compare {drawn} with {there[name]}")
    for failure in failures:
        print(failure)
    if failures:
        print("screens: look at the pages, and run `tests/outside/screens --accept` where they are better now")
    print(f"{len(found)} pictures, {len(failures)} differ")
    return 1 if failures or not found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], "--accept" in sys.argv[3:]))
