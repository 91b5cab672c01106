// Checks pages as people use them: `node a11y.mjs SITE [PAGE...]`, pages relative to SITE.
//
// Without pages, one of every type is checked; with `--beside OTHER`, of those that OTHER has too only the two that have most. The rules of axe; the keyboard; a narrow screen, large text, colours of
// the reader; no script; targets big enough for a finger; names of links; nothing fetched from elsewhere. Rules of a
// static checker cannot see any of these. Titles are compared over the whole site.

import { readFileSync } from "node:fs";
import path from "node:path";
import { address, allPages, installed, launch, pageTypes, serve } from "./site.mjs";

const axeSource = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");
const axeKorean = JSON.parse(readFileSync(installed.resolve("axe-core/locales/ko.json"), "utf8"));

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];
const SCHEMES = ["light", "dark"];
const REFLOW_WIDTH = 320; // WCAG 1.4.10
const TARGET_DIAGONAL = (6 / 25.4) * 96; // KWCAG 2.2 6.1.3: 6 mm
const MOST_STOPS = 250; // a long index repeats itself
const FIRST_STOPS = 20; // in other colours the focus must be seen; the order is the same
const AT_ONCE = 2; // pages that are checked at the same time

const failures = [];
const fail = (where, what) => failures.push(`${where}: ${what}`);

// Opens a page and reports whatever goes wrong on the way.
async function open(browser, url, where, options) {
  // The checks put styles of their own into the pages.
  const context = await browser.newContext({ locale: "ko-KR", bypassCSP: true, ...options });
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

async function checkAxe(page, where, rules) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(async ([locale, tags, rules]) => {
    axe.configure({ locale });
    const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
    const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return {
      ran: found.passes.length,
      broken: found.violations.map((rule) => [rule.id, rule.help, rule.nodes.length, rule.nodes[0].target.join(" ")]),
    };
  }, [axeKorean, AXE_TAGS, rules]);
  if (result.ran === 0) fail(where, "axe passed no rule, so it saw no page");
  for (const [id, help, count, target] of result.broken) fail(where, `axe ${id}: ${help} (${count}x, ${target})`);
}

// Who hears the links of a page one after another must be able to tell those apart that lead to different places.
async function checkLinkNames(page, where) {
  const alike = await page.evaluate(() => {
    const named = new Map();
    for (const link of document.querySelectorAll("a[href]")) {
      const pictures = [...link.querySelectorAll("img")].map((image) => image.alt).join(" ");
      const own = link.ariaLabel ?? `${pictures} ${link.textContent}`;
      // A list inside an item of a list is read as a part of it.
      const above = [];
      for (let item = link.closest("li")?.parentElement.closest("li"); item; item = item.parentElement.closest("li")) above.push(item.querySelector("a")?.textContent ?? "");
      const name = [own, ...above].join(" < ").trim().replace(/\s+/g, " ");
      const places = named.get(name) ?? new Set();
      // Two ways into one page are one place.
      places.add(link.href.replace(/#.*$/, link.getAttribute("href").startsWith("#") ? "$&" : ""));
      named.set(name, places);
    }
    return [...named].filter(([, places]) => places.size > 1).map(([name, places]) => `${name} (${[...places].slice(0, 2).join(", ")})`);
  });
  for (const link of alike) fail(where, `links of one name lead to different places: ${link}`);
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
async function checkKeyboard(page, where, narrow, most = MOST_STOPS) {
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
  let before = { top: 0 };
  for (let press = 0; press < Math.min(wanted.count, most) + 30 && reached.size < Math.min(wanted.count, most); press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element.dataset.stop === undefined) return null;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      const changed = window.lookOf(element) !== window.lookBefore[element.dataset.stop];
      const box = element.getBoundingClientRect();
      const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      const top = box.top + scrollY;
      return { index: element.dataset.stop, name: element.outerHTML.slice(0, 80), outlined: outlined || changed, seen, top, bottom: box.bottom + scrollY };
    });
    if (!stop) continue;
    // A field for a day has stops of its own for year, month and day.
    if (stop.index === before.index) continue;
    if (reached.has(stop.index)) break;
    reached.add(stop.index);
    // In one column the keyboard goes down the page; the skip link stands above it.
    if (narrow && reached.size > 1 && stop.bottom < before.top) fail(where, `the keyboard jumps up to ${stop.name}`);
    before = stop;
    if (!stop.outlined) fail(where, `nothing shows that the keyboard is at ${stop.name}`);
    if (!stop.seen) fail(where, `the keyboard is at something out of sight: ${stop.name}`);
  }
  const due = Math.min(wanted.count, most);
  if (reached.size < due) fail(where, `the keyboard reached ${reached.size} of ${due} stops`);
}

