// Searches as people do: `node search.mjs SITE`. Types on the real page in Chromium, with the keyboard only.
//
// The question is a piece of a title of the site, so that any archive can be judged.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const outside = path.resolve(process.env.GIAN_OUTSIDE ?? "target/outside");
const { chromium } = createRequire(path.join(outside, "package.json"))("playwright-core");

const MOST_BYTES = 100_000;
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

const failures = [];
const check = (is, what) => { if (!is) failures.push(what); };

function serve(root, moved) {
  const server = createServer((request, response) => {
    let file = path.join(root, path.normalize(decodeURIComponent(new URL(request.url, "http://site").pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!existsSync(file)) { response.writeHead(404).end(); return; }
    const bytes = readFileSync(file);
    if (file.includes(`${path.sep}search${path.sep}`) && file.endsWith(".gz")) moved.bytes += bytes.length;
    // As a careful server sends it: nothing inline, nothing from elsewhere.
    response.writeHead(200, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'",
    });
    response.end(bytes);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const candidates = [process.env.CHROME_PATH, ...process.env.PATH.split(":").flatMap((dir) => names.map((name) => path.join(dir, name)))];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Error("no Chromium found; set CHROME_PATH");
  return found;
}

const [given] = process.argv.slice(2);
if (!given) throw new Error("usage: node search.mjs SITE");
const site = path.resolve(given);
const moved = { bytes: 0 };
const server = await serve(site, moved);
const home = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox", "--disable-gpu"] });

async function open(address, options = {}) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => failures.push(`script error: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") failures.push(`console: ${message.text()}`); });
  page.on("response", (response) => { if (response.status() >= 400) failures.push(`${response.status()} for ${response.url()}`); });
  await page.goto(address);
  return page;
}
const told = (page) => page.locator("#search-status").textContent();
const done = (page) => page.waitForFunction(() => !/^(|찾는 중입니다\.)$/.test(document.getElementById("search-status").textContent));

// A title with four syllables in a row, of which the two in the middle are asked: no word begins there.
const start = await open(`${home}/index.html`);
const titles = await start.locator(".list h3 a").allTextContents();
const title = titles.find((t) => /[가-힣]{4}/.test(t));
if (!title) throw new Error("no title of the start page can be asked");
const piece = title.match(/[가-힣]{4}/)[0].slice(1, 3);

// From the start page, by keyboard only.
await start.locator("#home-q").focus();
await start.keyboard.type(piece);
await start.keyboard.press("Enter");
await start.waitForURL(/search\/index\.html\?q=/);
await done(start);
check((await told(start)).includes("건"), `no count is told: ${await told(start)}`);
const links = start.locator("#search-results h3 a");
check((await links.count()) > 0, `${piece} of ‘${title}’ finds nothing`);
check((await start.locator("#search-results mark").count()) > 0, "nothing is marked");
const marks = await start.locator("#search-results mark").allTextContents();
check(marks.every((m) => m.replace(/[^\p{L}\p{N}]/gu, "") === piece), `something else is marked: ${marks}`);
check((await start.locator("#search-results li").count()) === (await start.locator("#search-results li:has(mark)").count()), "a result without a mark");
check(moved.bytes > 0 && moved.bytes <= MOST_BYTES, `the first question moves ${moved.bytes} bytes`);
const asked = moved.bytes;
check((await start.title()).startsWith(piece), "the title of the page does not say what was asked");
check((await start.locator("#search-q").inputValue()) === piece, "the question is not in its field");
check((await start.locator("#search-status").getAttribute("role")) === "status", "the count is no status");

// The keyboard reaches the first result and opens it.
let reached = false;
await start.locator("#search-q").focus();
for (let i = 0; i < 30 && !reached; i++) {
  await start.keyboard.press("Tab");
  reached = await start.evaluate(() => document.activeElement?.closest("#search-results") !== null);
}
check(reached, "the keyboard does not reach the results");
const address = start.url();
await start.keyboard.press("Enter");
await start.waitForURL(/\/d\//);
check((await start.content()).includes("<main"), "the result leads nowhere");

// A search is a link; going back shows it again.
const link = await open(address);
await done(link);
const all = await told(link);
check((await link.locator("#search-results li").count()) > 0, "the address of a search shows nothing");

// A filter leaves documents of its kind only.
const kind = await link.locator("#search-kind option").nth(1).getAttribute("value");
await link.selectOption("#search-kind", kind);
await link.locator("#search button").press("Enter");
await link.waitForURL(/kind=/);
check(!/department=|from=/.test(link.url()), "empty fields stand in the address");
await done(link);
const metas = await link.locator("#search-results .meta").allTextContents();
check(metas.every((m) => m.includes(kind)), `a result of another kind than ${kind}: ${metas}`);
await link.goto(`${home}/search/index.html?q=${encodeURIComponent(piece)}&from=2999-01-01`);
await done(link);
check((await link.locator("#search-results li").count()) === 0, "days after all documents find something");

// What cannot be asked, and what is not there, is said.
for (const [words, answer] of [["가", "두 글자"], ["쀍뷁쒧", "없습니다"], ["<b>굵게</b>", "굵게"]]) {
  await link.goto(`${home}/search/index.html?q=${encodeURIComponent(words)}`);
  await done(link);
  check((await told(link)).includes(answer), `‘${words}’ is answered ‘${await told(link)}’`);
}

// More than a page: the next ten are others.
await link.goto(`${home}/search/index.html?q=${encodeURIComponent("문서")}`);
await done(link);
if (await link.locator("#search-pager a[rel=next]").count()) {
  const first = await links.page().goto(link.url()).then(() => done(links.page())).then(() => links.allTextContents());
  await link.locator("#search-pager a[rel=next]").press("Enter");
  await link.waitForURL(/page=2/);
  await done(link);
  const second = await link.locator("#search-results h3 a").evaluateAll((as) => as.map((a) => a.href));
  const before = await links.evaluateAll((as) => as.map((a) => a.href));
  check(first.length > 0 && second.length > 0 && second.every((a) => !before.includes(a)), "the second page repeats the first");
}

// Narrow and dark: nothing scrolls sideways, and marks can be read.
const narrow = await open(address, { viewport: { width: 320, height: 800 }, colorScheme: "dark" });
await done(narrow);
check((await narrow.evaluate(() => document.documentElement.scrollWidth)) <= 320, "scrolls sideways at 320 px");

// Without a script, and opened as a file, the lists are named.
const plain = await open(address, { javaScriptEnabled: false });
check((await plain.locator("main a[href='../documents/index.html']:visible").count()) === 1, "without a script no list is named");
const context = await browser.newContext();
const file = await context.newPage();
await file.goto(`${pathToFileURL(path.join(site, "search/index.html"))}?q=${encodeURIComponent(piece)}`);
check(await file.locator("#search-lists a[href='../documents/index.html']").isVisible(), "as a file no list is named");

await browser.close();
server.close();
for (const failure of new Set(failures)) console.log(failure);
console.log(failures.length ? `${failures.length} failed` : `‘${piece}’: ${all}, ${asked} bytes`);
process.exit(failures.length ? 1 : 0);
