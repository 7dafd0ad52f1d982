// Notes beside their calls on a wide page, unless the reader wants them below the text.
(() => {
  const root = document.documentElement;
  const GAP = 10;
  const LONG = 170;
  let notes = [];
  let opener = null;

  const called = (note) => document.getElementById(`${note.id}-call`);
  const isBeside = () => root.dataset.notes === "beside";

  // Each at the height of its call, or under the note before it; a long one is cut where it would push others away.
  function lay() {
    if (!isBeside()) return;
    for (const note of notes) note.classList.remove("cut");
    const found = notes.map((note) => ({
      note,
      at: called(note).getBoundingClientRect().top + scrollY - 4,
      origin: note.offsetParent.getBoundingClientRect().top + scrollY,
      height: note.offsetHeight,
    }));
    found.sort((one, other) => one.at - other.at);
    let free = 0;
    found.forEach((each, place) => {
      const top = Math.max(each.at, free);
      const next = found[place + 1];
      const isCut = each.height > LONG && next && next.at < top + each.height;
      each.note.classList.toggle("cut", Boolean(isCut));
      each.note.style.top = `${top - each.origin}px`;
      free = top + (isCut ? LONG : each.height) + GAP;
    });
  }

  function choose() {
    const beside = Edition.wide.matches && notes.length > 0 && Edition.remembered("notes") !== "below";
    root.dataset.notes = beside ? "beside" : "below";
    if (!beside) for (const note of notes) {
      note.classList.remove("cut", "current");
      note.style.top = "";
    }
    lay();
    const button = document.querySelector("button.beside");
    if (!button) return;
    button.hidden = !(Edition.wide.matches && notes.length);
    button.setAttribute("aria-pressed", String(beside));
  }

  function show(note, link) {
    for (const other of notes) other.classList.toggle("current", other === note);
    opener = link;
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
  }

  function back() {
    opener.focus({ preventScroll: true });
    opener.scrollIntoView({ block: "nearest" });
    for (const note of notes) note.classList.remove("current");
    opener = null;
  }

  document.addEventListener("click", (event) => {
    if (!isBeside() || !Edition.isPlain(event)) return;
    const link = event.target.closest(".call a, .notes .back");
    const target = link && Edition.target(link);
    if (link && link.matches(".back") && notes.includes(link.closest(".notes li"))) {
      opener = target;
      back();
    } else if (notes.includes(target)) show(target, link);
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isBeside() && opener && notes.includes(document.activeElement.closest("li"))) back();
  });

  document.addEventListener("DOMContentLoaded", () => {
    notes = [...document.querySelectorAll("article .notes > ol > li[id]")]
      .filter(called)
      .sort((one, other) => called(one).compareDocumentPosition(called(other)) & 2 ? 1 : -1);
    if (!notes.length) return;
    choose();
    Edition.wide.addEventListener("change", choose);
    const button = document.querySelector("button.beside");
    if (button) button.addEventListener("click", () => {
      Edition.remember("notes", isBeside() ? "below" : "beside");
      choose();
    });
    new ResizeObserver(lay).observe(document.querySelector("main"));
    document.fonts.ready.then(() => {
      lay();
      const wanted = notes.find((note) => `#${note.id}` === decodeURIComponent(location.hash));
      if (wanted && isBeside()) wanted.scrollIntoView({ block: "center" });
    });
  });
})();