// What is wider than the screen, and text that its box cuts off.
async function checkFits(page, where) {
  const wrong = await page.evaluate(() => {
    const found = [];
    const whole = document.documentElement.scrollWidth;
    const width = document.documentElement.clientWidth;
    if (whole > width) {
      const worst = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1).slice(0, 3);
      found.push(`scrolls sideways: ${whole} px on ${width}: ${worst.map((e) => e.outerHTML.slice(0, 60)).join(" , ")}`);
    }
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      const cuts = ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none";
      const more = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      if (cuts && more && !element.closest("svg") && element.innerText?.trim()) found.push(`cuts off ${element.outerHTML.slice(0, 60)}`);
    }
    return found;
  });
  for (const what of wrong) fail(where, what);
}

// A phone of the smallest size; a page at twice its size; letters at twice theirs, and further apart.
async function checkReflow(browser, url, name) {
  const narrow = await open(browser, url, `${name} (${REFLOW_WIDTH} px)`, { viewport: { width: REFLOW_WIDTH, height: 800 } });
  await checkFits(narrow.page, `${name} (${REFLOW_WIDTH} px)`);
  await narrow.close();
  const zoomed = { viewport: { width: SIZES[0].width / 2, height: SIZES[0].height / 2 }, deviceScaleFactor: 2 };
  const { page, close } = await open(browser, url, `${name} (200 %)`, zoomed);
  await checkFits(page, `${name} (200 %)`);
  await page.setViewportSize(SIZES[0]);
  // WCAG 1.4.12 says how far apart.
  const spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }";
  await page.addStyleTag({ content: `html { font-size: 200% !important } ${spaced}` });
  await checkFits(page, `${name} (text of 200 %)`);
  await close();
}

// The colours that a reader has chosen for all pages.
async function checkForcedColours(browser, url, where) {
  const { page, close } = await open(browser, url, where, { viewport: SIZES[1], forcedColors: "active", reducedMotion: "reduce" });
  await checkAxe(page, where, ["color-contrast", "link-in-text-block"]);
  const lost = await page.evaluate(() => {
    if (!matchMedia("(forced-colors: active)").matches) return ["the browser forces no colours"];
    const drawn = (element, side) => getComputedStyle(element)[`border${side}Style`] !== "none" && parseFloat(getComputedStyle(element)[`border${side}Width`]) >= 1;
    // What a background alone tells is not seen here.
    const marks = document.querySelectorAll(".withheld, .button, .badge, .no, [aria-current=page]:is(.pager *)");
    return [...marks].filter((e) => !e.closest("svg, ul.letter") && !["Top", "Bottom"].some((side) => drawn(e, side))).map((e) => `only a colour tells ${e.outerHTML.slice(0, 60)}`);
  });
  for (const what of lost) fail(where, what);
  await checkKeyboard(page, where, true, FIRST_STOPS);
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
      const first = colorScheme === SCHEMES[0];
      // Structure does not depend on the scheme.
      await checkAxe(page, where, first ? undefined : ["color-contrast", "link-in-text-block"]);
      await checkTargets(page, where);
      if (first) await checkLinkNames(page, where);
      if (first || viewport === SIZES[1]) await checkKeyboard(page, where, viewport === SIZES[1], first ? MOST_STOPS : FIRST_STOPS);
      await close();
    }
  }
  await checkReflow(browser, url, name);
  await checkForcedColours(browser, url, `${name} (forced colours)`);
  await checkWithoutScript(browser, url, name);
}

// Who has many pages open, or looks for one later, knows them by their titles.
function checkTitles(root) {
  const titled = new Map();
  for (const name of allPages(root)) {
    const title = /<title>([^<]*)<\/title>/.exec(readFileSync(path.join(root, name), "utf8"))?.[1].trim();
    if (!title) fail(name, "has no title");
    else if (titled.has(title)) fail(name, `has the title of ${titled.get(title)}: ${title}`);
    else titled.set(title, name);
  }
}

const [site, ...chosen] = process.argv.slice(2);
if (!site) throw new Error("usage: node a11y.mjs SITE [PAGE...]");
const types = chosen.length && chosen[0] !== "--beside" ? new Map(chosen.map((name) => [name, name])) : pageTypes(site);
if (chosen[0] === "--beside") {
  for (const type of pageTypes(chosen[1]).keys()) if (!["home", "document-long"].includes(type)) types.delete(type);
}
const pages = [...new Set(types.values())];
if (pages.length === 0) throw new Error(`no pages in ${site}`);
checkTitles(site);
const untitled = failures.length;
const server = await serve(path.resolve(site));
const browser = await launch();
const waiting = [...pages];
const worker = async () => {
  for (let name = waiting.shift(); name; name = waiting.shift()) await checkPage(browser, address(server, name), name);
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
await browser.close();
server.close();
for (const failure of new Set(failures)) console.log(failure);
const failed = pages.filter((name) => failures.some((failure) => failure.startsWith(`${name} (`) || failure.startsWith(`${name}:`)));
console.log(`${types.size} types of pages: ${pages.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length || untitled ? 1 : 0);
