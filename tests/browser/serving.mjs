// node serving.mjs ADDRESS SOURCE [PICTURE]   Looks at the page that is being written at an address, asks axe-core in both
// themes and at three widths, goes from a mark to what is told of it and back by the keyboard, then writes the source:
// the page shows it where it was read. Prints what it finds and exits with 1 if that is anything.

import { readFile, writeFile } from "node:fs/promises";
import { ask, expect, finish, fits, launch, open } from "./chromium.mjs";

const [address, source, picture] = process.argv.slice(2);
const browser = await launch();

// The panel lies over the page: at its end it covers nothing that axe-core would then find too small.
const look = async (page, where) => {
  await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
  await ask(page, where);
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    const where = `page ${colorScheme} ${width}`;
    const page = await open(browser, address, where, { colorScheme, viewport: { width, height: 900 } });
    await look(page, where);
    await page.locator(".diagnostics summary").click();
    await look(page, `${where} open`);
    await fits(page, where);
    await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
    if (picture && width !== 768) await page.screenshot({ path: `${picture}-${colorScheme}-${width}.png` });
    await page.close();
  }
}

const page = await open(browser, address, "page", { viewport: { width: 1200, height: 500 } });
const mark = page.locator("a.diagnostic").first();
const number = await mark.textContent();
await mark.focus();
await page.keyboard.press("Enter");
expect(await page.locator(".diagnostics details").evaluate((each) => each.open), "page", "a mark does not open the panel");
expect(await page.evaluate(() => document.activeElement.id) === `diagnostic-${number}`, "page", "a mark does not lead into the panel");
await page.locator(`#diagnostic-${number} .where a`).press("Enter");
expect((await page.evaluate(() => location.hash)) === `#at-diagnostic-${number}`, "page", "the panel does not lead back");

await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
const before = await page.evaluate(() => scrollY);
const text = await readFile(source, "utf-8");
await Promise.all([
  page.waitForEvent("load", { timeout: 30000 }),
  writeFile(source, text.replace("stray words", "words gone astray"), "utf-8"),
]);
await page.waitForFunction(() => document.readyState === "complete");
expect((await page.locator("main").textContent()).includes("words gone astray"), "page", "what was written is not shown");
const after = await page.evaluate(() => scrollY);
expect(Math.abs(after - before) < 40, "page", `the page was at ${before} and is at ${after}`);

await Promise.all([page.waitForEvent("load", { timeout: 30000 }), writeFile(source, text.slice(0, 3000), "utf-8")]);
await page.waitForFunction(() => document.readyState === "complete");
const problem = page.locator(".problem");
expect((await problem.textContent()).includes("X101"), "page", "what is not well-formed is not told");
await look(page, "page broken");
if (picture) await page.screenshot({ path: `${picture}-broken.png` });
await problem.getByRole("button", { name: "Hide" }).click();
expect(await problem.count() === 0, "page", "the problem cannot be hidden");
await writeFile(source, text, "utf-8");

const still = await browser.newContext({ javaScriptEnabled: false });
const plain = await still.newPage();
// Until the source is read again, what is told of it is not known.
do await plain.goto(address); while (await plain.locator(".problem, aside:not(:has(details))").count() || !(await plain.locator("aside.diagnostics").count()));
expect(await plain.locator("a.diagnostic").count() > 5, "page without scripts", "no marks");
await plain.locator(".diagnostics summary").click();
expect(await plain.locator(`#diagnostic-${number}`).isVisible(), "page without scripts", "the panel does not open");

await browser.close();
finish("serving");
