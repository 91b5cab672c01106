"""What the benchmarks share: the programs that they compare, and the figures that each part must give."""

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
# Where `tests/outside/install` puts programs of others.
OUTSIDE = Path(os.environ.get("GIAN_OUTSIDE", REPOSITORY / "target/outside")).resolve()
VENV = OUTSIDE / "venv"


def parts_of(known, only, without, fail):
    """The parts to run. A name that is not known is an error, because the part would be left out silently."""
    chosen = only.split(",") if only else list(known)
    left_out = without.split(",") if without else []
    for name in chosen + left_out:
        if name not in known:
            fail(f"{name} is not a part; the parts are {', '.join(known)}")
    return [name for name in known if name in chosen and name not in left_out]


def required(path, what, advice):
    """A program that a part needs. Its absence is an error, because a part without its peer looks like one that was measured."""
    found = path and shutil.which(str(path))
    if not found:
        sys.exit(f"{what} was not found{f' at {path}' if path else ''}: {advice}")
    return str(Path(found).resolve())


def typst_program(given):
    """The typst program of the version that is linked into gian: any other would set other pages."""
    locked = re.search(r'name = "typst"\nversion = "([^"]+)"', (REPOSITORY / "Cargo.lock").read_text("utf-8")).group(1)
    advice = f"cargo install typst-cli --version {locked} --locked --root target/typst-cli, or name it with --typst"
    given = given or os.environ.get("GIAN_TYPST")
    places = [REPOSITORY / "target/typst-cli/bin/typst", shutil.which("typst")]
    path = required(given or next((p for p in places if p and Path(p).is_file()), None), "typst", advice)
    told = version("typst", path, "--version")
    if told.split()[1:2] != [locked]:
        sys.exit(f"{path} is {told}, not {locked}: {advice}")
    return path


def hugo_program(given):
    """The program itself, not the Python script that starts it."""
    advice = "run tests/outside/install, or name it with --hugo"
    return required(given or next(VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None), "hugo", advice)


def pagefind_program(given):
    advice = "run tests/outside/install, or name it with --pagefind"
    return required(given or next(VENV.glob("lib/python*/site-packages/pagefind_bin/pagefind*"), None), "pagefind", advice)


def version(name, path, *arguments):
    """What a program says that it is, printed above the figures."""
    told = subprocess.run([path, *arguments], stdout=subprocess.PIPE, text=True).stdout.split("\n")[0].strip()
    if not told.startswith(name):
        sys.exit(f"{path} is not {name}: it says {told!r}")
    return told


# Starts a program and tells what it took. A small process of its own, because the largest memory that the system tells of a program is at
# least that of the process which started it, and a benchmark holds texts. `-S`: no more modules than needed.
LAUNCHER = """
import os, sys, time
began = time.monotonic()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(pid, 0)
cost = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss]
with open(sys.argv[1], "w") as out:
    out.write(str(cost))
"""


@dataclass
class Cost:
    """What a program took, with the processes that it started: seconds of processor and of the clock, and the memory of the largest process in MB."""

    cpu: float
    wall: float
    memory: float
    said: str


def run(command, allowed=(0,), cwd=None, env=None):
    """What a program cost and said. `allowed`: its exit codes; any other ends the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        told, printed = Path(folder) / "cost", Path(folder) / "printed"
        with open(printed, "wb") as out:
            launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, told, *command]
            subprocess.run(launch, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=cwd, env=env, check=True)
        said = printed.read_text("utf-8", errors="replace")
        code, cpu, wall, kilobytes = json.loads(told.read_text())
    if code not in allowed:
        sys.exit(f"{' '.join(map(str, command))} ended with {code}: {said[-2000:]}")
    return Cost(cpu, wall, kilobytes / 1024, said)


class Figures:
    """The main figures of each part, so that a part that measured nothing is an error."""

    def __init__(self, parts):
        self.parts = {part: {} for part in parts}

    def add(self, part, name, value):
        self.parts[part][name] = value

    def close(self):
        wrong = [f"{part} gave no figure" for part, figures in self.parts.items() if not figures]
        wrong += [f"{part}: {name} is {value}" for part, figures in self.parts.items() for name, value in figures.items()
                  if not (math.isfinite(value) and value > 0)]
        if wrong:
            sys.exit("\n".join(["a benchmark that measured nothing:"] + wrong))
