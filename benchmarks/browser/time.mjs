// node time.mjs RUNS TEI HTML   Prints as JSON the milliseconds that a browser needs, each time in a new page:
// "ceteicean" from the characters of the TEI file to its elements in the page, made by CETEIcean, which is loaded before;
// "html" from the characters of a page of HTML to its elements. The browser is the one at $CHROMIUM.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [runs, tei, html] = process.argv.slice(2);
const CETEICEAN = fileURLToPath(new URL("node_modules/CETEIcean/dist/CETEI.js", import.meta.url));
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const inPage = {
  ceteicean: (text) => new Promise((done) => {
    const begun = performance.now();
    new CETEI().makeHTML5(text, (fragment) => {
      document.body.append(fragment);
      done({ milliseconds: performance.now() - begun, elements: document.body.getElementsByTagName("*").length });
    });
  }),
  html: (text) => {
    const begun = performance.now();
    document.body.innerHTML = text;
    return { milliseconds: performance.now() - begun, elements: document.body.getElementsByTagName("*").length };
  },
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
const texts = { ceteicean: readFileSync(tei, "utf8"), html: readFileSync(html, "utf8") };
const found = { ceteicean: [], html: [] };
for (let run = 0; run < Number(runs); run += 1) {
  for (const name of Object.keys(found)) {
    const page = await browser.newPage();
    await page.setContent("<!DOCTYPE html><html lang='en'><title>x</title><body></body></html>");
    await page.addScriptTag({ path: CETEICEAN });
    found[name].push(await page.evaluate(inPage[name], texts[name]));
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
