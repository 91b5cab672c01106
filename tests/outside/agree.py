"""Asks whether all formats of a public edition say the same: `agree.py PUBLIC_DIR`

The page, its JSON-LD, the catalogue, the tables, the API, the feeds and the sitemap must agree on the ids, titles, days,
licences and files of all documents, on their number, and on the facts; every address must lead to a file, and every page
must stand in the sitemap.
"""

import csv
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"


class Site:
    def __init__(self, root):
        self.root = root
        self.faults = []
        self.index = self.json("api/v1/index.json")
        self.url = self.index["url"]

    def fault(self, words):
        self.faults.append(words)

    def json(self, path):
        return json.loads((self.root / path).read_text(encoding="utf-8"))

    def table(self, name):
        with open(self.root / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def path(self, address, seen_from=""):
        """The file of an address that stands in a file; none when it does not lead into the site."""
        address = address.split("#")[0]
        if self.url and address.startswith(self.url):
            path = address[len(self.url) :]
        elif "://" in address or address.startswith("urn:"):
            return None
        elif self.url:
            return None
        else:
            steps = [] if not seen_from else seen_from.split("/")[:-1]
            for step in address.split("/"):
                if step == "..":
                    steps.pop()
                elif step != ".":
                    steps.append(step)
            path = "/".join(steps)
        path = unquote(path)
        return path + "index.html" if path == "" or path.endswith("/") else path

    def same(self, what, of, *values):
        """Says so when values differ; the first is that of the API."""
        if any(value != values[0] for value in values):
            self.fault(f"{of}: {what} differs: {' | '.join(str(v) for v in values)}")

    def leads(self, of, address, seen_from=""):
        path = self.path(address, seen_from)
        if path is None or not (self.root / path).is_file():
            self.fault(f"{of}: {address} leads to no file")
        return path


def meta(page, name):
    return [m.get("content") for m in page.iter("meta") if name in (m.get("name"), m.get("property"))]


def documents(site):
    """Every document of the API by its id, after its own file and the lists agree."""
    listed, page = {}, 1
    while True:
        part = site.json(f"api/v1/documents/{page}.json")
        for summary in part["documents"]:
            if summary["id"] in listed:
                site.fault(f"{summary['id']} is in two pages of the API")
            listed[summary["id"]] = summary
        if part["next"] is None:
            break
        page += 1
    # What is gone has a page and no data.
    folders = {p.parent.name for p in site.root.glob("d/*/index.html") if "noindex" not in p.read_text(encoding="utf-8")}
    rows = site.table("documents")
    open_rows = {row["package_id"]: row for row in rows if row["package_id"]}
    closed = [row for row in rows if not row["package_id"]]
    catalogued = {}
    for file in sorted(site.root.glob("catalog/*.jsonld")):
        for node in json.loads(file.read_text(encoding="utf-8"))["dcat:dataset"]:
            catalogued[node["dct:identifier"]] = (f"catalog/{file.name}", node)
    for name, found in [("pages", folders), ("documents.csv", open_rows), ("catalogue", catalogued)]:
        for id in sorted(set(listed) ^ set(found)):
            site.fault(f"{id} is in one of the API and the {name} only")
    counts = site.index["counts"]
    site.same("number of documents", "index", counts["documents"], len(listed), part["total"], len(folders))
    site.same("number of closed documents", "index", counts["closed"], len(closed))
    for row in closed:
        if row["url"] or row["dossier"] or row["writer"] or row["othbs_se"] != "비공개":
            site.fault("a closed document says more than the list")
    return listed, open_rows, catalogued


def check_document(site, id, summary, row, catalogued):
    own = site.json(f"d/{id}/document.json")
    file, node = catalogued
    page_path = f"d/{id}/index.html"
    page = html.fromstring((site.root / page_path).read_text(encoding="utf-8"))
    script = page.xpath("//script[@type='application/ld+json']")
    said = json.loads(script[0].text)["@graph"][0]
    licence = own["licence"]["url"] if own["licence"] else None

    heading = " ".join(page.xpath("string(//h1)").split())
    if " ".join(own["title"].split()) not in heading:
        site.fault(f"{id}: title differs: {own['title']} | {heading}")
    site.same("title", id, own["title"], summary["title"], row["title"], node["dct:title"]["@value"], said["name"],
              *meta(page, "dcterms.title"), *meta(page, "citation_title"), *meta(page, "og:title"))
    site.same("id", id, own["id"], said["identifier"], *meta(page, "dcterms.identifier"))
    site.same("day", id, own["date"], summary["date"], node["dct:issued"]["@value"], said["dateCreated"],
              "-".join([row["doc_prdctn_dt"][:4], row["doc_prdctn_dt"][4:6], row["doc_prdctn_dt"][6:]]),
              *meta(page, "dcterms.date"), *meta(page, "citation_publication_date"))
    if not page.xpath(f"//time[@datetime='{own['date']}']"):
        site.fault(f"{id}: its page does not show {own['date']}")
    site.same("last day", id, own["updated"], summary["updated"], row["updated_on"], node["dct:modified"]["@value"],
              said["dateModified"])
    site.same("number", id, own["doc_no"], summary["doc_no"], row["src_dept_doc_id"] or None, said.get("reportNumber"))
    site.same("class", id, own["disclosure"], summary["disclosure"], row["othbs_se"],
              {"PUBLIC": "공개", "RESTRICTED": "부분공개"}.get(node["dct:accessRights"]["@id"].removeprefix(RIGHTS)))
    visible = page.xpath("//a[contains(concat(' ', @rel, ' '), ' license ')]/@href")
    linked = page.xpath("//link[@rel='license']/@href")
    site.same("licence", id, licence, summary["licence"], node.get("dct:license", {}).get("@id"), said.get("license"),
              visible[0] if visible else None, linked[0] if linked else None)
    site.same("name of the licence", id, own["licence"]["name"] if licence else "", row["cpyrht"])
    site.same("dossier", id, own["dossier"]["id"], summary["dossier"], row["dossier"])
    places = {
        site.leads(id, own["url"]),
        site.leads(id, summary["url"]),
        site.leads(id, row["url"]),
        site.leads(id, node["@id"], file),
        site.leads(id, said["@id"], page_path),
    }
    if places != {page_path}:
        site.fault(f"{id}: its address differs: {places}")
    for address in (own["data_url"], own["text_url"], own["dossier"]["url"], own["dossier"]["data_url"], own["department"]["url"]):
        site.leads(id, address)
    for link in own["links"]:
        if link["url"]:
            site.leads(id, link["url"])
    check_files(site, id, own, node, file, said, page_path)
    return own


def check_files(site, id, own, node, file, said, page_path):
    """The files as the API, the catalogue and the page name them, and as they are."""
    named = {}
    for entry in own["files"]:
        path = site.leads(id, entry["url"])
        named[path] = (entry["media_type"], entry["bytes"], entry["sha256"])
        if path and (site.root / path).is_file():
            content = (site.root / path).read_bytes()
            site.same(f"content of {path}", id, named[path][1:], (len(content), hashlib.sha256(content).hexdigest()))
    encodings = {site.leads(id, e["contentUrl"], page_path): (e["encodingFormat"], int(e["contentSize"]), e["sha256"]) for e in said["encoding"]}
    distributions = {}
    for entry in node["dcat:distribution"]:
        path = site.leads(id, entry["dcat:downloadURL"]["@id"], file)
        if "dcat:byteSize" in entry:
            media = entry["dcat:mediaType"]["@id"].split("media-types/")[1]
            distributions[path] = (media, int(entry["dcat:byteSize"]["@value"]), entry["spdx:checksum"]["spdx:checksumValue"]["@value"])
        expected = site.index["data_licence"] if path and path.endswith("document.json") else own["licence"]
        site.same(f"licence of {path}", id, expected["url"] if expected else None, entry.get("dct:license", {}).get("@id"))
    site.same("files", id, named, encodings, distributions)


def check_tables(site, owns):
    """The tables have the facts of the dossiers, and the package and the index have the tables."""
    keys = {"plan-versions": "plan_versions", "budget-items": "budget_items"}
    package = {r["name"]: r for r in site.json("data/datapackage.json")["resources"]}
    for table in site.index["tables"]:
        name = table["name"]
        path = site.leads(name, table["url"])
        content = (site.root / path).read_bytes()
        rows = site.table(name)
        digest = hashlib.sha256(content).hexdigest()
        site.same("hash", name, table["sha256"], digest, package[name]["hash"].removeprefix("sha256:"))
        site.same("size", name, table["bytes"], len(content), package[name]["bytes"])
        site.same("number of rows", name, table["rows"], len(rows))
        columns = [field["name"] for field in package[name]["schema"]["fields"]]
        if rows and list(rows[0]) != columns:
            site.fault(f"{name}: columns differ from those of the data package")
    plain = lambda row: tuple("" if v is None else str(v) for v in row.values())  # noqa: E731
    dossiers = [site.json(p.relative_to(site.root)) for p in sorted(site.root.glob("dossier/*/dossier.json"))]
    site.same("number of dossiers", "index", site.index["counts"]["dossiers"], len(dossiers), len(site.table("dossiers")))
    for name in ("plan-versions", "schedule", "meetings", "findings", "decisions", "steps", "costs", "spending",
                 "budget", "budget-items", "outcomes", "participants", "achievements", "subjects"):
        told = Counter(plain(row) for d in dossiers for row in d["facts"][keys.get(name, name)])
        rows = Counter(plain(row) for row in site.table(name))
        if told != rows:
            site.fault(f"{name}: the table and the dossiers differ in {len(told - rows) + len(rows - told)} rows")
        for row in site.table(name):
            if row["document"] not in owns:
                site.fault(f"{name}: {row['document']} is no document")
    files = Counter(plain(row) for row in site.table("files"))
    if files != Counter(plain(row) for own in owns.values() for row in own["files"]):
        site.fault("files: the table and the documents differ")
    for path in sorted((site.root / "data").glob("*.csv")):
        if not path.stem.endswith("-excel"):
            check_spreadsheet(site, path.stem)


FORMULA = "=+-@\t\r\n＝＋－＠"


def check_spreadsheet(site, name):
    """The copy for spreadsheets has the same cells, but for the sign that keeps them from being computed."""
    raw = (site.root / f"data/{name}-excel.csv").read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        site.fault(f"{name}-excel.csv has no byte order mark")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    for cell in (cell for row in rows for cell in row):
        if cell[:1] and cell[:1] in FORMULA:
            site.fault(f"{name}-excel.csv: a spreadsheet would compute {cell!r}")
    copy = [[c[1:] if c[:1] == "'" and c[1:2] and c[1:2] in FORMULA else c for c in row] for row in rows]
    with open(site.root / f"data/{name}.csv", encoding="utf-8", newline="") as file:
        if copy != list(csv.reader(file)):
            site.fault(f"{name}-excel.csv has other cells than {name}.csv")


def check_licence(site):
    """The licence of the data is one everywhere, and nobody claims one that was not given."""
    given = site.index["data_licence"]["url"] if site.index["data_licence"] else None
    package = site.json("data/datapackage.json")
    catalog = site.json("catalog.jsonld")
    of_package = [licence["path"] for licence in package.get("licenses", [])]
    site.same("licence of the data", "index", [given] if given else [], of_package,
              [catalog["dct:license"]["@id"]] if "dct:license" in catalog else [])
    for node in catalog["dcat:dataset"]:
        site.same("licence", node["dct:identifier"], given, node.get("dct:license", {}).get("@id"))
        for entry in node["dcat:distribution"]:
            site.same("licence of a distribution", node["dct:identifier"], given, entry.get("dct:license", {}).get("@id"))
            site.leads(node["dct:identifier"], entry["dcat:downloadURL"]["@id"], "catalog.jsonld")
    page = html.fromstring((site.root / "index.html").read_text(encoding="utf-8"))
    said = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    site.same("licence of the data on the start page", "index", given, *[n.get("license") for n in said if n["@type"] == "DataCatalog"])


def check_feeds(site, owns):
    by_page = {f"d/{id}/index.html": own for id, own in owns.items()}
    in_feeds = set()
    ids = {}
    for file in sorted(site.root.rglob("feed.xml")):
        name = file.relative_to(site.root).as_posix()
        feed = etree.parse(file).getroot()
        entries = feed.findall(f"{ATOM}entry")
        days = [entry.findtext(f"{ATOM}updated") for entry in entries]
        if days:
            site.same("last day", name, max(days), feed.findtext(f"{ATOM}updated"))
        for entry in entries:
            address = next(l.get("href") for l in entry.findall(f"{ATOM}link") if l.get("rel") == "alternate")
            own = by_page.get(site.leads(name, address, name))
            if own is None:
                site.fault(f"{name}: {address} is no document")
                continue
            if name == "feed.xml":
                in_feeds.add(own["id"])
            # The same document has the same id in every feed.
            site.same("id in feeds", own["id"], ids.setdefault(own["id"], entry.findtext(f"{ATOM}id")), entry.findtext(f"{ATOM}id"))
            site.same("title in a feed", own["id"], own["title"], entry.findtext(f"{ATOM}title"))
            site.same("days in a feed", own["id"], (own["date"], own["updated"]),
                      (entry.findtext(f"{ATOM}published")[:10], entry.findtext(f"{ATOM}updated")[:10]))
            terms = [l.get("href") for l in entry.findall(f"{ATOM}link") if l.get("rel") == "license"]
            site.same("licence in a feed", own["id"], [own["licence"]["url"]] if own["licence"] else [], terms)
            for link in entry.findall(f"{ATOM}link"):
                if link.get("rel") == "enclosure":
                    site.leads(name, link.get("href"), name)
    newest = sorted(owns.values(), key=lambda own: own["date"], reverse=True)[:50]
    site.same("number of documents in feed.xml", "index", len(newest), len(in_feeds))
    for way in ("department", "class"):
        for page in site.root.glob(f"{way}/*/index.html"):
            text = page.read_text(encoding="utf-8")
            if 'href="feed.xml"' in text and not (page.parent / "feed.xml").is_file():
                site.fault(f"{page.relative_to(site.root)} names a feed that is not there")


def check_sitemap(site, owns):
    pages = {p.relative_to(site.root).as_posix() for p in site.root.rglob("*.html")}
    if not site.url:
        if list(site.root.glob("sitemap*.xml")):
            site.fault("there is a sitemap without an address of the archive")
        return 0
    named = set()
    for part in etree.parse(site.root / "sitemap.xml").getroot().iter(f"{MAP}loc"):
        path = site.leads("sitemap.xml", part.text)
        for entry in etree.parse(site.root / path).getroot().iter(f"{MAP}url"):
            place = site.leads(path, entry.findtext(f"{MAP}loc"))
            if place in named:
                site.fault(f"{path}: {place} is there twice")
            named.add(place)
            id = place.split("/")[1] if place.startswith("d/") else None
            if id in owns:
                site.same("day in the sitemap", id, owns[id]["updated"], entry.findtext(f"{MAP}lastmod"))
    for page in sorted(pages - named):
        site.fault(f"sitemap.xml does not have {page}")
    if f"Sitemap: {site.url}sitemap.xml" not in (site.root / "robots.txt").read_text():
        site.fault("robots.txt does not name the sitemap")
    return len(named)


def check_hashes(site):
    """The manifest and the bag list the same files with the same hashes."""
    listed = {e["path"]: e["sha256"] for e in site.json("manifest.json")["files"]}
    bag = {}
    for line in (site.root / "bag/manifest-sha256.txt").read_text(encoding="utf-8").splitlines():
        digest, path = line.split("  ", 1)
        bag[path.removeprefix("data/").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")] = digest
    site.same("files of the bag", "manifest", {p: h for p, h in listed.items() if not p.startswith("bag/")}, bag)


def main(folder):
    site = Site(Path(folder).resolve())
    listed, rows, catalogued = documents(site)
    owns = {}
    for id in sorted(set(listed) & set(rows) & set(catalogued)):
        owns[id] = check_document(site, id, listed[id], rows[id], catalogued[id])
    check_tables(site, owns)
    check_licence(site)
    check_feeds(site, owns)
    pages = check_sitemap(site, owns)
    check_hashes(site)
    for words in site.faults[:60]:
        print(f"agree: {words}")
    if not site.faults:
        print(f"{len(owns)} documents, {pages} addresses")
    return 1 if site.faults or not owns else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
