// node reading.mjs SITE   Reads a site as people do: on a wide window and on a narrow one, with the keyboard alone, and
// without scripts. SITE is a folder with d1.html to d3.html, of which d2.html has notes, names and a facsimile.

import { basename, resolve } from "node:path";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ask, expect, findings, finish, fits, launch, open } from "./chromium.mjs";

const site = resolve(process.argv[2]);
const address = (name) => pathToFileURL(`${site}/${name}`).href;
const at = (page) => basename(new URL(page.url()).pathname);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 800 };

// Each part gets a page of its own; whatever stops one is told, and the others go on.
async function part(browser, where, options, name, read) {
  const page = await open(browser, address(name), where, options);
  page.setDefaultTimeout(20000);
  try { await read(page, where); } catch (error) { findings.push(`${where}: stopped: ${error.message.split("\n")[0]}`); }
  await page.close();
}

async function besideTheText(page, where) {
  const call = page.locator(".text .call a").first();
  const note = page.locator(await call.getAttribute("href"));
  const [line, box, text] = [await call.boundingBox(), await note.boundingBox(), await page.locator(".text").boundingBox()];
  expect(box.x >= text.x + text.width, where, "a note does not stand beside the text");
  expect(Math.abs(box.y - line.y) < 24, where, `a note stands ${Math.round(box.y - line.y)} pixels from its call`);
  const notes = await Promise.all((await page.locator(".notes > ol > li").all()).map((each) => each.boundingBox()));
  for (const [one, other] of notes.slice(1).map((each, place) => [notes[place], each])) {
    expect(one.y + one.height <= other.y + 1, where, "a note covers the next one");
  }
  await call.focus();
  await page.keyboard.press("Enter");
  expect(await focused(page) === await note.getAttribute("id"), where, "a call does not lead to its note");
  await page.keyboard.press("Escape");
  expect(await focused(page) === await call.getAttribute("id"), where, "Escape does not lead back to the call");
  await call.click();
  await note.locator(".back").click();
  expect(await focused(page) === await call.getAttribute("id"), where, "the note does not lead back to its call");
  const cut = page.locator(".notes .cut").first();
  const before = (await cut.boundingBox()).height;
  await cut.locator("a").first().focus();
  expect((await cut.boundingBox()).height > before, where, "a note that is cut cannot be read whole");
  await ask(page, where);
  await fits(page, where);
}

async function choiceOfNotes(page, where) {
  const beside = () => page.evaluate(() => document.documentElement.dataset.notes === "beside");
  const button = page.locator("button.beside");
  expect(await beside() && await button.getAttribute("aria-pressed") === "true", where, "notes do not begin beside the text");
  await button.click();
  expect(!(await beside()), where, "notes cannot be put below the text");
  await page.reload();
  expect(!(await beside()), where, "the choice of notes is forgotten");
  await page.locator("button.beside").click();
  expect(await beside(), where, "notes cannot be put beside the text again");
}

// Enter opens, the box is named and inside the window, Escape closes, and the focus is back where it was.
async function opened(page, where) {
  for (const selector of [".text .call a", ".text a.name"]) {
    const link = page.locator(selector).first();
    await link.focus();
    const before = await focused(page);
    await page.keyboard.press("Enter");
    const box = page.locator(".popover");
    expect(await box.count() === 1, where, `${selector} does not open in place`);
    if (!(await box.count())) continue;
    expect(await focused(page) === "popover", where, "what was opened has not got the focus");
    const { x, width } = await box.boundingBox();
    expect(x >= 0 && x + width <= page.viewportSize().width, where, "what was opened stands outside the window");
    await ask(page, `${where}, opened`);
    await page.keyboard.press("Escape");
    expect(await box.count() === 0, where, "Escape does not close what was opened");
    expect(await focused(page) === before, where, `the focus went to ${await focused(page)} and not back to ${before}`);
  }
}

async function entries(page, where) {
  const list = page.locator(".entries dl").first();
  const button = page.locator(".entries .fold");
  expect(!(await list.isVisible()), where, "the list of persons does not begin folded");
  await button.press("Enter");
  expect(await list.isVisible() && await button.getAttribute("aria-expanded") === "true", where, "it does not unfold");
  await page.locator(".entries .more").first().click();
  expect(page.url().includes("/entry/"), where, "an entry does not lead to its page");
}

async function beforeTheText(page, where) {
  const [list, text] = [await page.locator(".entries").boundingBox(), await page.locator(".text").boundingBox()];
  expect(list.x + list.width <= text.x, where, "the list of persons does not stand before the text");
  await page.evaluate(() => scrollTo({ top: 400, behavior: "instant" }));
  expect((await page.locator(".entries").boundingBox()).y >= 0, where, "the list of persons goes away");
  await page.locator(".entries .entry").first().hover();
  expect(await page.locator(".lit").count() > 0, where, "an entry does not show where it is named");
}

async function permalinks(page, where) {
  const link = page.locator("p .permalink").first();
  const shown = () => link.evaluate((each) => getComputedStyle(each).opacity === "1");
  expect(!(await shown()), where, "the sign of a paragraph is always there");
  await link.focus();
  expect(await shown(), where, "the sign of a paragraph is not shown to the keyboard");
  const hash = await link.evaluate((each) => each.hash);
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash === hash, where, "a paragraph has no address");
  await page.locator("[role=status]", { hasText: "Link copied" }).waitFor();
}

async function themes(page, where) {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? "");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.locator("button.theme").click();
  const chosen = await theme();
  expect(chosen !== "" && await paper() !== before, where, "the theme does not change");
  await page.goto(address("index.html"));
  expect(await theme() === chosen, where, "the choice of theme is forgotten on another page");
}

