// What the checks in a browser share: a server of a built folder, the browser, and one page of every type.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

// The packages are installed outside the source tree.
const outside = path.resolve(process.env.GIAN_OUTSIDE ?? "target/outside");
export const installed = createRequire(path.join(outside, "package.json"));
const { chromium } = installed("playwright-core");

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
  ".json": "application/json", ".jsonld": "application/ld+json", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/x-icon", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf",
  ".woff2": "font/woff2", ".csv": "text/csv",
};

/// Serves a folder as a plain file server does, and says where.
export function serve(root) {
  const server = createServer((request, response) => {
    let file = path.join(root, path.normalize(decodeURIComponent(new URL(request.url, "http://site").pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/// Where a page of a served folder is.
export function address(server, page) {
  return `http://127.0.0.1:${server.address().port}/${page.split(path.sep).map(encodeURIComponent).join("/")}`;
}

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const candidates = [process.env.CHROME_PATH, ...process.env.PATH.split(":").flatMap((dir) => names.map((name) => path.join(dir, name)))];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Error("no Chromium found; set CHROME_PATH");
  return found;
}

export function launch(...more) {
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox", ...quiet, ...more] });
}

/// Every page of a folder, in the order of its path.
export function allPages(root) {
  return readdirSync(root, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
}

/// One page of every type, by the name of the type. The class of the body names the template; where a template makes
/// pages that look different, what stands on them tells them apart. Of several pages, the largest is taken, because
/// it has most of what can stand there; of documents also the smallest.
export function pageTypes(root) {
  const types = new Map();
  const add = (type, page, better) => {
    const there = types.get(type);
    if (!there || better(page.size, there.size)) types.set(type, page);
  };
  const larger = (one, two) => one > two;
  for (const name of allPages(root)) {
    const html = readFileSync(path.join(root, name), "utf8");
    const page = { name, size: html.length };
    const named = /<body class="is-([\w-]+)/.exec(html)?.[1];
    const template = named && named !== "page" ? named : path.dirname(name).split(path.sep)[0];
    if (template === "document") {
      add("document-long", page, larger);
      add("document-short", page, (one, two) => one < two);
      if (html.includes('class="body originals"')) add("document-received", page, larger);
      if (html.includes('class="letterhead"')) add("document-letter", page, larger);
    } else if (template === "list") {
      // All documents and all dossiers are flat; the other lists are ways in, with what is below them.
      const [way, ...below] = path.dirname(name).split(path.sep);
      const kind = ["documents", "dossier"].includes(way) ? way : below.length ? "below" : html.includes("</ul></li>") ? "tree" : "ways";
      add(`list-${kind}${path.basename(name) === "index.html" ? "" : "-further"}`, page, larger);
    } else {
      add(template, page, larger);
    }
  }
  return new Map([...types].sort().map(([type, page]) => [type, page.name]));
}
