// The content security policy of the pages: `node policy.mjs SITE`. One page of every type is opened from a web server and
// from the disk: nothing of its own is blocked, scripts that do not belong to it are, and no address is sent elsewhere.

import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { address, launch, pageTypes, serve } from "./site.mjs";

const root = path.resolve(process.argv[2] ?? "");
const faults = [];
const fault = (words) => faults.push(words);
const server = await serve(root);
const browser = await launch();
let opened = 0;

async function open(url, dark) {
  const context = await browser.newContext({ colorScheme: dark ? "dark" : "light" });
  const page = await context.newPage();
  const blocked = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) blocked.push(message.text().slice(0, 200));
  });
  await page.goto(url, { waitUntil: "load" });
  opened += 1;
  return { context, page, blocked };
}

for (const [type, name] of pageTypes(root)) {
  for (const url of [address(server, name), pathToFileURL(path.join(root, name)).href]) {
    const colours = [];
    for (const dark of [false, true]) {
      const { context, page, blocked } = await open(url, dark);
      for (const words of blocked) fault(`${type}: ${words}`);
      const seen = await page.evaluate(() => ({
        colour: getComputedStyle(document.body).color,
        styled: [...document.styleSheets].length,
        broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length,
        referrer: document.querySelector('meta[name="referrer"]')?.content,
        policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "",
      }));
      if (seen.styled === 0) fault(`${type}: no style is applied (${url})`);
      if (seen.broken > 0) fault(`${type}: ${seen.broken} pictures are not shown (${url})`);
      if (seen.referrer !== "no-referrer") fault(`${type}: the page tells other sites its address`);
      if (!seen.policy.includes("default-src 'none'") || seen.policy.includes("unsafe")) fault(`${type}: no strict policy`);
      colours.push(seen.colour);
      await context.close();
    }
    if (colours[0] === colours[1]) fault(`${type}: light and dark look the same (${url})`);
  }
}

// What does not belong to a page is blocked: the policy is in force.
const name = [...pageTypes(root).values()].find((page) => page.endsWith("index.html"));
const folder = mkdtempSync(path.join(tmpdir(), "policy-"));
const html = readFileSync(path.join(root, name), "utf8");
const planted = '<script>document.title = "planted"</script><img src="x" onerror="document.title = \'planted\'"><style>body { color: red }</style></body>';
writeFileSync(path.join(folder, "index.html"), html.replace("</body>", planted));
copyFileSync(path.join(root, "assets/style.css"), path.join(folder, "style.css"));
const { context, page, blocked } = await open(pathToFileURL(path.join(folder, "index.html")).href, false);
if (blocked.length < 2 || (await page.title()) === "planted") fault("a planted script runs");
await context.close();

await browser.close();
server.close();
for (const words of [...new Set(faults)].slice(0, 20)) console.log(words);
console.log(`${opened} pages opened, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
