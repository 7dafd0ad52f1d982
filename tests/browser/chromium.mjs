// What every script here uses: a browser, axe-core, and a list of what is not as it should be.
// The browser is the one at $CHROMIUM, else /usr/bin/chromium.

import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
// Every rule that is not experimental, and the size of targets, which axe-core leaves off.
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], preload: false };
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const findings = [];
export const expect = (holds, where, what) => { if (!holds) findings.push(`${where}: ${what}`); };

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });

// A page that tells of every error of a script, and of what its own policy forbids it.
export async function open(browser, address, where, options = {}) {
  const page = await browser.newPage({ reducedMotion: "reduce", ...options });
  page.on("pageerror", (error) => findings.push(`${where}: script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") findings.push(`${where}: console: ${message.text()}`);
  });
  await page.goto(address);
  return page;
}

// The page's own policy lets in no script of another place: axe-core comes by the way of the debugger.
export async function ask(page, where) {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(await axe());
  const { violations } = await page.evaluate((options) => axe.run(document, options), OPTIONS);
  for (const { id, help, nodes } of violations) {
    for (const node of nodes) findings.push(`${where}: ${id}: ${help}: ${node.html.slice(0, 200)}`);
  }
}

let source;
async function axe() {
  const { readFile } = await import("node:fs/promises");
  source ??= `${await readFile(AXE, "utf-8")}; 0`;
  return source;
}

// Nothing but a table in its own region may be wider than the window.
export async function fits(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 0, where, `the page is ${wide} pixels wider than the window`);
}

// The same fault at several widths is told once.
export function finish(what) {
  const told = new Map();
  for (const finding of findings) {
    const [where, ...rest] = finding.split(": ");
    const [page, ...at] = where.split(" ");
    const key = `${page}: ${rest.join(": ")}`;
    told.set(key, [...(told.get(key) ?? []), at.join(" ")]);
  }
  for (const [fault, places] of told) console.log(`${fault} (${places.join("; ")})`);
  console.log(`${what}: ${findings.length} findings`);
  process.exit(findings.length ? 1 : 0);
}
