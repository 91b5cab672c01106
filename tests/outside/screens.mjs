// Takes a picture of one page of every type: `node screens.mjs SITE FOLDER [TYPE...]`
//
// On a phone, a tablet and a wide screen, in light and in dark. FOLDER gets `TYPE-WIDTH-SCHEME.png`.
//   GIAN_SKIP    types that are left out, with commas
//   GIAN_WIDTHS, GIAN_SCHEMES, GIAN_TALLEST for a person who looks closer

import { mkdirSync } from "node:fs";
import path from "node:path";
import { address, launch, pageTypes, serve } from "./site.mjs";

const WIDTHS = (process.env.GIAN_WIDTHS ?? "360,768,1440").split(",").map(Number);
const SCHEMES = (process.env.GIAN_SCHEMES ?? "light,dark").split(",");
// What is below is more of the same.
const TALLEST = Number(process.env.GIAN_TALLEST ?? 1800);

const SKIP = (process.env.GIAN_SKIP ?? "").split(",");

const [site, folder, ...only] = process.argv.slice(2);
if (!site || !folder) throw new Error("usage: node screens.mjs SITE FOLDER [TYPE...]");
mkdirSync(folder, { recursive: true });
const server = await serve(path.resolve(site));
// Pictures must not depend on the screen of the machine.
const browser = await launch("--hide-scrollbars", "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb");
let count = 0;
for (const width of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({ locale: "ko-KR", viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const [type, name] of pageTypes(site)) {
      if (SKIP.includes(type) || (only.length && !only.some((word) => type.startsWith(word)))) continue;
      await page.goto(address(server, name), { waitUntil: "load" });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) };
      await page.screenshot({ path: path.join(folder, `${type}-${width}-${colorScheme}.png`), fullPage: true, clip, animations: "disabled" });
      count++;
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(`${count} pictures`);
