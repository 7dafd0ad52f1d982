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

// The texts that have a word, or one that begins so, by number; with its places where a phrase wants them.
async function having(word, begun, placed) {
  const all = new Map();
  let own = word;
  while (own && !index.known.has(own)) own = own.slice(0, -1);
  const names = index.shards.filter((name) => name === own || (begun && name.length > word.length && name.startsWith(word)));
  for (const { prefix, words: listed, texts } of await Promise.all(names.map(shard))) {
    const places = placed ? (await file("p", prefix)).split(" ") : [];
    for (const [at, each] of listed.entries()) {
      if (each !== word && !(begun && each.startsWith(word))) continue;
      const source = numbers(places[at] ?? "");
      for (const [number, times, heading] of postings(texts[at])) {
        const known = all.get(number) ?? { times: 0, heading: 0, places: new Set() };
        all.set(number, known);
        known.times += times;
        known.heading |= heading;
        for (let left = placed ? times : 0, place = -1; left; left--) known.places.add(place += source.next().value + 1);
      }
    }
  }
  return all;
}

// The texts that have a term, each with how often and whether in a heading.
async function texts(term) {
  const last = term.words.length - 1;
  const all = await Promise.all(term.words.map((word, at) => having(word, term.begun && at === last, last)));
  if (!last) return all[0];
  const found = new Map();
  for (const [number, { places }] of all[0]) {
    const each = all.map((of) => of.get(number));
    if (!each.every(Boolean)) continue;
    const times = [...places].filter((place) => each.every((one, at) => one.places.has(place + at))).length;
    if (times) found.set(number, { times, heading: each.every((one) => one.heading) });
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
  pagefind ??= import(new URL("pagefind/pagefind.js", document.baseURI)).then(async (engine) => {
    // What could be chosen is counted only once it has been loaded.
    await engine.filters();
    return engine;
  });
  const engine = await pagefind;
  const ask = (left) => engine.search(question, {
    filters: Object.fromEntries(Object.entries(chosen).filter(([name, ids]) => ids.length && name !== left)),
  });
  const answer = await ask(""), asked = words(question);
  const counts = {};
  for (const { name, many, values } of index.fields) {
    const { filters } = many || !chosen[name].length ? answer : await ask(name);
    counts[name] = new Map(values.map(({ id }) => [id, filters[name]?.[id] ?? 0]));
  }
  const hits = answer.results.map((result) => ({
    async more() {
      const { raw_url: address, url, excerpt } = await result.data();
      // Other forms of the words are found, too, and between two blanks there may be several.
      const marked = Array.from(excerpt.matchAll(/<mark>(.*?)<\/mark>/gsu), ([, word]) => words(word)).flat();
      const forms = marked.filter((form) => asked.some((word) => form.startsWith(word.slice(0, 3))));
      const number = Number(/(\d+)\.html$/u.exec(address ?? url)[1]);
      return { number, terms: [...new Set([...asked, ...forms])].map((form) => ({ words: [form] })) };
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
