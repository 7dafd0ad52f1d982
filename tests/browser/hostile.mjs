// node hostile.mjs ADDRESS PAGE …   Opens the pages of a site that was made of files that mean harm, at its address, with
// the policy of the pages switched off, so that it is the markup that must hold; presses and opens what can be.
// No script but the site's may run, no dialog open, nothing be asked for outside the site, no address have another scheme.
// Prints what it finds and exits with 1 if that is anything.

import { expect, findings, finish, launch } from "./chromium.mjs";

const [address, ...pages] = process.argv.slice(2);
const SCHEMES = ["http:", "https:", "mailto:", new URL(address).protocol];
const browser = await launch();
const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
let where = "";
page.on("dialog", async (dialog) => {
  findings.push(`${where}: a dialog: ${dialog.message()}`);
  await dialog.dismiss();
});
page.on("pageerror", (error) => findings.push(`${where}: script: ${error.message}`));
context.on("page", (other) => findings.push(`${where}: another window: ${other.url()}`));

const network = await context.newCDPSession(page);
await network.send("Network.enable");
network.on("Network.requestWillBeSent", ({ request: { url } }) => {
  expect(url.startsWith(address) || url.startsWith("data:"), where, `asks for ${url}`);
});
network.on("Network.webSocketCreated", ({ url }) => findings.push(`${where}: asks for ${url}`));

// Whatever leads, loads, runs or covers what it should not.
const look = (schemes) => {
  const found = [];
  for (const each of document.querySelectorAll("*")) {
    for (const { name, value } of each.attributes) {
      if (/^(on|srcdoc|ping|formaction|background|http-equiv=refresh)/u.test(name)) found.push(`${each.localName}@${name}=${value}`);
      if (name === "style" && /url|image|\\|@|var|attr|position|inset|z-index/iu.test(value)) found.push(`${each.localName}@style=${value}`);
    }
    for (const link of [each.href?.baseVal ?? each.href, each.src, each.action, each.data].filter((link) => typeof link === "string" && link)) {
      if (!URL.canParse(link, location.href)) continue;
      const url = new URL(link, location.href);
      const saved = each.localName === "a" && each.hasAttribute("download") && /^data:application\/(x-|vnd\.)/u.test(link);
      const picture = each.localName === "link" && each.rel === "icon";
      if (!schemes.includes(url.protocol) && !saved && !picture) found.push(`${each.localName}: ${link}`);
    }
    if (/^(iframe|frame|object|embed|applet|base|portal|textarea|plaintext|foreignobject)$/u.test(each.localName)) found.push(`<${each.localName}>`);
    if (getComputedStyle(each).position === "fixed" && each.closest("main .document, .text, article")) found.push(`<${each.localName}> covers the page`);
  }
  return found;
};

for (const name of pages) {
  where = name;
  await page.goto(address + name);
  for (const fault of await page.evaluate(look, SCHEMES)) findings.push(`${where}: ${fault}`);
  // With all that there is to press open, the rest of the page is there, too.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    for (const each of [...document.querySelectorAll("sup.call a, button")].slice(0, 12)) {
      each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      each.focus?.();
      each.click?.();
    }
  });
  for (const fault of await page.evaluate(look, SCHEMES)) findings.push(`${where}: ${fault}`);
}
await context.close();
await browser.close();
finish(`${pages.length} pages`);