async function keys(page, where) {
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/d3\.html/);
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/d2\.html/);
  await page.locator(".text a").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(100);
  expect(at(page) === "d2.html", where, "an arrow leaves the page while something on it has the focus");
  await page.reload();
  await page.keyboard.press("Tab");
  expect(await focused(page) === "skip", where, "the way to the text is not the first");
  await page.keyboard.press("Enter");
  expect(await focused(page) === "main", where, "the way to the text does not lead there");
  expect(await page.locator(".keys").isVisible(), where, "the keys are not told");
  await page.keyboard.press("Control+k");
  const isField = () => page.evaluate(() => document.activeElement.type === "search");
  expect(await isField(), where, "Ctrl+K does not lead to the field for words");
  await page.keyboard.type("pilots");
  await page.keyboard.press("ArrowLeft");
  expect(at(page) === "d2.html", where, "an arrow leaves the page while words are written");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html\?q=pilots/);
  await page.locator(".results a", { hasText: "Harbour" }).first().waitFor();
  await page.keyboard.press("Control+k");
  expect(await isField(), where, "Ctrl+K does not lead to the field on the page that searches");
}

async function citing(page, where) {
  const box = page.locator(".citing");
  await box.locator("summary").first().click();
  await box.locator("button.copy").first().click();
  await page.locator("[role=status]", { hasText: "Copied" }).waitFor();
  for (const export_ of await box.locator(".export summary").all()) await export_.click();
  await ask(page, where);
}

async function facsimiles(page, where) {
  await page.locator("a.facs").first().click();
  const panel = page.locator(".facsimile");
  await panel.waitFor();
  expect(await panel.locator("img").evaluate((image) => image.naturalWidth > 0), where, "the picture is not shown");
  await ask(page, where);
  await page.keyboard.press("Escape");
  expect(await panel.count() === 0, where, "Escape does not close the picture");
  expect(await page.evaluate(() => document.activeElement.matches("a.facs")), where, "the focus is not back at the page mark");
}

async function pager(page, where) {
  await page.locator(".pager a[rel=next]").click();
  expect(at(page) === "d3.html", where, "the next document is not reached");
  await page.locator(".pager a[rel=prev]").click();
  expect(at(page) === "d2.html", where, "the document before is not reached");
  await page.locator(".breadcrumbs a").last().click();
  expect(at(page) === "c1.html", where, "the breadcrumbs do not lead to the chapter");
}

async function contents(page, where) {
  const section = page.locator(".contents details").first();
  const link = section.locator("a[href='d1.html']");
  if (!(await link.isVisible())) await section.locator("summary").first().click();
  await link.click();
  expect(at(page) === "d1.html", where, "the contents do not lead to a document");
}

async function footnotes(page, where) {
  const call = page.locator(".text .call a").first();
  const id = (await call.getAttribute("href")).slice(1);
  await call.click();
  const target = page.locator(":target");
  expect(await target.getAttribute("id") === id && await target.isVisible(), where, "a call does not lead to its note");
  await target.locator(".back").click();
  expect(await page.locator(":target").getAttribute("id") === await call.getAttribute("id"), where, "no way back");
  expect(await page.locator("button:visible").count() === 0, where, "a button is shown that nothing works");
  expect(await page.locator(".entries dl").first().isVisible(), where, "the list of persons is hidden");
  await page.locator(".text a.name").first().click();
  expect(await page.locator(".entry:target").count() === 1, where, "a name does not lead to its entry");
}

async function paper(page, where) {
  await page.emulateMedia({ media: "print" });
  for (const selector of ["header.site nav", "button", ".pager", ".back", ".keys"]) {
    expect(await page.locator(`${selector} >> visible=true`).count() === 0, where, `${selector} is printed`);
  }
  const [notes, text] = [await page.locator(".notes").boundingBox(), await page.locator(".text").boundingBox()];
  expect(notes.y >= text.y + text.height, where, "notes are not printed below the text");
}

// Verse, a dictionary, a wide table; and the header of a window that is just wide enough for one row.
async function kinds(page, where) {
  const left = (selector) => page.locator(selector).evaluate((one) => one.getBoundingClientRect().left);
  expect(await left(".l.rend-indent") > await left(".l:first-child"), where, "a line of verse is not indented");
  const word = await page.locator(".orth").boundingBox();
  expect(await left(".pron") > word.x + word.width + 2, where, "a word of a dictionary stands at the next one");
  expect(await left(".sense") > word.x, where, "a sense is not indented");
  await page.setViewportSize({ width: 1000, height: 800 });
  const [title, button] = [await page.locator(".edition").boundingBox(), await page.locator(".theme").boundingBox()];
  expect(button.x > title.x + title.width, where, "the header has two rows");
  await page.setViewportSize({ width: 690, height: 980 });
  await page.emulateMedia({ media: "print" });
  await fits(page, `${where} paper`);
}

const browser = await launch();
const offline = { viewport: WIDE, javaScriptEnabled: false };
const read = [
  ["wide", { viewport: WIDE }, "d2.html", [besideTheText, choiceOfNotes, beforeTheText, permalinks, themes, keys, citing, facsimiles, pager, paper]],
  ["wide", { viewport: WIDE }, "d3.html", [kinds]],
  ["narrow", { viewport: NARROW, hasTouch: true }, "d2.html", [opened, entries]],
  ["wide", { viewport: WIDE }, "index.html", [contents]],
  ["without-scripts", offline, "d2.html", [footnotes, pager]],
  ["without-scripts", offline, "index.html", [contents]],
  ["without-scripts-narrow", { ...offline, viewport: NARROW }, "d2.html", [footnotes]],
];
for (const [where, options, name, parts] of read) {
  for (const each of parts) await part(browser, `${where} ${each.name}`, options, name, each);
}
await browser.close();
finish("read");
