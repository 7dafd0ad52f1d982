// node searching.mjs KIND ADDRESS   Searches a site as people do; ADDRESS is that of its search.html, KIND builtin or
// pagefind, the engine that is to answer. The site is the one of test_search_page.py.

import { ask, expect, findings, finish, fits, launch, open } from "./chromium.mjs";

const [kind, address] = process.argv.slice(2);
const status = (page) => page.locator("#status").textContent();
const titles = (page) => page.locator("#results h2").allTextContents();
const query = (page) => Object.fromEntries(new URL(page.url()).searchParams);

// The results are there when the status says so.
async function says(page, where, words) {
  try {
    await page.waitForFunction((w) => document.getElementById("status")?.textContent.startsWith(w), words);
  } catch {
    findings.push(`${where}: “${words}” is not said, but “${await status(page)}”`);
  }
}

async function part(browser, name, search, read, options = {}) {
  const page = await open(browser, `${address}${search}`, name, { viewport: { width: 1440, height: 900 }, ...options });
  page.setDefaultTimeout(20000);
  try { await read(page, name); } catch (error) { findings.push(`${name}: stopped: ${error.message.split("\n")[0]}`); }
  await page.close();
}

async function linked(page, where) {
  await says(page, where, "1 document");
  expect(await page.locator("#q").inputValue() === "herring barrels", where, "the question is not in its field");
  const marks = await page.locator("#results .excerpt mark").allTextContents();
  expect(marks.join(" ").toLowerCase().includes("herring"), where, `what was found is not marked, but ${marks}`);
  const used = await page.evaluate(() => performance.getEntriesByType("resource").some((r) => r.name.includes("/pagefind.js")));
  expect(used === (kind === "pagefind"), where, `pagefind is ${used ? "" : "not "}used`);
  await page.locator("#results .at").first().click();
  await page.waitForURL(/d2\.html#/);
  const lit = await page.locator(":target").textContent();
  expect(/herring/i.test(lit), where, `the link leads to ${lit.slice(0, 60)}`);
  await page.goBack();
  await says(page, where, "1 document");
}

async function typed(page, where) {
  const said = (await status(page)).trim();
  expect(said === "", where, `without a question the status says ${said}`);
  await page.keyboard.type("herr");
  await says(page, where, "2 documents");
  expect(query(page).q === "herr", where, "what is typed is not in the address");
  await page.keyboard.type("ing -barrels");
  await says(page, where, "1 document");
  await page.keyboard.press("Enter");
  // What is taken back at once changes nothing.
  await page.keyboard.type("x");
  await page.keyboard.press("Backspace");
  await page.waitForTimeout(400);
  await page.keyboard.press("ControlOrMeta+A");
  // Slowly, so that what is typed is looked for on the way.
  await page.keyboard.type("zebra", { delay: 300 });
  await says(page, where, kind === "pagefind" ? "No document" : "“zebra…” is in no document");
  await page.keyboard.press("Enter");
  await says(page, where, kind === "pagefind" ? "No document" : "“zebra” is in no document");
  await page.goBack();
  await says(page, where, "1 document");
  expect(await page.locator("#q").inputValue() === "herring -barrels", where, "the way back does not lead to the question");
}

async function chosen(page, where) {
  await says(page, where, "26 documents, page 1 of 2");
  expect((await titles(page)).length === 20, where, `${(await titles(page)).length} results on a page`);
  await page.locator("#pages a[rel=next]").focus();
  await page.keyboard.press("Enter");
  await says(page, where, "26 documents, page 2 of 2");
  expect((await titles(page)).length === 6 && query(page).page === "2", where, "the second page has not the rest");
  expect(await page.evaluate(() => document.activeElement.id) === "status", where, "the focus is not at the results");
  await page.goBack();
  await says(page, where, "26 documents, page 1 of 2");
  const person = page.locator("#choose-person");
  const offered = await page.locator("#choose-person-list option").evaluateAll((all) => all.map((o) => `${o.value}: ${o.label}`));
  expect(offered.includes("Holm, Captain: 2 documents"), where, `persons are ${offered}`);
  await person.fill("Holm, Captain");
  await says(page, where, "2 documents");
  expect(query(page).person === "p_H1" && query(page).q === "harbour", where, "the choice is not in the address");
  await page.locator("#choose-year").selectOption("1932");
  await says(page, where, "1 document");
  const years = await page.locator("#choose-year option").allTextContents();
  expect(years.join() === "Any,1931 (1),1932 (1)", where, `years are ${years}`);
  await ask(page, where);
  await page.getByRole("button", { name: "Remove Holm, Captain" }).focus();
  await page.keyboard.press("Enter");
  await says(page, where, "13 documents");
  await page.locator("#choose-year").selectOption("");
  await says(page, where, "26 documents");
  await page.locator("#choose-kind").selectOption({ index: 1 });
  await says(page, where, "13 documents");
  await page.reload();
  await says(page, where, "13 documents");
  expect(await page.locator("#choose-kind").inputValue() !== "", where, "the choice is forgotten");
}

// What a text says is text, even where it looks like markup.
async function hostile(page, where) {
  await says(page, where, "1 document");
  const shown = await page.locator("#results").textContent();
  expect(shown.includes("<img src=x onerror=alert(1)>"), where, `shown is ${shown}`);
  expect(await page.locator("#results img").count() === 0, where, "markup of a text has become markup of the page");
}

async function sizes(page, where) {
  await says(page, where, "26 documents");
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await ask(page, `${where} ${width}`);
    await fits(page, `${where} ${width}`);
  }
}

// The form in every page's header, and what is told without scripts.
async function withoutScripts(page, where) {
  expect(await page.locator("noscript a[href='index.html']").count() === 1, where, "nothing leads to the contents");
  expect(await page.locator("main form:visible").count() === 0, where, "a form is shown that nothing works");
  await page.goto(new URL("d2.html", address).href);
  await page.locator("header input[name=q]").fill("herring");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html\?q=herring/);
}

async function shortcut(page, where) {
  await page.goto(new URL("d2.html", address).href);
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("herring");
  await page.keyboard.press("Enter");
  await says(page, where, "2 documents");
}

const browser = await launch();
await part(browser, "linked", "?q=herring+barrels", linked);
await part(browser, "typed", "", typed);
await part(browser, "chosen", "?q=harbour", chosen);
await part(browser, "hostile", "?q=onerror", hostile);
// The page is the same with either.
for (const colorScheme of kind === "builtin" ? ["light", "dark"] : []) await part(browser, colorScheme, "?q=harbour", sizes, { colorScheme });
await part(browser, "shortcut", "", shortcut);
await part(browser, "without", "", withoutScripts, { javaScriptEnabled: false });
await browser.close();
finish("searched");
