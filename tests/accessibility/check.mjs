// node check.mjs PAGE.html …   Opens each page in both themes and at five widths and asks axe-core; then uses notes
// and names as a reader with a keyboard does. Prints what it finds and exits with 1 if that is anything.
// The browser is the one at $CHROMIUM, else /usr/bin/chromium.

import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WIDTHS = [360, 390, 768, 1280, 1440];
const THEMES = ["light", "dark"];
// Every rule that is not experimental, and the size of targets, which axe-core leaves off.
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const findings = [];
const expect = (holds, where, what) => { if (!holds) findings.push(`${where}: ${what}`); };

async function ask(page, where) {
  const { violations } = await page.evaluate((options) => axe.run(document, options), OPTIONS);
  for (const { id, help, nodes } of violations) {
    for (const node of nodes) findings.push(`${where}: ${id}: ${help}: ${node.html.slice(0, 200)}`);
  }
}

// Nothing but a table in its own region may be wider than the window.
async function fits(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 0, where, `the page is ${wide} pixels wider than the window`);
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

// Enter opens, the box is named and inside the window, Escape closes, and the focus is back where it was.
async function opens(page, selector, where) {
  const link = page.locator(selector).first();
  if (!(await link.count())) return;
  await link.focus();
  const before = await focused(page);
  await page.keyboard.press("Enter");
  const box = page.locator(".popover");
  expect(await box.count() === 1, where, `${selector} does not open in place`);
  if (!(await box.count())) return;
  expect(await focused(page) === "popover", where, "the opened note has not got the focus");
  const { x, width } = await box.boundingBox();
  expect(x >= 0 && x + width <= page.viewportSize().width, where, `the opened note stands outside the window`);
  await ask(page, `${where}, opened`);
  await page.keyboard.press("Escape");
  expect(await box.count() === 0, where, "Escape does not close the opened note");
  expect(await focused(page) === before, where, `the focus went to ${await focused(page)} and not back to ${before}`);
}

// The button changes the theme, and the choice is still there after the page is loaded again.
async function remembers(page, where) {
  // A report, a score and a review have no choice of theme: they are looked at once.
  if (await page.locator("body.report, body.score, body.review").count()) return;
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? "");
  await page.locator("button.theme").click();
  const chosen = await theme();
  await page.reload();
  expect(chosen !== "" && await theme() === chosen, where, "the choice of theme is forgotten");
  await page.evaluate(() => localStorage.clear());
}

// The filter of a report hides what is not chosen, and a link to what is hidden shows it again.
async function filters(page, where) {
  const shown = () => page.locator("article:visible").count();
  const all = await shown();
  for (const field of await page.locator("#filter select").all()) {
    await field.selectOption({ index: 1 });
    expect(await shown() < all && await shown() > 0, where, `a choice shows ${await shown()} of ${all} findings`);
    await field.selectOption({ index: 0 });
  }
  for (const box of await page.locator("#filter input").all()) await box.uncheck();
  expect(await shown() === 0, where, "findings of no severity are shown");
  await page.evaluate(() => { location.hash = "f1"; });
  await page.waitForTimeout(50);
  expect(await shown() === all, where, "a link leads to what is hidden");
}

// What was looked at in a review can be hidden, and is still known after the page is loaded again.
async function ticks(page, where) {
  const shown = () => page.locator("article:visible").count();
  const all = await shown();
  const seen = page.locator("#filter input[name=seen]"), tick = page.locator("article .seen input").first();
  await tick.focus();
  await page.keyboard.press("Space");
  await seen.uncheck();
  expect(await shown() === all - 1, where, `of ${all} decisions ${await shown()} are shown after one was looked at`);
  await page.reload();
  expect(await tick.isChecked(), where, "what was looked at is forgotten");
  for (const kind of await page.locator("#filter input[name=kind]").all()) await kind.uncheck();
  expect(await shown() === 0, where, "decisions of no kind are shown");
  await page.evaluate(() => localStorage.clear());
}

// The choice of a category in a score hides the differences of others and their marks, and a link to one shows it again.
async function chooses(page, where) {
  const shown = () => page.locator(".differences li:visible").count();
  const all = await shown();
  await page.locator("#choose select").selectOption({ index: 1 });
  const chosen = await shown();
  expect(chosen > 0 && chosen < all, where, `a category shows ${chosen} of ${all} differences`);
  expect(await page.locator(".muted").count() > 0, where, "the marks of other categories stay");
  await page.locator("#choose input").check();
  expect(await page.locator(".sides tbody tr:visible").count() > 0, where, "no row differs");
  const hidden = await page.locator(".muted + .numbers .n").first().evaluate((link) => link.id || link.hash.slice(1));
  await page.evaluate(() => { location.hash = ""; });
  await page.evaluate((id) => { location.hash = id; }, hidden);
  await page.waitForTimeout(50);
  expect(await shown() === all, where, "a link leads to what is hidden");
}

// From a mark to its line in the list of differences, and back, with the keyboard.
async function leads(page, where) {
  const mark = page.locator(".sides .n[id]").first();
  const id = await mark.getAttribute("id");
  await mark.focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  const line = page.locator(".differences li:target");
  expect(await line.count() === 1, where, "a mark does not lead to its difference");
  await line.locator("a").focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  expect(await page.evaluate(() => location.hash) === `#${id}`, where, "a difference does not lead to its mark");
}

// Without JavaScript every call leads to its note, and every note back.
async function withoutScript(browser, address, where) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(address);
  for (const link of await page.locator("a[href^='#']").all()) {
    const id = decodeURIComponent((await link.getAttribute("href")).slice(1));
    expect(await page.locator(`[id="${id}"]`).count() === 1, where, `#${id} is not there exactly once`);
  }
  expect(await page.locator("button:visible").count() === 0, where, "a button is shown that nothing works");
  await page.close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
for (const file of process.argv.slice(2)) {
  const address = pathToFileURL(resolve(file)).href;
  for (const colorScheme of THEMES) {
    const page = await browser.newPage({ colorScheme, reducedMotion: "reduce" });
    page.on("pageerror", (error) => findings.push(`${basename(file)}: script: ${error.message}`));
    await page.goto(address);
    await page.addScriptTag({ path: AXE });
    for (const width of WIDTHS) {
      const where = `${basename(file)} ${colorScheme} ${width}`;
      await page.setViewportSize({ width, height: 900 });
      await ask(page, where);
      await fits(page, where);
      if (width === 360 || width === 1280) {
        await opens(page, ".call a", where);
        await opens(page, "a.name", where);
      }
    }
    if (await page.locator("#choose").count()) {
      await leads(page, `${basename(file)} ${colorScheme}`);
      await chooses(page, `${basename(file)} ${colorScheme}`);
    }
    if (await page.locator("body.report #filter").count()) await filters(page, `${basename(file)} ${colorScheme}`);
    if (await page.locator("body.review #filter").count()) await ticks(page, `${basename(file)} ${colorScheme}`);
    await remembers(page, `${basename(file)} ${colorScheme}`);
    await page.close();
  }
  await withoutScript(browser, address, basename(file));
}
await browser.close();
// The same fault at several widths is told once.
const told = new Map();
for (const finding of findings) {
  const [where, ...what] = finding.split(": ");
  const [page, ...at] = where.split(" ");
  const key = `${page}: ${what.join(": ")}`;
  told.set(key, [...(told.get(key) ?? []), at.join(" ")]);
}
for (const [what, places] of told) console.log(`${what} (${places.join("; ")})`);
console.log(`${process.argv.length - 2} pages, ${WIDTHS.length} widths, ${THEMES.length} themes: ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
