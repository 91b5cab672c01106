// Asks an index for pieces of its texts: `node bench-search.mjs gian|pagefind FOLDER CORPUS QUESTIONS truth|bytes`
//
// Tells as JSON how many of the documents that have a piece are found (`truth`), and the bytes that a first question moves.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const here = path.dirname(new URL(import.meta.url).pathname);
const scriptOfArchive = path.join(here, "../templates/html/search.js");
const [engine, folder, corpus, count, aim] = process.argv.slice(2);

// The same numbers in every run.
let state = 20191108;
const below = (most) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * most); };

async function read() {
  const documents = [];
  for await (const line of createInterface({ input: createReadStream(corpus) })) {
    const one = JSON.parse(line);
    // For the bytes alone, some documents are enough.
    if (aim === "truth" || documents.length < 20_000) documents.push(one);
    else { const at = below(documents.length * 5); if (at < documents.length) documents[at] = one; }
  }
  return documents;
}

const documents = await read();
const pieces = [];
for (let tries = 0; pieces.length < Number(count) && tries < 1e6; tries++) {
  const lines = documents[below(documents.length)].text.split("\n");
  const line = [...lines[below(lines.length)]];
  const length = 2 + below(11);
  const from = below(line.length - length + 1);
  const piece = line.slice(from, from + length).join("");
  if (line.length >= length && /^[가-힣]{2,}$/.test(piece)) pieces.push(piece);
}

async function gian(piece) {
  const { Archive, MOST_BYTES } = require(scriptOfArchive);
  const archive = new Archive(async (file) => new Uint8Array(readFileSync(path.join(folder, file))));
  const question = { words: piece, most: MOST_BYTES };
  const search = await archive.ask(question);
  await search.page(1);
  const [moved, waited] = [archive.moved, search.isOver && search.found.length < 10 && !search.isDone];
  const urls = async () => {
    question.most = search.question.most = Infinity;
    search.isCut = false;
    await search.find(Infinity);
    const all = [];
    for (const one of search.found) { const shown = one.shown?.url ? one.shown : await search.read(one); if (shown) all.push(shown.url); }
    return all;
  };
  return { moved, waited, urls };
}

async function pagefind() {
  const outside = path.resolve(process.env.GIAN_OUTSIDE ?? path.join(here, "../target/outside"));
  const { chromium } = createRequire(path.join(outside, "package.json"))("playwright-core");
  let moved = 0;
  const types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json" };
  const server = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url, "http://site").pathname));
    if (file === path.join(folder, "ask.html")) { response.writeHead(200, { "content-type": types[".html"] }).end("<!DOCTYPE html><title>ask</title>"); return; }
    if (!existsSync(file) || statSync(file).isDirectory()) { response.writeHead(404).end(); return; }
    const bytes = readFileSync(file);
    moved += bytes.length;
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const home = `http://127.0.0.1:${server.address().port}`;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const executablePath = [process.env.CHROME_PATH, ...process.env.PATH.split(":").flatMap((d) => names.map((n) => path.join(d, n)))].find((f) => f && existsSync(f));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const ask = async (piece) => {
    const page = await browser.newPage();
    await page.goto(`${home}/ask.html`);
    moved = 0;
    await page.evaluate(async (words) => {
      globalThis.pagefind = await import("/pagefind/pagefind.js");
      await pagefind.init();
      globalThis.found = (await pagefind.search(words)).results;
      globalThis.all = await Promise.all(found.slice(0, 10).map((r) => r.data()));
    }, piece);
    const first = moved;
    const urls = async () => page.evaluate(async () => [...all, ...(await Promise.all(found.slice(10).map((r) => r.data())))].map((d) => d.raw_url ?? d.url));
    return { moved: first, waited: false, urls, close: () => page.close() };
  };
  return { ask, close: async () => { await browser.close(); server.close(); } };
}

const other = engine === "pagefind" ? await pagefind() : null;
// As the build writes it.
const lean = (source) => source.split("\n").map((l) => l.trimStart()).filter((l) => l && !l.startsWith("//")).join("\n") + "\n";
const program = other ? 0 : Buffer.byteLength(lean(readFileSync(scriptOfArchive, "utf8")));
const moved = [];
let found = 0, wanted = 0, waited = 0;
for (const piece of pieces) {
  const answer = other ? await other.ask(piece) : await gian(piece);
  moved.push(answer.moved + program);
  waited += answer.waited ? 1 : 0;
  if (aim === "truth") {
    const truth = documents.filter((d) => [d.title, d.summary, d.meta, d.text].some((t) => t?.includes(piece))).map((d) => d.url);
    // Pagefind calls a folder what is its index.html.
    const urls = new Set((await answer.urls()).map((u) => u.replace(/^\//, "").replace(/\/$/, "/index.html")));
    wanted += truth.length;
    found += truth.filter((u) => urls.has(u)).length;
  }
  await answer.close?.();
}
await other?.close();
moved.sort((a, b) => a - b);
const at = (share) => moved[Math.floor((moved.length - 1) * share)];
console.log(JSON.stringify({ questions: pieces.length, found, wanted, waited, median: at(0.5), most90: at(0.9), most99: at(0.99), largest: at(1) }));
