"""Lets the tools of each format read the data of a public edition: `formats.py PUBLIC_DIR NAME`

NAME is one of `dcat`, `frictionless`, `schemas`, `jsonld`, `feeds`, `bag`. Each gives the files to a program that others
wrote; what all formats say together is for `agree.py`.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def dcat(root):
    """Every part of the catalogue against the shapes, in one graph, read without a network."""
    from pyshacl import validate
    from rdflib import Graph

    graph = Graph()
    parts = [root / "catalog.jsonld", *sorted((root / "catalog").glob("*.jsonld"))]
    for part in parts:
        # Relative addresses are those of the file.
        graph.parse(data=part.read_text(encoding="utf-8"), format="json-ld", publicID=part.resolve().as_uri())
    shapes = Graph().parse(HERE / "dcat.shapes.ttl", format="turtle")
    conforms, _, words = validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    return ([] if conforms else [words]), f"{len(parts)} parts, {len(graph)} triples"


def frictionless(root):
    """The tables against their own description: types, patterns, words, keys, links, sizes and hashes."""
    from frictionless import Package, system

    system.trusted = True
    package = Package(str(root / "data" / "datapackage.json"))
    report = package.validate()
    faults = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    faults += [error.message for error in report.errors]
    rows = sum(task.stats.get("rows") or 0 for task in report.tasks)
    return faults, f"{len(report.tasks)} tables, {rows} rows"


def schemas(root):
    """The API against the schemas that it publishes, and the data package against none but its own form."""
    from jsonschema import Draft202012Validator, FormatChecker

    folder = root / "api" / "v1" / "schema"
    faults, count = [], 0
    for name, files in {
        "index": [root / "api/v1/index.json"],
        "documents": sorted((root / "api/v1/documents").glob("*.json")),
        "dossiers": sorted((root / "api/v1/dossiers").glob("*.json")),
        "document": sorted(root.glob("d/*/document.json")),
        "dossier": sorted(root.glob("dossier/*/dossier.json")),
    }.items():
        schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        if not files:
            faults.append(f"there is no {name}")
        for file in files:
            count += 1
            value = json.loads(file.read_text(encoding="utf-8"))
            faults += [f"{file.relative_to(root)}: {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(value)]
    return faults, f"{count} files"


def jsonld(root):
    """What a program for the web finds in the pages of documents."""
    import extruct
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads((HERE / "jsonld.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    faults, pages = [], sorted(p for p in root.glob("d/*/index.html") if "noindex" not in p.read_text(encoding="utf-8"))
    for page in pages:
        found = extruct.extract(page.read_text(encoding="utf-8"), syntaxes=["json-ld"])["json-ld"]
        name = page.relative_to(root)
        if len(found) != 1:
            faults.append(f"{name}: {len(found)} pieces of JSON-LD")
        faults += [f"{name}: {e.json_path}: {e.message[:200]}" for value in found for e in validator.iter_errors(value)]
    if not pages:
        faults.append("there is no page of a document")
    return faults, f"{len(pages)} pages"


def feeds(root):
    """Feeds and sitemaps are XML, and a reader of feeds takes each feed as it is."""
    import feedparser
    from lxml import etree

    faults = []
    atom = sorted(root.rglob("feed.xml"))
    if root / "feed.xml" not in atom:
        faults.append("there is no feed.xml")
    for file in [*atom, *sorted(root.glob("sitemap*.xml"))]:
        name = file.relative_to(root)
        try:
            etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            faults.append(f"{name}: {error}")
    for file in atom:
        name = file.relative_to(root)
        feed = feedparser.parse(file.read_bytes())
        if feed.bozo or feed.version != "atom10":
            faults.append(f"{name}: {feed.version or 'no feed'} {feed.get('bozo_exception', '')}")
        for place in [feed.feed, *feed.entries]:
            faults += [f"{name}: no {key}" for key in ("id", "title", "updated", "link") if not place.get(key)]
        ids = [entry.get("id") for entry in feed.entries]
        faults += [f"{name}: {i} is there twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    return faults, f"{len(atom)} feeds"


def bag(root):
    """The tree becomes a bag as the page of the data says, and another program takes it for whole."""
    import bagit

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "b"
        place.mkdir()
        shutil.copytree(root, place / "data")
        for file in [*(place / "data/bag").iterdir(), place / "data/manifest.json"]:
            shutil.move(file, place)
        (place / "data/bag").rmdir()
        try:
            made = bagit.Bag(str(place))
            made.validate()
        except bagit.BagError as error:
            return [str(error)], ""
        return [], f"{len(made.payload_entries())} files"


def main(folder, name):
    # Some of these programs print as they go.
    with open(os.devnull, "w") as silence, contextlib.redirect_stdout(silence):
        faults, words = {f.__name__: f for f in (dcat, frictionless, schemas, jsonld, feeds, bag)}[name](Path(folder))
    for fault in faults[:40]:
        print(f"{name}: {fault}")
    if not faults:
        print(words)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
