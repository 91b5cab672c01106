// Checks pages as people use them: `node a11y.mjs SITE PAGE...`, pages relative to SITE.
//
// The rules of axe; the keyboard; a narrow screen; no script; targets big enough for a finger;
// nothing fetched from elsewhere. Rules of a static checker cannot see any of these.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

// The packages are installed outside the source tree.
const outside = path.resolve(process.env.GIAN_OUTSIDE ?? "target/outside");
const require = createRequire(path.join(outside, "package.json"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const axeKorean = JSON.parse(readFileSync(require.resolve("axe-core/locales/ko.json"), "utf8"));

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];
const SCHEMES = ["light", "dark"];
const REFLOW_WIDTH = 320; // WCAG 1.4.10
const TARGET_DIAGONAL = (6 / 25.4) * 96; // KWCAG 2.2 6.1.3: 6 mm
const MOST_STOPS = 250; // a long index repeats itself

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
  ".json": "application/json", ".jsonld": "application/ld+json", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/x-icon", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf",
  ".woff2": "font/woff2", ".csv": "text/csv",
};

const failures = [];
const fail = (where, what) => failures.push(`${where}: ${what}`);

function serve(root) {
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

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const candidates = [process.env.CHROME_PATH, ...process.env.PATH.split(":").flatMap((dir) => names.map((name) => path.join(dir, name)))];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Error("no Chromium found; set CHROME_PATH");
  return found;
}

// Opens a page and reports whatever goes wrong on the way.
async function open(browser, url, where, options) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  const page = await context.newPage();
  const home = new URL(url).origin;
  page.on("request", (request) => {
    const target = request.url();
    if (!target.startsWith(home + "/") && !/^(data|blob|about):/.test(target)) fail(where, `asks elsewhere: ${target}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fail(where, `${response.status()} for ${new URL(response.url()).pathname}`);
  });
  page.on("requestfailed", (request) => fail(where, `cannot load ${request.url()}`));
  page.on("pageerror", (error) => fail(where, `script error: ${error.message}`));
  page.on("console", (message) => {
    // A failed request is reported above, with its address.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) fail(where, `console: ${message.text()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, close: () => context.close() };
}

async function checkAxe(page, where) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(async ([locale, tags]) => {
    axe.configure({ locale });
    const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return {
      ran: found.passes.length,
      broken: found.violations.map((rule) => [rule.id, rule.help, rule.nodes.length, rule.nodes[0].target.join(" ")]),
    };
  }, [axeKorean, AXE_TAGS]);
  if (result.ran === 0) fail(where, "axe passed no rule, so it saw no page");
  for (const [id, help, count, target] of result.broken) fail(where, `axe ${id}: ${help} (${count}x, ${target})`);
}

async function checkTargets(page, where) {
  const small = await page.evaluate((least) => {
    const inSentence = (element) => {
      if (getComputedStyle(element).display !== "inline") return false;
      const block = element.closest("p, li, td, th, dd, dt, figcaption, caption, blockquote, div");
      return block !== null && block.textContent.trim() !== element.textContent.trim();
    };
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inSentence(element))
      .map((element) => [element, element.getBoundingClientRect()])
      // A skip link is parked off the screen until it has the focus.
      .filter(([, box]) => box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && Math.hypot(box.width, box.height) < least)
      .map(([element, box]) => `${element.outerHTML.slice(0, 80)} is ${box.width.toFixed(0)}x${box.height.toFixed(0)}`);
  }, TARGET_DIAGONAL);
  for (const target of small) fail(where, `a target is smaller than 6 mm: ${target}`);
}

