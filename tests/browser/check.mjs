// node check.mjs PAGE.html …   Opens each page in both themes and at three widths and asks axe-core; then uses what a
// report, a score or a review offers, and looks at all of it without scripts.
// Prints what it finds and exits with 1 if that is anything.

import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ask, expect, finish, fits, launch, open } from "./chromium.mjs";

const WIDTHS = [360, 768, 1440];
const THEMES = ["light", "dark"];

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

// Without JavaScript every link within the page leads somewhere, and nothing is shown that does not work.
async function withoutScript(browser, address, where) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(address);
  const lost = await page.locator("body").evaluate((body) => [...body.querySelectorAll("a[href^='#']")]
    .map((link) => decodeURIComponent(link.getAttribute("href").slice(1)))
    .filter((id) => document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length !== 1));
  for (const id of lost) expect(false, where, `#${id} is not there exactly once`);
  expect(await page.locator("button:visible").count() === 0, where, "a button is shown that nothing works");
  await page.close();
}

const browser = await launch();
const files = process.argv.slice(2);
for (const file of files) {
  const address = pathToFileURL(resolve(file)).href;
  const name = basename(file);
  for (const colorScheme of THEMES) {
    const page = await open(browser, address, name, { colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await ask(page, `${name} ${colorScheme} ${width}`);
      await fits(page, `${name} ${colorScheme} ${width}`);
    }
    const where = `${name} ${colorScheme}`;
    if (await page.locator("#choose").count()) {
      await leads(page, where);
      await chooses(page, where);
    }
    if (await page.locator("body.report #filter").count()) await filters(page, where);
    if (await page.locator("body.review #filter").count()) await ticks(page, where);
    await page.close();
  }
  await withoutScript(browser, address, name);
}
await browser.close();
finish(`${files.length} pages, ${WIDTHS.length} widths, ${THEMES.length} themes`);
