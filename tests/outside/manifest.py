"""Compares an edition with its manifest: `manifest.py EDITION_DIR`.

Each file is listed once with its size and hash, and nothing is listed that is not there.
"""

import hashlib
import json
import sys
from pathlib import Path


def main(edition):
    root = Path(edition)
    listed = {}
    failures = []
    for entry in json.loads((root / "manifest.json").read_text(encoding="utf-8"))["files"]:
        if entry["path"] in listed:
            failures.append(f"{entry['path']} is listed twice")
        listed[entry["path"]] = entry
    present = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file() and p != root / "manifest.json"}
    failures += [f"{path} is listed but not there" for path in sorted(listed.keys() - present.keys())]
    failures += [f"{path} is not listed" for path in sorted(present.keys() - listed.keys())]
    for path in sorted(listed.keys() & present.keys()):
        content = present[path].read_bytes()
        if len(content) != listed[path]["bytes"]:
            failures.append(f"{path} has {len(content)} bytes, not {listed[path]['bytes']}")
        if hashlib.sha256(content).hexdigest() != listed[path]["sha256"]:
            failures.append(f"{path} has another hash")
    if not listed:
        failures.append("nothing is listed")
    for failure in failures:
        print(f"{root}: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