// Walks through the page with the Tab key, as a person without a mouse does.
async function checkKeyboard(page, where) {
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    const stops = [...document.querySelectorAll("a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable=true]")]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && !element.closest("[inert]"))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      // Of the radio buttons with one name, the keyboard stops at one.
      .filter((element) => element.type !== "radio" || !(groups.has(element.name) || !groups.add(element.name)));
    stops.forEach((element, index) => { element.dataset.stop = index; });
    const look = (element) => { const s = getComputedStyle(element); return [s.boxShadow, s.backgroundColor, s.borderColor].join("|"); };
    window.lookBefore = stops.map(look);
    window.lookOf = look;
    if (stops.some((element) => element.tabIndex > 0)) return { count: stops.length, forced: true };
    return { count: stops.length, forced: false };
  });
  if (wanted.forced) fail(where, "a positive tabindex changes the order of the keyboard");
  const reached = new Set();
  for (let press = 0; press < Math.min(wanted.count, MOST_STOPS) + 30 && reached.size < wanted.count; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element.dataset.stop === undefined) return null;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      const changed = window.lookOf(element) !== window.lookBefore[element.dataset.stop];
      const box = element.getBoundingClientRect();
      const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return { index: element.dataset.stop, name: element.outerHTML.slice(0, 80), outlined: outlined || changed, seen };
    });
    if (!stop) continue;
    if (reached.has(stop.index)) break;
    reached.add(stop.index);
    if (!stop.outlined) fail(where, `nothing shows that the keyboard is at ${stop.name}`);
    if (!stop.seen) fail(where, `the keyboard is at something out of sight: ${stop.name}`);
  }
  const due = Math.min(wanted.count, MOST_STOPS);
  if (reached.size < due) fail(where, `the keyboard reached ${reached.size} of ${due} stops`);
}

async function checkReflow(browser, url, where) {
  const { page, close } = await open(browser, url, where, { viewport: { width: REFLOW_WIDTH, height: 800 } });
  const wide = await page.evaluate((width) => {
    const whole = document.documentElement.scrollWidth;
    if (whole <= width) return null;
    const worst = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1).slice(0, 3);
    return `${whole} px wide: ${worst.map((e) => e.outerHTML.slice(0, 60)).join(" , ")}`;
  }, REFLOW_WIDTH);
  if (wide) fail(where, `scrolls sideways at ${REFLOW_WIDTH} px, ${wide}`);
  await close();
}

// What a script adds to use the page (a search box, its results) is not content.
async function contentLines(browser, url, where, javaScriptEnabled) {
  const { page, close } = await open(browser, url, where, { viewport: SIZES[0], javaScriptEnabled });
  const lines = await page.evaluate(() => {
    const tools = document.querySelectorAll("form, search, [role=search], [role=status], [aria-live], noscript, script, style, template");
    tools.forEach((element) => element.remove());
    return document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
  });
  await close();
  return lines;
}

async function checkWithoutScript(browser, url, where) {
  const [on, off] = [await contentLines(browser, url, where, true), await contentLines(browser, url, where, false)];
  if (off.length === 0) fail(where, "without script there is no text");
  if (on.join("\n") === off.join("\n")) return;
  const differing = [...on.filter((line) => !off.includes(line)), ...off.filter((line) => !on.includes(line))];
  fail(where, `reads otherwise without script: ${differing.slice(0, 3).join(" / ") || "same lines, other order"}`);
}

async function checkPage(browser, url, name) {
  for (const viewport of SIZES) {
    for (const colorScheme of SCHEMES) {
      const where = `${name} (${viewport.width} px, ${colorScheme})`;
      const { page, close } = await open(browser, url, where, { viewport, colorScheme, reducedMotion: "reduce" });
      await checkAxe(page, where);
      await checkTargets(page, where);
      await checkKeyboard(page, where);
      await close();
    }
  }
  await checkReflow(browser, url, name);
  await checkWithoutScript(browser, url, name);
}

const [site, ...pages] = process.argv.slice(2);
if (!site || pages.length === 0) throw new Error("usage: node a11y.mjs SITE PAGE...");
const server = await serve(path.resolve(site));
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failed = 0;
for (const name of pages) {
  const before = failures.length;
  await checkPage(browser, `http://127.0.0.1:${server.address().port}/${name.split(path.sep).map(encodeURIComponent).join("/")}`, name);
  if (failures.length > before) failed++;
}
await browser.close();
server.close();
for (const failure of new Set(failures)) console.log(failure);
console.log(`${pages.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
