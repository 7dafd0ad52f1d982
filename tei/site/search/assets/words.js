// Words in a question and in a text: as tei/site/search/words.py has them.

const ALONE = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}";
const WITHIN = "\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d";
const WORD = new RegExp(`[${ALONE}]\\p{M}*|(?:(?![${ALONE}])[${WITHIN}])+`, "gu");
const JOINED = new RegExp(`(?<![${WITHIN}])(?:(?![${ALONE}])\\p{L}\\.)+(?![${ALONE}])\\p{L}(?![${WITHIN}])`, "gu");
const DROPPED = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]|[^\p{L}\p{N}\p{M}]/gu;
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

const fold = (word) => word.normalize("NFKD").toLowerCase()
  .replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]).replace(DROPPED, "").normalize("NFC");

const tokens = (text) => Array.from(text.matchAll(WORD), (found) =>
  ({ word: fold(found[0]), start: found.index, end: found.index + found[0].length })).filter((token) => token.word);

const words = (text) => tokens(text).map((token) => token.word);

// What is asked: words, "phrases", -excluded, begun*; the last word is not finished while somebody types.
function parse(question, typing) {
  const terms = [];
  const parts = [...question.matchAll(/(-?)(?:"([^"]*)("?)|(\S+))/gu)];
  for (const [place, [, not, phrase, closed, plain]] of parts.entries()) {
    const raw = plain ?? phrase;
    const last = typing && place === parts.length - 1 && !closed && !/\s$/u.test(question);
    const own = words(raw);
    if (own.length) terms.push({ words: own, not: not === "-", begun: raw.endsWith("*") || last, plain: !phrase && !not });
  }
  return terms;
}
