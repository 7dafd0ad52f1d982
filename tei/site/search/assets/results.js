// The page: the form, the results, and the address that says what was asked.

const PAGE = 20;
const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

const by = (id) => document.getElementById(id);
const failed = (error) => { by("status").textContent = `The search does not work here: ${error.message}.`; };

function start() {
  const form = document.querySelector("main form.search"), input = form.elements.q;
  const status = by("status"), list = by("results"), pager = by("pages"), filters = by("filters");
  let state = null, turn = 0, timer = 0;

  function read() {
    const given = new URLSearchParams(location.search);
    const chosen = {};
    for (const { name, many, byId } of index.fields) {
      chosen[name] = given.getAll(name).filter((id) => byId.has(id)).slice(0, many ? 99 : 1);
    }
    state = { q: given.get("q") ?? "", page: Math.max(1, parseInt(given.get("page"), 10) || 1), chosen };
    input.value = state.q;
  }

  function address(page) {
    const said = new URLSearchParams();
    if (state.q) said.append("q", state.q);
    for (const [name, ids] of Object.entries(state.chosen)) for (const id of ids) said.append(name, id);
    if (page > 1) said.append("page", page);
    return `${location.pathname}?${said}`;
  }

  // While somebody types, one address follows the other, and Enter keeps the last: all that is one step on the way back.
  function change(changed, how = "") {
    Object.assign(state, { page: 1 }, changed);
    const typing = how === "typing", next = address(state.page);
    const same = next === location.pathname + location.search;
    const replaces = same || (how && history.state === "typing");
    try {
      // What was entered stays so when somebody types and takes that back.
      if (!(same && typing)) history[replaces ? "replaceState" : "pushState"](typing ? how : null, "", next);
    } catch { /* some browsers keep no addresses for pages from a disk */ }
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
      choose(name, [...new Set([...state.chosen[name], value.id])]);
    });
    text.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    box.append(text, make("datalist", { id: `${id}-list` }), make("ul", { class: "chosen", role: "list" }));
    return box;
  }

  function choices(counts) {
    for (const { name, many, values, byId } of index.fields) {
      const own = by(`choose-${name}`), chosen = state.chosen[name], count = counts[name];
      const open = values.filter(({ id }) => chosen.includes(id) ? !many : count.get(id));
      if (!many) {
        own.replaceChildren(new Option("Any", ""), ...open.map(({ id, label }) =>
          new Option(`${label} (${count.get(id)})`, id, false, chosen.includes(id))));
        continue;
      }
      own.list.replaceChildren(...open.map(({ id, label }) =>
        make("option", { value: label, label: plural(count.get(id), "document") })));
      own.parentElement.querySelector("ul").replaceChildren(...chosen.map((id) => {
        const { label } = byId.get(id);
        const button = make("button", { type: "button", "aria-label": `Remove ${label}` }, `${label} ×`);
        button.addEventListener("click", () => {
          choose(name, chosen.filter((each) => each !== id));
          own.focus();
        });
        return make("li", {}, button);
      }));
    }
  }

  function pages(last) {
    const link = (page, words, rel) => page < 1 || page > last ? [] : [make("a", { href: address(page), rel, "data-page": page }, words)];
    pager.replaceChildren(...link(state.page - 1, "← Previous", "prev"), ...link(state.page + 1, "Next →", "next"));
    pager.hidden = last < 2;
  }

  function told(count, last, missing) {
    const named = missing.map((term) => `“${term.words.join(" ")}${term.begun ? "…" : ""}”`).join(" and ");
    if (named) return `${named} ${missing.length > 1 ? "are" : "is"} in no document.`;
    if (!count) return "No document has all of this.";
    return `${plural(count, "document")}${last > 1 ? `, page ${state.page} of ${last}` : ""}`;
  }

  async function show(typing = false) {
    const own = ++turn;
    const terms = parse(state.q, typing);
    const asked = terms.length || Object.values(state.chosen).some((ids) => ids.length);
    document.title = `${state.q ? `${state.q} – ` : ""}${document.body.dataset.title}`;
    try {
      const { hits, counts, missing } = await find(state.q, terms, state.chosen);
      const last = asked ? Math.ceil(hits.length / PAGE) : 0;
      const page = Math.min(state.page, Math.max(1, last));
      const items = await Promise.all(asked ? hits.slice((page - 1) * PAGE, page * PAGE).map(item) : []);
      // Whoever has typed on has asked something else.
      if (own !== turn) return;
      state.page = page;
      list.replaceChildren(...items);
      choices(counts);
      pages(last);
      status.textContent = asked ? told(hits.length, last, missing) : "";
    } catch (error) {
      if (own === turn) failed(error);
    }
  }

  filters.append(...index.fields.map(field));
  filters.hidden = !index.fields.length;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ q: input.value }, "typing"), 180);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    change({ q: input.value }, "entered");
  });
  pager.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || !Edition.isPlain(event)) return;
    event.preventDefault();
    await change({ page: Number(link.dataset.page) });
    status.focus();
  });
  addEventListener("popstate", () => {
    read();
    show();
  });
  read();
  show();
  if (!state.q) input.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("main form.search").hidden = false;
  open().then(start, failed);
});
