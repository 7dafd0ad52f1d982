// Ticks for what was looked at, kept by the browser for this page, and the filter; both only where there is script.
const form = document.getElementById("filter");
if (form) {
  const articles = [...document.querySelectorAll("article")];
  const shelf = `tei review ${location.pathname}`;
  let seen = new Set();
  try { seen = new Set(JSON.parse(localStorage.getItem(shelf) ?? "[]")); } catch { /* a browser may keep nothing */ }
  const filter = () => {
    const chosen = new FormData(form);
    const kinds = chosen.getAll("kind"), all = chosen.has("seen");
    for (const article of articles) {
      const done = seen.has(article.dataset.key);
      article.classList.toggle("done", done);
      article.parentElement.hidden = !kinds.includes(article.dataset.kind) || (done && !all);
    }
    const shown = articles.filter((article) => !article.parentElement.hidden).length;
    const done = articles.filter((article) => seen.has(article.dataset.key)).length;
    form.querySelector("output").value = `${shown} of ${articles.length} shown, ${done} looked at`;
  };
  for (const article of articles) {
    const label = article.querySelector(".seen"), box = label.querySelector("input");
    label.hidden = false;
    box.checked = seen.has(article.dataset.key);
    box.addEventListener("change", () => {
      seen[box.checked ? "add" : "delete"](article.dataset.key);
      try { localStorage.setItem(shelf, JSON.stringify([...seen])); } catch { /* a browser may keep nothing */ }
      filter();
    });
  }
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
