// A field above a register that leaves only the entries with what is typed into it.
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  document.addEventListener("DOMContentLoaded", () => {
    const lines = [...document.querySelectorAll(".register .line")];
    const count = document.querySelector(".count");
    if (lines.length < 13 || !count) return;
    const all = count.textContent;
    const words = lines.map((line) => plain(line.textContent));
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.className = "filter";
    label.append("Filter ", field);
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    count.before(label);

    field.addEventListener("input", () => {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      lines.forEach((line, place) => {
        line.hidden = !wanted.every((word) => words[place].includes(word));
        shown += line.hidden ? 0 : 1;
      });
      for (const letter of document.querySelectorAll(".register .letter")) letter.hidden = !letter.querySelector(".line:not([hidden])");
      const letters = document.querySelector(".letters");
      if (letters) letters.hidden = wanted.length > 0;
      count.textContent = wanted.length ? `${shown} of ${all}` : all;
    });
  });
})();
