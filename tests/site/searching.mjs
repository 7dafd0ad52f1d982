// Questions to the index that a browser asks: reads {files, questions} in JSON, a line each, writes what each finds.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext, Script } from "node:vm";

const [folder] = process.argv.slice(2);
const source = ["words.js", "index.js", "excerpt.js"].map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
const program = new Script(`(() => { "use strict"; ${source}
  globalThis.ask = async (question, chosen, typing) => {
    if (!index) await open();
    const all = Object.fromEntries(index.fields.map(({ name }) => [name, chosen[name] ?? []]));
    const terms = parse(question, typing);
    const { hits, counts, missing } = await find(question, terms, all);
    return {
      hits: hits.map(({ number }) => index.names[number]),
      counts: Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, Object.fromEntries(values)])),
      missing: missing.map((term) => term.words.join(" ")),
    };
  };
  globalThis.tell = (text) => ({ words: words(text), joined: Array.from(text.matchAll(JOINED), ([found]) => words(found).join("")) });
  globalThis.mark = (text, question, typing) => marks(text, parse(question, typing)).map(({ start, end }) => text.slice(start, end));
})()`);

function page(files) {
  const context = createContext({
    console,
    URL,
    location: { protocol: "file:" },
    document: {
      createElement: () => ({}),
      head: {
        append(script) {
          const name = decodeURIComponent(script.src);
          if (name in files) runInContext(files[name], context);
          else script.onerror();
        },
      },
    },
  });
  context.window = context;
  program.runInContext(context);
  return context;
}

let last = null;
for await (const line of createInterface({ input: process.stdin })) {
  const { files, questions = [], texts = [], marks = [] } = JSON.parse(line);
  if (files) last = page(files);
  const found = [];
  try {
    for (const { q, chosen = {}, typing = false } of questions) found.push(await last.ask(q, chosen, typing));
    for (const text of texts) found.push((last ?? page({})).tell(text));
    for (const { text, q, typing = false } of marks) found.push((last ?? page({})).mark(text, q, typing));
    console.log(JSON.stringify(found));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack ?? String(error) }));
  }
}
