// Loads a page again when what it shows has changed, at the place where it was read.
(() => {
  const script = document.currentScript;
  const kept = `tei-serve:${location.pathname}`;

  // The first element with an id that is in sight: the place stays, although the text above it may change.
  function keep() {
    const found = [...document.querySelectorAll("main [id]")].find((each) => each.getBoundingClientRect().top >= 0);
    const place = { y: scrollY, id: found?.id, top: found?.getBoundingClientRect().top };
    const open = document.querySelector(".diagnostics details")?.open;
    sessionStorage.setItem(kept, JSON.stringify({ ...place, open }));
  }

  function restore() {
    const stored = sessionStorage.getItem(kept);
    if (!stored) return;
    sessionStorage.removeItem(kept);
    const place = JSON.parse(stored);
    const details = document.querySelector(".diagnostics details");
    if (details && place.open) details.open = true;
    const found = place.id && document.getElementById(place.id);
    const top = found ? scrollY + found.getBoundingClientRect().top - place.top : place.y;
    history.scrollRestoration = "manual";
    scrollTo({ top, behavior: "instant" });
  }

  let events = null;

  // A page that nobody sees does not keep one of the few connections of the browser.
  function listen() {
    events?.close();
    events = null;
    if (document.hidden) return;
    const address = new URL("events", script.src);
    address.searchParams.set("page", script.dataset.page);
    address.searchParams.set("version", script.dataset.version);
    events = new EventSource(address);
    events.addEventListener("reload", () => { events.close(); keep(); location.reload(); });
  }

  // A link from a mark leads into the panel, which must be open then.
  function reveal() {
    const found = location.hash.startsWith("#diagnostic-") && document.getElementById(location.hash.slice(1));
    if (!found) return;
    found.closest("details").open = true;
    found.scrollIntoView({ block: "nearest" });
    found.focus({ preventScroll: true });
  }

  function dismissable(problem) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hide";
    button.addEventListener("click", () => problem.remove());
    problem.append(button);
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".diagnostics .problem").forEach(dismissable);
    reveal();
    restore();
    listen();
  });
})();
