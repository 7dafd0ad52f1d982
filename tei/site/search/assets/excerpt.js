// What is shown of a text

const ROOM = 230;

// Where the terms stand in a text: start, end and which term.
function marks(text, terms) {
  const all = tokens(text), found = [];
  const is = (word, term, at) => word === term.words[at] ||
    (term.begun && at === term.words.length - 1 && word.startsWith(term.words[at]));
  terms.forEach((term, which) => {
    if (term.not) return;
    all.forEach((token, from) => {
      const last = all[from + term.words.length - 1];
      if (last && term.words.every((_, at) => is(all[from + at].word, term, at))) {
        found.push({ start: token.start, end: last.end, which });
      }
    });
    for (const joined of term.words.length === 1 ? text.matchAll(JOINED) : []) {
      const end = joined.index + joined[0].length;
      if (is(words(joined[0]).join(""), term, 0)) found.push({ start: joined.index, end, which });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function marked(text, found, start = 0, end = text.length) {
  const pieces = [];
  let at = start;
  for (const mark of found) {
    if (mark.start < at || mark.end > end) continue;
    pieces.push(text.slice(at, mark.start), make("mark", {}, text.slice(mark.start, mark.end)));
    at = mark.end;
  }
  return [...pieces, text.slice(at, end)];
}

const kinds = (found) => new Set(found.map((mark) => mark.which)).size;

// As much of a block as shows most of the terms, cut between words.
function excerpt(text, found) {
  const within = (from) => found.filter((mark) => mark.start >= from && mark.end <= from + ROOM - 60);
  const best = found.reduce((a, b) => kinds(within(b.start)) > kinds(within(a.start)) ? b : a);
  let start = Math.max(0, Math.min(best.start - 60, text.length - ROOM)), end = Math.min(text.length, start + ROOM);
  if (start) start = Math.min(best.start, text.indexOf(" ", start) + 1 || best.start);
  if (end < text.length) end = Math.max(best.end, text.lastIndexOf(" ", end));
  return [start ? "… " : "", ...marked(text, found, start, end), end < text.length ? " …" : ""];
}

async function item(hit) {
  const { number, terms } = hit.more ? await hit.more() : hit;
  const name = index.names[number];
  const [title, date, place, language, ...parts] = await load(`t/${name}`);
  const address = `${encodeURIComponent(name)}.html`;
  const entry = make("li", language ? { lang: language } : {},
    make("h2", {}, make("a", { href: address }, ...marked(title, marks(title, terms)))));
  const said = [place, date].filter(Boolean).join(", ");
  if (said) entry.append(make("p", { class: "when" }, said));
  const blocks = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [id, label, text] = parts.slice(at, at + 3);
    const found = label === "heading" && !at ? [] : marks(text, terms);
    if (found.length) blocks.push({ id, label, text, found, at });
  }
  const shown = blocks.sort((a, b) => kinds(b.found) - kinds(a.found) || a.at - b.at).slice(0, 2).sort((a, b) => a.at - b.at);
  for (const { id, label, text, found } of shown) {
    const link = id ? [" ", make("a", { class: "at", href: `${address}#${encodeURIComponent(id)}` }, label || "in the text")] : [];
    entry.append(make("p", { class: "excerpt" }, ...excerpt(text, found), ...link));
  }
  return entry;
}
