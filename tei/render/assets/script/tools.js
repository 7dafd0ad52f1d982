// The keyboard, what is copied, and the picture of a page beside the text.
(() => {
  // Of old browsers, and of pages that come without encryption, only a selection can be copied.
  async function copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = Edition.make("textarea", { value: text, className: "spoken" });
      document.body.append(field);
      const before = document.activeElement;
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      before.focus({ preventScroll: true });
      if (!done) return;
    }
    Edition.say(words);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".permalink, .notes a.n");
    if (link && Edition.isPlain(event)) copy(link.href, "Link copied");
  });

  let panel = null;
  let opener = null;

  function close() {
    panel.remove();
    panel = null;
    opener.focus({ preventScroll: true });
  }

  // A picture that cannot be shown here is opened where it is.
  function show(link) {
    const { make } = Edition;
    const picture = make("img", { alt: link.textContent });
    picture.addEventListener("error", () => location.assign(link.href));
    picture.addEventListener("load", () => {
      if (panel) panel.remove();
      opener = link;
      const title = make("p", {}, make("a", { href: link.href }, link.textContent));
      const frame = make("div", { tabIndex: 0, role: "group", ariaLabel: link.textContent }, picture);
      const button = make("button", { type: "button", className: "close", ariaLabel: "Close the facsimile", onclick: close }, "×");
      panel = make("aside", { className: "facsimile", ariaLabel: "Facsimile" }, title, frame, button);
      document.body.append(panel);
      button.focus({ preventScroll: true });
    });
    picture.src = link.href;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".pb a.facs, a.pb.facs");
    if (!link || !Edition.wide.matches || !Edition.isPlain(event)) return;
    event.preventDefault();
    show(link);
  });

  const PAGES = { ArrowLeft: "prev", ArrowRight: "next" };

  // Keys of one letter would be in the way of those who speak to their computer (WCAG 2.1.4): there are none.
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && panel) close();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      const field = [...document.querySelectorAll("input[type='search']")].find((each) => each.offsetParent);
      const link = document.querySelector("a[aria-keyshortcuts~='Control+K']");
      if (!field && !link) return;
      event.preventDefault();
      if (field) field.focus();
      else link.click();
    }
    const isFree = [document.body, document.querySelector("main"), null].includes(document.activeElement);
    if (event.key in PAGES && isFree && Edition.isPlain(event)) {
      const link = document.querySelector(`.pager a[rel='${PAGES[event.key]}']`);
      if (link) link.click();
    }
  });

  function offer(text) {
    const ariaLabel = `Copy: ${(text.ariaLabel || text.previousElementSibling?.textContent || "").trim()}`;
    const onclick = () => copy(text.textContent.trim(), "Copied");
    text.after(Edition.make("button", { type: "button", className: "copy", ariaLabel, onclick }, "Copy"));
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
    for (const text of document.querySelectorAll(".citing :is(.cite, pre)")) offer(text);
  });
})();
