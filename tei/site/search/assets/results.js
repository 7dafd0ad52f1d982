// The page: the form, the results, and the address that says what was asked.

const PAGE = 20;
const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

function start() {
  const form = document.querySelector("main form.search"), input = form.elements.q;
  const [status, list, pager, filters] = ["status", "results", "pages", "filters"].map((id) => document.getElementById(id));
  let state = null, turn = 0, timer = 0;

  function read() {
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(index.fields.map(({ name, many, byId }) =>
      [name, given.getAll(name).filter((id) => byId.has(id)).slice(0, many ? 99 : 1)]));
    state = { q: given.get("q") ?? "", page: Math.max(1, parseInt(given.get("page"), 10) || 1), chosen };
    input.value = state.q;
  }

  function address(page) {
    const pairs = Object.entries(state.chosen).flatMap(([name, ids]) => ids.map((id) => [name, id]));
    const said = new URLSearchParams([...state.q ? [["q", state.q]] : [], ...pairs, ...page > 1 ? [["page", page]] : []]);
    return `${location.pathname}${said.size === 0 || !String(said) ? "" : `?${said}`}`;
  }

  function remember(replace) {
    try {
      history[replace ? "replaceState" : "pushState"](null, "", address(state.page));
    } catch { /* some browsers keep no addresses for pages from a disk */ }
  }

  function change(changed, { replace = false, typing = false } = {}) {
    Object.assign(state, { page: 1 }, changed);
    remember(replace);
    return show(typing);
  }

  const choose = (name, ids) => change({ chosen: { ...state.chosen, [name]: ids } });

  // A field of few values is a list to choose one from; of many, a field to write names in.
  function field({ name, label, many, values }) {
    const id = `choose-${name}`;
    const box = make("div", { class: "field" }, make("label", { for: id }, label));
    if (!many) {
      const select = make("select", { id });
      select.addEventListener("change", () => choose(name, select.value ? [select.value] : []));
      box.append(select);
      return box;
    }
    const text = make("input", { id, list: `${id}-list`, autocomplete: "off", placeholder: "Any" });
    text.addEventListener("input", () => {
      const value = values.find((each) => each.label === text.value);
      if (!value) return;
      text.value = "";
      if (!state.chosen[name].includes(value.id)) choose(name, [...state.chosen[name], value.id]);
    });
    text.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    box.append(text, make("datalist", { id: `${id}-list` }), make("ul", { class: "chosen", role: "list" }));
    return box;
  }

  function choices(counts) {
    for (const { name, many, values, byId } of index.fields) {
      const box = document.getElementById(`choose-${name}`).parentElement;
      const chosen = state.chosen[name];
      const open = values.filter(({ id }) => counts[name].get(id) || (!many && chosen.includes(id)));
      if (!many) {
        box.querySelector("select").replaceChildren(new Option("Any", ""), ...open.map(({ id, label }) =>
          new Option(`${label} (${counts[name].get(id)})`, id, false, chosen.includes(id))));
        continue;
      }
      box.querySelector("datalist").replaceChildren(...open.filter(({ id }) => !chosen.includes(id)).map(({ id, label }) =>
        make("option", { value: label, label: plural(counts[name].get(id), "document") })));
      box.querySelector("ul").replaceChildren(...chosen.map((id) => {
        const { label } = byId.get(id);
        const button = make("button", { type: "button", "aria-label": `Remove ${label}` }, label, make("span", { "aria-hidden": "true" }, " ×"));
        button.addEventListener("click", () => {
          choose(name, chosen.filter((each) => each !== id));
          box.querySelector("input").focus();
        });
        return make("li", {}, button);
      }));
    }
  }

  function pages(count) {
    const last = Math.ceil(count / PAGE);
    const link = (page, words, rel) => make("a", { href: address(page), rel, "data-page": page }, words);
    pager.replaceChildren(
      ...state.page > 1 ? [link(state.page - 1, "← Previous", "prev")] : [],
      ...state.page < last ? [link(state.page + 1, "Next →", "next")] : []);
    pager.hidden = last < 2;
  }

  function told(count, missing) {
    if (missing.length) {
      const named = missing.map((term) => `“${term.words.join(" ")}${term.begun ? "…" : ""}”`);
      return `${named.join(" and ")} ${missing.length > 1 ? "are" : "is"} in no document.`;
    }
    if (!count) return "No document has all of this.";
    const last = Math.ceil(count / PAGE);
    return `${plural(count, "document")}${last > 1 ? `, page ${state.page} of ${last}` : ""}`;
  }

  async function show(typing = false) {
    const own = ++turn;
    const terms = parse(state.q, typing);
    const asked = terms.length || Object.values(state.chosen).some((ids) => ids.length);
    document.title = `${state.q ? `${state.q} – ` : ""}${document.body.dataset.title}`;
    try {
      const { hits, counts, missing } = await find(state.q, terms, state.chosen);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(hits.length / PAGE)));
      const some = asked ? hits.slice((state.page - 1) * PAGE, state.page * PAGE) : [];
      const items = await Promise.all(some.map(item));
      // Whoever has typed on has asked something else.
      if (own !== turn) return;
      list.replaceChildren(...items);
      list.start = (state.page - 1) * PAGE + 1;
      choices(counts);
      pages(asked ? hits.length : 0);
      status.textContent = asked ? told(hits.length, missing) : "";
    } catch (error) {
      if (own === turn) status.textContent = `The search does not work here: ${error.message}.`;
    }
  }

  filters.append(...index.fields.map(field));
  filters.hidden = !index.fields.length;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ q: input.value }, { replace: true, typing: true }), 180);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    change({ q: input.value });
  });
  pager.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    state.page = Number(link.dataset.page);
    remember(false);
    await show();
    status.focus();
  });
  addEventListener("popstate", () => { read(); show(); });
  read();
  show();
  if (!state.q) input.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("main form.search").hidden = false;
  open().then(start, (error) => {
    document.getElementById("status").textContent = `The search does not work here: ${error.message}.`;
  });
});
