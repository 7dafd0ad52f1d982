// What the reader chose is remembered, and what was done is said; light or dark. Without any script every link leads where it says.
"use strict";
const Edition = (() => {
  // Some browsers keep no storage for pages from a disk, and say so with an exception.
  const remembered = (key) => {
    try { return localStorage.getItem(`tei-${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`tei-${key}`, value); } catch { /* the choice lasts as long as the page */ }
  };

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  let status = null;
  let silence = 0;
  function say(words) {
    status.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ""; }, 3000);
  }

  const root = document.documentElement;
  const saved = remembered("theme");
  if (saved === "light" || saved === "dark") root.dataset.theme = saved;
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  function themes(button) {
    const label = () => { button.title = button.firstElementChild.textContent = isDark() ? "Light theme" : "Dark theme"; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember("theme", root.dataset.theme);
      label();
    });
    button.hidden = false;
    label();
  }

  document.addEventListener("DOMContentLoaded", () => {
    status = make("p", { className: "status", role: "status" });
    document.body.append(status);
    const button = document.querySelector("button.theme");
    if (button) themes(button);
  });

  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const isPlain = (event) =>
    !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const wide = matchMedia("(min-width: 76rem)");
  return { remembered, remember, make, say, target, isPlain, wide };
})();
