// Notes and entries opened in place; the list of entries, folded on a narrow page, which shows where its names stand.
(() => {
  const root = document.documentElement;
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
    const body = (target.querySelector(".body") || target).cloneNode(true);
    const holder = Edition.make("div", {}, ...body.childNodes);
    for (const element of holder.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const element of holder.querySelectorAll(".back, .permalink")) element.remove();
    return holder.querySelector(":scope > dt") ? Edition.make("dl", {}, ...holder.childNodes) : holder;
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
    const ariaLabel = link.ariaLabel || link.textContent.trim();
    const button = Edition.make("button", { type: "button", className: "close", ariaLabel: "Close", onclick: () => close(true) }, "×");
    box = Edition.make("div", { className: "popover", tabIndex: -1, role: "dialog", ariaLabel }, copied(target), button);
    document.body.append(box);
    opener.setAttribute("aria-expanded", "true");
    place(opener);
    box.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (!Edition.isPlain(event)) return;
    const link = event.target.closest("a[href^='#']");
    if (link && link.matches(".call a, .name, .name > a")) {
      const target = Edition.target(link);
      if (target && target.matches(".notes li, .entry")) {
        event.preventDefault();
        if (opener === link && box) close(true);
        else open(link, target);
        return;
      }
    }
    if (box && (!box.contains(event.target) || link)) close(false);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  document.addEventListener("focusin", (event) => {
    if (box && !box.contains(event.target) && event.target !== opener) close(false);
  });
  addEventListener("resize", () => close(false));

  // Whoever looks at an entry sees where it is named.
  function light(event) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    const entry = event.target.closest(".entries .entry");
    if (!entry) return;
    for (const link of document.querySelectorAll("a.name, .name > a")) {
      if (Edition.target(link) === entry) link.classList.add("lit");
    }
  }

  function fold(entries) {
    const head = entries.querySelector("h2");
    if (!head) return;
    const words = head.textContent;
    const button = Edition.make("button", { type: "button", className: "fold" }, words);
    const set = (open) => {
      entries.classList.toggle("folded", !open);
      button.setAttribute("aria-expanded", String(open));
    };
    const suit = () => {
      head.replaceChildren(Edition.wide.matches ? words : button);
      set(Edition.wide.matches || Boolean(entries.querySelector(":target")));
    };
    button.addEventListener("click", () => set(entries.classList.contains("folded")));
    addEventListener("hashchange", () => {
      const target = entries.querySelector(":target");
      if (!target) return;
      set(true);
      target.scrollIntoView();
    });
    Edition.wide.addEventListener("change", suit);
    suit();
    document.addEventListener("pointerover", light);
    document.addEventListener("focusin", light);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const entries = document.querySelector(".reading .entries");
    if (entries) fold(entries);
  });
})();
