// Light or dark, remembered; notes and entries opened in place. Without it every link still leads where it says.
(() => {
  "use strict";
  const root = document.documentElement;
  const KEY = "tei-theme";

  // Some browsers keep no storage for pages from a disk, and say so with an exception.
  const remembered = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem(KEY, theme); } catch { /* the choice lasts as long as the page */ }
  };
  const saved = remembered();
  if (saved === "light" || saved === "dark") root.dataset.theme = saved;

  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  function themes() {
    const button = document.querySelector("button.theme");
    const label = () => { button.title = button.firstElementChild.textContent = isDark() ? "Light theme" : "Dark theme"; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember(root.dataset.theme);
      label();
    });
    button.hidden = false;
    label();
  }

  let box = null;
  let opener = null;

  function close(refocus) {
    if (!box) return;
    box.remove();
    box = null;
    opener.setAttribute("aria-expanded", "false");
    if (refocus) opener.focus({ preventScroll: true });
  }

  // A copy of what the link leads to, without its ids, which would then stand twice on the page.
  function copied(target) {
    const body = target.querySelector(".body") || target;
    const holder = document.createElement("div");
    for (const node of body.childNodes) holder.append(node.cloneNode(true));
    for (const element of holder.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const element of holder.querySelectorAll(".back")) element.remove();
    const list = holder.querySelector(":scope > dt");
    if (!list) return holder;
    const dl = document.createElement("dl");
    dl.append(...holder.childNodes);
    holder.append(dl);
    return holder;
  }

  // Under the line of the link, or above it where there is no room below, and never beyond the window.
  function place(link) {
    const at = link.getClientRects()[0];
    const room = root.clientWidth - box.offsetWidth - 12;
    const left = Math.max(12, Math.min(at.left - 24, room));
    const below = at.bottom + 8 + box.offsetHeight < innerHeight || at.top < box.offsetHeight + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 8 : at.top - box.offsetHeight - 8) + scrollY}px`;
  }

  // A name inside an opened note takes the note's place.
  function open(link, target) {
    const origin = box && box.contains(link) ? opener : link;
    close(false);
    opener = origin;
    box = document.createElement("div");
    box.className = "popover";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent.trim());
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", () => close(true));
    box.append(copied(target), button);
    document.body.append(box);
    opener.setAttribute("aria-expanded", "true");
    place(opener);
    box.focus({ preventScroll: true });
  }

  function follow(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    if (link && link.matches(".call a, .name, .name > a")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target && target.matches(".notes li, .source, .entry")) {
        event.preventDefault();
        if (opener === link && box) close(true);
        else open(link, target);
        return;
      }
    }
    if (box && (!box.contains(event.target) || link)) close(false);
  }

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    document.addEventListener("click", follow);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
    document.addEventListener("focusin", (event) => {
      if (box && !box.contains(event.target) && event.target !== opener) close(false);
    });
    addEventListener("resize", () => close(false));
  });
})();
