// What has the words: by the built-in index, or by pagefind.

// Files: each calls teiSearch with its name and what it holds.

const files = new Map();
const arriving = new Map();
window.teiSearch = (name, value) => arriving.get(name)?.(value);

function load(name) {
  if (!files.has(name)) {
    files.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      arriving.set(name, resolve);
      script.onerror = () => {
        files.delete(name);
        reject(new Error(`search/${name}.js cannot be read`));
      };
      script.src = `search/${name.split("/").map(encodeURIComponent).join("/")}.js`;
      document.head.append(script);
    }));
  }
  return files.get(name);
}

const SIGNS = Array.from({ length: 94 }, (_, code) => String.fromCharCode(code + 33)).join("").replace(/["\\]/g, "");
const VALUES = new Map(Array.from(SIGNS, (sign, value) => [sign, value]));
const LAST = 72, MORE = SIGNS.length - LAST;

function* numbers(text) {
  let number = 0;
  for (const sign of text) {
    const value = VALUES.get(sign);
    if (value < LAST) {
      yield number * LAST + value;
      number = 0;
    } else number = number * MORE + value - LAST + 1;
  }
}

function rising(text) {
  let before = -1;
  return Array.from(numbers(text), (step) => before += step + 1);
}

// The texts of a word: number, how often, whether in a heading.
function postings(text) {
  const found = [], source = numbers(text);
  let number = -1;
  for (const value of source) {
    number += 1 + Math.floor(value / 4);
    if (value % 4) found.push([number, value % 4, 0]);
    else {
      const said = source.next().value;
      found.push([number, (said >> 1) + 1, said & 1]);
    }
  }
  return found;
}

// The built-in index

let index = null;
let lengths = [];
let average = 1;

async function open() {
  index = await load("i/index");
  lengths = [...numbers(index.lengths)];
  average = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
  index.known = new Set(index.shards);
  for (const field of index.fields) {
    field.values = field.values.map(([id, label, docs]) => ({ id, label, docs: rising(docs) }));
    field.byId = new Map(field.values.map((value) => [value.id, value]));
  }
}

const file = (kind, prefix) =>
  load(`i/${kind}-${prefix.replace(/[^a-z0-9]/gu, (sign) => `_${sign.codePointAt(0).toString(16)}_`)}`);

const shards = new Map();

async function shard(prefix) {
  if (!shards.has(prefix)) {
    const [listed, texts] = await file("w", prefix);
    let before = "";
    const own = listed.split(" ").map((said) => before = before.slice(0, VALUES.get(said[0])) + said.slice(1));
    shards.set(prefix, { prefix, words: own, texts: texts.split(" ") });
  }
  return shards.get(prefix);
}

// Every word that is `word`, or begins so, with its texts; with places where a phrase wants them.
async function entries(word, begun, placed) {
  let own = word;
  while (own && !index.known.has(own)) own = own.slice(0, -1);
  const names = index.shards.filter((name) => name === own || (begun && name.length > word.length && name.startsWith(word)));
  const found = [];
  for (const { prefix, words: listed, texts } of await Promise.all(names.map(shard))) {
    const places = placed ? (await file("p", prefix)).split(" ") : [];
    listed.forEach((each, at) => {
      if (each !== word && !(begun && each.startsWith(word))) return;
      const source = placed && numbers(places[at]);
      found.push(postings(texts[at]).map(([number, times, heading]) => {
        let before = -1;
        return { number, times, heading, places: source && Array.from({ length: times }, () => before += source.next().value + 1) };
      }));
    });
  }
  return found;
}

// The texts that have a term, each with how often and whether in a heading.
async function texts(term) {
  const placed = term.words.length > 1;
  const lists = await Promise.all(term.words.map((word, at) =>
    entries(word, term.begun && at === term.words.length - 1, placed)));
  const merged = lists.map((of) => {
    const all = new Map();
    for (const text of of.flat()) {
      const known = all.get(text.number) ?? { times: 0, heading: 0, places: new Set() };
      known.times += text.times;
      known.heading |= text.heading;
      for (const place of text.places || []) known.places.add(place);
      all.set(text.number, known);
    }
    return all;
  });
  if (!placed) return merged[0];
  const found = new Map();
  for (const [number, first] of merged[0]) {
    const rest = merged.map((all) => all.get(number));
    if (!rest.every(Boolean)) continue;
    const times = [...first.places].filter((place) => rest.every((each, at) => each.places.has(place + at))).length;
    if (times) found.set(number, { times, heading: rest.every((each) => each.heading) });
  }
  return found;
}

// BM25 (Robertson and Zaragoza, 2009); a heading counts like three times more in the text.
function score(all, number) {
  const { times, heading } = all.get(number);
  const weight = times + 3 * heading;
  const rare = Math.log(1 + (lengths.length - all.size + .5) / (all.size + .5));
  return rare * weight * 2.2 / (weight + 1.2 * (.25 + .75 * lengths[number] / average));
}

async function ranked(terms) {
  const found = await Promise.all(terms.map(texts));
  const wanted = found.filter((_, at) => !terms[at].not), unwanted = found.filter((_, at) => terms[at].not);
  const missing = terms.filter((term, at) => !term.not && !found[at].size);
  const first = wanted.length ? [...wanted[0].keys()] : [...lengths.keys()];
  const numbers = first.filter((n) => wanted.every((all) => all.has(n)) && !unwanted.some((all) => all.has(n)));
  const scores = new Map(numbers.map((n) => [n, wanted.reduce((sum, all) => sum + score(all, n), 0)]));
  return { missing, numbers: numbers.sort((a, b) => scores.get(b) - scores.get(a) || a - b) };
}

// The texts that have all that is chosen, and how many there would be with each other choice.
function filtered(numbers, chosen) {
  const passes = (left) => {
    const sets = index.fields.flatMap((field) => field.name === left ? [] :
      chosen[field.name].map((id) => new Set(field.byId.get(id)?.docs)));
    return numbers.filter((number) => sets.every((set) => set.has(number)));
  };
  const hits = passes("");
  const counts = {};
  for (const { name, many, values } of index.fields) {
    const among = new Set(many || !chosen[name].length ? hits : passes(name));
    counts[name] = new Map(values.map(({ id, docs }) => [id, docs.filter((number) => among.has(number)).length]));
  }
  return { hits, counts };
}

async function builtin(terms, chosen) {
  const { missing, numbers } = await ranked(terms);
  const { hits, counts } = filtered(numbers, chosen);
  return { counts, missing, hits: hits.map((number) => ({ number, terms })) };
}

// pagefind: for questions of words only, where it was made and can be loaded.

let pagefind = null;

async function withPagefind(question, chosen) {
  pagefind ??= import(new URL("pagefind/pagefind.js", document.baseURI));
  const engine = await pagefind;
  const ask = (left) => engine.search(question, {
    filters: Object.fromEntries(Object.entries(chosen).filter(([name, ids]) => ids.length && name !== left)),
  });
  const answer = await ask("");
  const counts = {};
  for (const { name, many, values } of index.fields) {
    const { filters } = many || !chosen[name].length ? answer : await ask(name);
    counts[name] = new Map(values.map(({ id }) => [id, filters[name]?.[id] ?? 0]));
  }
  const hits = answer.results.map((result) => ({
    async more() {
      const { raw_url: address, url, excerpt } = await result.data();
      const marked = Array.from(excerpt.matchAll(/<mark>(.*?)<\/mark>/gsu), ([, word]) => words(word));
      const number = Number(/(\d+)\.html$/u.exec(address ?? url)[1]);
      return { number, terms: marked.filter((own) => own.length).map((own) => ({ words: own })) };
    },
  }));
  return { counts, missing: [], hits };
}

async function find(question, terms, chosen) {
  const simple = terms.length && terms.every((term) => term.plain && term.words.length === 1) && !question.includes("*");
  if (simple && index.pagefind && location.protocol.startsWith("http")) {
    try {
      return await withPagefind(question, chosen);
    } catch (error) {
      console.warn("pagefind cannot be used:", error);
      index.pagefind = false;
    }
  }
  return builtin(terms, chosen);
}
