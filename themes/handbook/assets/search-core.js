// Answers questions from the index that `stratbook build` writes, by the same rules as `stratbook search`.
//
// The index is a folder of small files. All but `index.json` are raw DEFLATE; all but that and `records/` begin with four
// bytes that name the build, so that files of two builds are never read together. Numbers are LEB128 ("number"; "signed"
// is zigzag); texts are a length and UTF-8; sorted words are written as what they have beyond the one before:
// bytes in common, then a text.
//
//   index.json          settings, stop words, sums; the stamp
//   start.bin           documents: how many; entries of each; a byte of each (1 index page, 2 template, 4 retired,
//                       8 first of its file of records). Files of terms: how many; first term of each (as distances);
//                       terms. Files of words: how many; first word of each. Files of ends: how many; length in letters
//                       and first word of each. Files of names, then of names by their ends: how many; first of each
//   usual.bin           for each impact, 0 to `steps`, the 15 that are most frequent in entries where it is usual, in order;
//                       the usual impact of each entry
//   words/N.bin         first term; then words in order of their bytes: documents << 2 | is a term | is its own stem;
//                       where it is a word and not its own stem: how many stems, each as a signed distance from the next term
//   ends/N.bin          words backwards, each with its documents; short ones first, those of one length in order of their bytes
//   names/N.bin         whole names in order of their bytes, each with its documents: how many, then distances
//   name-ends/N.bin     the same, backwards
//   terms/N.bin         terms: how many; how many entries each has, and bytes of what is apart; what is apart of all; then a
//                       byte for each entry of all: how many entries are between it and the one before it << 4 | rank of
//                       its impact among those of its usual impact. Where one of them is 15, the rest of the former and
//                       the impact itself are apart
//   records/N.bin       JSON of the documents from number N on: see `search/src/site_index/records.rs`
//   facets/KEY.bin      JSON: documents (as distances) by value
//   menus.bin           JSON: what the filters offer
//
// Documents are numbered by path; entries by document: its front matter, its questions, its sections.

const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3134f}]/u;
/** Whether a text has letters of a script without spaces. */
export const unspaced = (text) => UNSPACED.test(text);
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const MARK = /\p{M}/u;

/** Characters within words that only say where a line may end. */
const UNSEEN = /[\u00ad\u2060\ufeff]/;
/** Points of Hebrew and Arabic, which most texts are written without. */
const POINT = /[\u0591-\u05c7\u064b-\u0652\u0656-\u065f\u0670]/;

/** What a character is: 0 none of a word, 1 of a word, 2 of a script without spaces; 4 more for a mark and what is unseen. Kept, since asking takes long. */
const KINDS = new Map();
const kindOf = (code) => {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) ? 1 : 0;
  let kind = KINDS.get(code);
  if (kind === undefined) {
    const letter = String.fromCodePoint(code);
    kind = (UNSPACED.test(letter) ? 2 : LETTER.test(letter) ? 1 : 0) | (MARK.test(letter) || UNSEEN.test(letter) ? 4 : 0);
    KINDS.set(code, kind);
  }
  return kind;
};
/** Where a run ends that is of one kind, with marks. */
const runEnd = (text, from, kind) => {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at);
    const here = kindOf(code);
    if ((here & 3) !== kind && !(here & 4)) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
};
const JOINERS = "-/._";
/** What an apostrophe ties to the word before it; `'s` is left out altogether. */
const TIED = new Set(["t", "d", "m", "ll", "re", "ve"]);
const FOLDED = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ" };

/** A word as it is compared: lower case, compatibility forms resolved, Latin and Greek letters without marks, Hebrew and Arabic without points. */
export function fold(text) {
  // eslint-disable-next-line no-control-regex
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  let bare = false;
  let kept = "";
  for (const letter of text.normalize("NFKD").toLowerCase().normalize("NFKD")) {
    if (kindOf(letter.codePointAt(0)) & 4) {
      if (!bare && !POINT.test(letter) && !UNSEEN.test(letter)) kept += letter;
      continue;
    }
    bare = /[a-zA-Zα-ω]/.test(letter);
    kept += letter;
  }
  return kept.normalize("NFC").replace(/[ßæœþøđðłħıς]/g, (letter) => FOLDED[letter]);
}

const VOWEL = "[aeiouy]";
const REGION = new RegExp(`^[^aeiouy]*${VOWEL}+[^aeiouy]`);
const SHORT = new RegExp(`[^aeiouy]${VOWEL}[^aeiouywxY]$|^${VOWEL}[^aeiouy]$|past$`);
const EXCEPTIONS = {
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
const STEP_2 = {
  anci: "ance", enci: "ence", ogi: "og", li: "", bli: "ble", abli: "able", alli: "al", fulli: "ful", lessli: "less", ousli: "ous",
  entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion", ational: "ate", alism: "al", ation: "ate", ization: "ize",
  izer: "ize", ator: "ate", iveness: "ive", fulness: "ful", ousness: "ous", ogist: "og",
};
const STEP_3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "", ness: "" };
const STEP_4 = /(?:ic|[ae]nce|[ai]ble|ate|ive|ize|iti|al|ism|ion|er|ous|ant|(?:e?m)?ent)$/;
const longest = (suffixes, word) => Object.keys(suffixes).filter((suffix) => word.endsWith(suffix)).sort((a, b) => b.length - a.length)[0];

/** The stem of an English word: Snowball's `english`, as the index was made with. Those of other languages are files of their own. */
export function english(word) {
  if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
  if (word.length < 3) return word;
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const begin = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w) || REGION.exec(w);
  const p1 = begin ? begin[0].length : w.length;
  const second = begin && REGION.exec(w.slice(p1));
  const p2 = second ? p1 + second[0].length : w.length;

  if (w.endsWith("sses")) w = w.slice(0, -2);
  else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
  else if (/[^us]s$/.test(w) && /[aeiouy]/.test(w.slice(0, -2))) w = w.slice(0, -1);

  const past = /(?:eed(?:ly)?|ed(?:ly)?|ing(?:ly)?)$/.exec(w);
  if (past) {
    const rest = w.slice(0, past.index);
    if (past[0].startsWith("eed")) {
      if (past.index >= p1 && !/^(?:succ|proc|exc)$/.test(rest)) w = `${rest}ee`;
    } else if (past[0] === "ing" && /^[^aeiouy]y$/.test(rest)) w = `${rest[0]}ie`;
    else if (past[0] === "ing" && /^(?:even|cann|inn|earr|herr|out)$/.test(rest)) { /* a noun of its own */ }
    else if (/[aeiouy]/.test(rest)) {
      w = rest;
      if (/(?:at|bl|iz)$/.test(w)) w += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) { if (!/^[aeo]..$/.test(w)) w = w.slice(0, -1); }
      else if (w.length === p1 && SHORT.test(w)) w += "e";
    }
  }

  if (/.[^aeiouy][yY]$/.test(w)) w = `${w.slice(0, -1)}i`;

  let suffix = longest(STEP_2, w);
  if (suffix && w.length - suffix.length >= p1) {
    const rest = w.slice(0, -suffix.length);
    if (suffix === "ogi" ? rest.endsWith("l") : suffix === "li" ? /[cdeghkmnrt]$/.test(rest) : true) w = rest + STEP_2[suffix];
  }
  suffix = longest(STEP_3, w);
  if (suffix && w.length - suffix.length >= (suffix === "ative" ? p2 : p1)) w = w.slice(0, -suffix.length) + STEP_3[suffix];
  const fourth = STEP_4.exec(w);
  if (fourth && fourth.index >= p2 && (fourth[0] !== "ion" || /[st]$/.test(w.slice(0, fourth.index)))) w = w.slice(0, fourth.index);
  const last = w.length - 1;
  if (w.endsWith("e")) { if (last >= p2 || (last >= p1 && !SHORT.test(w.slice(0, -1)))) w = w.slice(0, -1); }
  else if (w.endsWith("ll") && last >= p2) w = w.slice(0, -1);
  return w.replaceAll("Y", "y");
}

/** What finds the stems of a language: null where texts are read without, undefined where its file cannot be loaded. Words are compared as they are written then. */
export async function stemmer(language) {
  if (language === "en") return english;
  if (!language) return null;
  try {
    const { default: Stemmer } = await import(new URL(`vendor/snowball-20260821/${language}.js`, import.meta.url));
    const found = new Stemmer();
    return (word) => found.stemWord(word);
  } catch {
    return undefined;
  }
}

/** Compares as the index is sorted: by code points. */
const compare = (a, b) => {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
};
const letters = (text) => [...text];
const encoder = new TextEncoder();
/** Bytes of a text. */
const size = (text) => encoder.encode(text).length;

/** Reads the forms in which numbers and texts are written. */
class Reader {
  constructor(buffer) {
    this.bytes = new Uint8Array(buffer);
    this.at = 0;
    this.decoder = new TextDecoder();
  }
  get done() { return this.at >= this.bytes.length; }
  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * scale;
      if (!(byte & 0x80)) return value;
      scale *= 128;
    }
  }
  signed() {
    const value = this.number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() { return this.decoder.decode(this.take(this.number())); }
  /** A word after `previous`, both as bytes. */
  after(previous) {
    const common = this.number();
    const rest = this.take(this.number());
    const word = new Uint8Array(common + rest.length);
    word.set(previous.subarray(0, common));
    word.set(rest, common);
    return word;
  }
}

/** Files of two builds, or none where one has been: the site was published anew in the meantime. */
class Stale extends Error {}

const NONE = new Uint8Array();
const KEPT = 600;

/** The files of one build, fetched when they are needed and kept. */
class Files {
  constructor(folder, about) {
    this.folder = folder;
    this.about = about;
    this.kept = new Map();
    this.loaded = 0;
  }
  get(path, read, stamped = true) {
    let found = this.kept.get(path);
    if (!found) {
      found = this.fetch(path, stamped).then(read);
      found.catch(() => this.kept.delete(path));
      if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value);
    } else this.kept.delete(path);
    this.kept.set(path, found);
    return found;
  }
  async fetch(path, stamped) {
    const response = await fetch(new URL(`${path}?v=${this.about.stamp}`, this.folder));
    if (response.status === 404) throw new Stale(`${path} is missing`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    let packed = await response.arrayBuffer();
    this.loaded += packed.byteLength;
    if (stamped) {
      if (packed.byteLength < 4 || new DataView(packed).getUint32(0) !== parseInt(this.about.stamp, 16)) throw new Stale(path);
      packed = packed.slice(4);
    }
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
  }
  json(path, stamped) {
    return this.get(path, (buffer) => JSON.parse(new TextDecoder().decode(buffer)), stamped);
  }
}

/** Number of the last of `sorted` that is not beyond `wanted`; 0 where there is none. */
const place = (sorted, wanted, order = (a, b) => a - b) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(sorted[middle], wanted) <= 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
};

/** Reads texts of one language into words. */
export class Analyzer {
  /** With what `stemmer` gave for the language. */
  constructor(about, stemmer) {
    this.about = about;
    this.stemmer = stemmer;
    this.stems = new Map();
    this.texts = new Map();
  }
  stem(surface) {
    // What is short is short in bytes.
    if (!this.stemmer || (surface.length < 3 && size(surface) < 3) || /[0-9]/.test(surface)) return surface;
    let stem = this.stems.get(surface);
    if (stem === undefined) this.stems.set(surface, stem = fold(this.stemmer(surface)));
    return stem;
  }
  /** Gives every word: surface, term, position, whether joined, place in the text. */
  each(text, give) {
    let words = this.texts.get(text);
    if (!words) {
      words = [];
      this.read(text, (word) => words.push(word));
      if (this.texts.size > 4000) this.texts.clear();
      this.texts.set(text, words);
    }
    for (const word of words) give(word);
  }
  read(text, give) {
    let position = 0;
    let at = 0;
    while (at < text.length) {
      const code = text.codePointAt(at);
      const kind = kindOf(code) & 3;
      if (!kind) {
        // Nothing stands together across the ends of paragraphs, of names, of tags.
        if (code === 10) position += 1;
        at += code > 0xffff ? 2 : 1;
      }
      else if (kind === 2) {
        const end = runEnd(text, at, 2);
        const run = letters(text.slice(at, end));
        const pairs = Math.max(run.length - 1, 1);
        const one = (from, part, joined, single) => {
          const surface = fold(part);
          give({ surface, term: surface, from, to: from + part.length, position, joined, single });
        };
        for (let number = 0; number < pairs; number += 1) {
          const [first, second = ""] = run.slice(number, number + 2);
          // Characters beside their pairs, for questions of one character.
          if (second) one(at, first, true, true);
          if (second && number + 2 === run.length) one(at + first.length, second, true, true);
          one(at, first + second, false, false);
          position += 1;
          at += first.length;
        }
        at = end;
      } else {
        const parts = [];
        for (;;) {
          let end = runEnd(text, at, 1);
          let surface = fold(text.slice(at, end));
          let next = end;
          const after = text.charCodeAt(end);
          if (after === 0x27 || after === 0x2019 || after === 0x2bc) {
            const tail = text.slice(end + 1, runEnd(text, end + 1, 1));
            if (tail === "s" || tail === "S") next = end + 2;
            else if (TIED.has(tail.toLowerCase())) {
              surface += fold(tail);
              next = end = end + 1 + tail.length;
            }
          }
          parts.push({ surface, from: at, to: end });
          at = next;
          if (at + 1 >= text.length || !JOINERS.includes(text[at]) || (kindOf(text.codePointAt(at + 1)) & 3) !== 1) break;
          at += 1;
        }
        if (parts.length > 1 && parts.length <= this.about.mostParts) {
          const whole = parts.map((part) => part.surface).join("");
          if (size(whole) <= this.about.longestJoined && /\p{Alphabetic}/u.test(whole)) {
            give({ surface: whole, term: this.stem(whole), from: parts[0].from, to: parts[parts.length - 1].to, position, joined: true });
          }
        }
        for (const { surface, from, to } of parts) {
          if (surface && (surface.length <= this.about.longestWord || letters(surface).length <= this.about.longestWord)) {
            give({ surface, term: this.stem(surface), from, to, position, joined: false });
          }
          position += 1;
        }
      }
    }
  }
}

const QUOTE = /["“”„«»]/;

/** Takes a question apart. Nothing is an error: what cannot be read as syntax is searched as text. */
class Query {
  constructor(about, text, filters) {
    this.about = about;
    this.text = text;
    this.words = [];
    this.phrases = [];
    this.title = [];
    this.without = [];
    this.withoutTitle = [];
    this.filters = [];
    this.hints = [];
    // Of a question, only surfaces are read: each language of the index has its own stems of them.
    this.analyzer = new Analyzer(about, null);
    const cut = text.slice(0, place(bytesBefore(text), about.longestQuery));
    if (cut.length < text.length) this.hints.push(`only the first ${about.longestQuery} bytes of the question were read`);
    let free = "";
    let openTitle = false;
    for (const piece of this.pieces(cut)) {
      // The title's last word may be only begun, as any other one.
      openTitle = piece.key?.toLowerCase() === "title" && !piece.not && !piece.quoted && /[\p{Alphabetic}\p{N}]$/u.test(piece.whole);
      free += this.take(piece);
    }
    const closed = /\s$/.test(cut);
    this.read(free, closed);
    this.name = "";
    if (!this.phrases.length && !this.title.length) {
      this.analyzer.each(free, (token) => {
        if (!token.joined && size(this.name) + size(token.surface) < about.longestName) this.name += (this.name && " ") + token.surface;
      });
    }
    this.demanded(openTitle && !closed);
    for (const [key, value] of filters) {
      const { filter, hint } = this.filter(key, value, false);
      if (filter) this.filters.push(filter);
      else this.hints.push(hint);
    }
  }
  get empty() { return !this.words.length && !this.phrases.length && !this.title.length && !this.filters.length; }
  pieces(text) {
    const pieces = [];
    let at = 0;
    let unclosed;
    for (;;) {
      const start = text.slice(at).search(/\S/);
      if (start < 0) break;
      const begin = at + start;
      const not = /^-[\p{Alphabetic}\p{N}"“”„«»]/u.test(text.slice(begin));
      let from = begin + (not ? 1 : 0);
      const key = this.key(text.slice(from));
      if (key !== null) from += key.length + 1;
      const wordEnd = (at) => { const length = text.slice(at).search(/\s/); return length < 0 ? text.length : at + length; };
      let inner; let end; let quoted = false;
      if (QUOTE.test(text[from] ?? "")) {
        const length = text.slice(from + 1).search(QUOTE);
        if (length >= 0) {
          inner = text.slice(from + 1, from + 1 + length);
          end = from + length + 2;
          quoted = true;
        } else {
          unclosed = key === null && not ? "-" : key;
          end = wordEnd(from + 1);
          inner = text.slice(from + 1, end);
        }
      } else {
        end = wordEnd(from);
        inner = text.slice(from, end);
      }
      pieces.push({ not, key, text: inner, quoted, whole: text.slice(begin, end) });
      at = Math.max(end, begin + 1);
    }
    if (unclosed !== undefined) this.hints.push(`a quotation mark is not closed; ${unclosed === null ? "its words were searched one by one" : unclosed === "-" ? "only its first word was left out" : `\`${unclosed}:\` was read up to the next space`}`);
    return pieces;
  }
  /** `key:` before a value; times, addresses and ratios are text. */
  key(text) {
    const found = /^([A-Za-z_]+):([^\s:])/.exec(text);
    if (!found) return null;
    const known = this.isKnown(found[1]);
    return known || (found[2] !== "/" && /^[a-z_]+$/.test(found[1])) ? found[1] : null;
  }
  isKnown(key) {
    const lower = key.toLowerCase();
    return lower === "title" || this.about.filters.some(([name, others]) => name === lower || others.includes(lower));
  }
  take(piece) {
    if (piece.key !== null) {
      if (piece.key.toLowerCase() === "title") {
        const found = this.surfaces(piece.text);
        if (!piece.not) this.title.push(...found);
        else if (found.length) this.withoutTitle.push(found);
        return "";
      }
      const { filter, hint } = this.filter(piece.key, piece.text, piece.not);
      if (filter) {
        this.filters.push(filter);
        return "";
      }
      this.hints.push(`${hint}; it was searched as text`);
      return ` ${piece.whole}`;
    }
    if (piece.not || piece.quoted) {
      const found = this.surfaces(piece.text);
      if (found.length) (piece.not ? this.without : this.phrases).push(found);
      return "";
    }
    if (piece.text.endsWith(":") && this.isKnown(piece.text.slice(0, -1))) this.hints.push(`\`${piece.text}\` was searched as text: its value follows without a space`);
    return ` ${piece.text}`;
  }
  surfaces(text) {
    const words = [];
    this.analyzer.each(text, (token) => { if (!token.joined) words.push(token.surface); });
    return words;
  }
  read(free, closed) {
    const stop = new Set(this.about.stop[this.about.language]);
    const all = [];
    let last = 0;
    this.analyzer.each(free, (token) => {
      last = token.to;
      if (token.single) return;
      all.push({ surface: token.surface, open: false, position: token.position, joined: token.joined });
    });
    const ended = closed || /\S/.test(free.slice(last));
    if (all.length) all[all.length - 1].open = !ended;
    const telling = all.filter((word) => !stop.has(word.surface));
    const seen = new Set();
    this.words = (telling.length ? telling : all).filter((word) => {
      const fresh = !seen.has(word.surface);
      seen.add(word.surface);
      return fresh || word.open;
    });
  }
  /** What must be there counts for the order too; the title's words come last. */
  demanded(openTitle) {
    const { mostWords, together } = this.about;
    const asked = this.words.length + [...this.phrases, this.title].reduce((sum, phrase) => sum + phrase.length, 0);
    let room = mostWords;
    for (const phrase of [...this.phrases, this.title]) {
      phrase.length = Math.min(phrase.length, room);
      room -= phrase.length;
    }
    // What must be there has the first right to be looked for.
    this.words.length = Math.min(this.words.length, room);
    if (asked > mostWords) this.hints.push(`only ${mostWords} of the question's ${asked} words were looked for`);
    this.phrases = this.phrases.filter((phrase) => phrase.length);
    // Beyond what counts as standing together.
    let position = this.words.length ? this.words[this.words.length - 1].position + together + 1 : 0;
    const words = [];
    for (const phrase of [...this.phrases, this.title]) {
      for (const surface of phrase) words.push({ surface, open: false, position: position++, joined: false });
      position += together;
    }
    if (words.length) words[words.length - 1].open = openTitle;
    this.words.push(...words);
  }
  filter(given, text, not) {
    const lower = given.toLowerCase();
    const found = this.about.filters.find(([name, others]) => name === lower || others.includes(lower));
    if (!found) return { hint: `\`${given}\` cannot be filtered by; known are ${this.about.filters.map(([name]) => name).join(", ")}` };
    const [key] = found;
    let value = text.trim().replace(/^"+|"+$/g, "");
    if (key === "updated") {
      const date = /^(>=|<=|>|<|=)?\s*(.*)$/s.exec(value);
      if (!/^\d{4}(-\d\d){0,2}$/.test(date[2]) || !exists(date[2])) return { hint: `\`${date[2]}\` is no date: write it as 2026-01-31, 2026-01 or 2026` };
      return { filter: { key, compare: date[1] || "=", value: date[2], not } };
    }
    if (key === "in") value = value.replace(/^\/+|\/+$/g, "").replace(/(?:\/\*\*)+$/, "");
    value = facetValue(value);
    return value ? { filter: { key, compare: "=", value, not } } : { hint: `\`${key}:\` needs a value` };
  }
}

/** Whether there is such a year, month or day. */
const exists = (date) => {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  const found = new Date(0);
  found.setUTCFullYear(year, month - 1, day);
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
};
const facetValue = (text) => fold(text.trim().replace(/^#+/, "")).split(/[ _\-\n\t]/).filter(Boolean).join("-");
const admits = (filter, date) => {
  const part = date.slice(0, filter.value.length);
  switch (filter.compare) {
    case "<": return part < filter.value;
    case "<=": return part <= filter.value;
    case ">": return part > filter.value;
    case ">=": return part >= filter.value;
    default: return part === filter.value;
  }
};
const idf = (frequency, entries) => Math.log(1 + Math.max(entries - frequency + 0.5, 0) / (frequency + 0.5));

/** Whether two words differ by one letter left out, added, exchanged or swapped with the next one. */
const oneSlip = (a, b) => {
  const [x, y] = [letters(a), letters(b)];
  if (Math.abs(x.length - y.length) > 1) return false;
  let from = 0;
  while (from < x.length && from < y.length && x[from] === y[from]) from += 1;
  let [endX, endY] = [x.length, y.length];
  while (endX > from && endY > from && x[endX - 1] === y[endY - 1]) { endX -= 1; endY -= 1; }
  const [left, right] = [endX - from, endY - from];
  if (left <= 1 && right <= 1) return left + right > 0;
  return left === 2 && right === 2 && x[from] === y[from + 1] && x[from + 1] === y[from];
};

/** What a closer look at the first documents looks for. */
class Wanted {
  constructor(about, groups) {
    this.about = about;
    const words = groups.filter((group) => !group.joined).slice(0, about.mostWanted);
    this.words = words.length;
    this.terms = new Map();
    /** Words as typed, completed or mended. */
    this.surfaces = new Map();
    words.forEach((word, number) => {
      const add = (to, key) => to.set(key, (to.get(key) ?? 0n) | (1n << BigInt(number)));
      // Of a word that is there as typed, only that counts as said.
      for (const { term, surface, how } of word.alternatives) if (how === "exact" || !word.known) { add(this.terms, term); add(this.surfaces, surface); }
    });
    this.pairs = [];
    for (let number = 0; number + 1 < words.length; number += 1) {
      if (Math.max(words[number + 1].position - words[number].position, 0) <= about.together) this.pairs.push(number);
    }
  }
  bits(analyzer, token) {
    // Without a stemmer the term is the word as it is written.
    const asWritten = analyzer.stemmer === undefined ? this.surfaces.get(token.surface) : undefined;
    return asWritten ?? this.terms.get(token.term) ?? 0n;
  }
  pairsIn(analyzer, text, found) {
    if (!this.pairs.length) return;
    let recent = [];
    analyzer.each(text, (token) => {
      const bits = token.joined ? 0n : this.bits(analyzer, token);
      if (!bits) return;
      recent = recent.filter(([position]) => token.position - position <= this.about.together);
      for (const number of this.pairs) {
        const [first, second] = [1n << BigInt(number), 2n << BigInt(number)];
        if (bits & second && recent.some(([, earlier]) => earlier & first)) found.add(number);
      }
      recent.push([token.position, bits]);
    });
  }
  share(found) { return this.pairs.length ? found.size / this.pairs.length : 0; }
  coverage(analyzer, title, stop) {
    let [words, asked, seen, begins, next, begun] = [0, 0, 0n, true, 0, 0];
    analyzer.each(title, (token) => {
      if (token.joined || stop.has(token.surface)) return;
      words += 1;
      const bits = this.bits(analyzer, token);
      // A word of another form counts less.
      const counts = bits ? ((this.surfaces.get(token.surface) ?? 0n) & bits ? 1 : this.about.otherForm) : 0;
      asked += counts;
      seen |= bits;
      if (next < this.words) {
        begins &&= Boolean(bits & (1n << BigInt(next)));
        begun += counts;
        next += 1;
      }
    });
    if (!words || !this.words) return 0;
    if (begins && next === this.words) return begun / this.words;
    return asked / words * count(seen) / this.words;
  }
  places(analyzer, text) {
    const places = [];
    analyzer.each(text, (token) => {
      const bits = this.bits(analyzer, token);
      if (!bits) return;
      const last = places[places.length - 1];
      // A joined word is marked as one with its parts, and pairs of a run without spaces with each other.
      if (!last || last.to <= token.from) places.push({ from: token.from, to: token.to, bits });
      else if (token.to > last.to) {
        // One that goes on and on is not one word.
        if (letters(text.slice(last.from, token.to)).length > this.about.longestJoined) places.push({ from: last.to, to: token.to, bits });
        else [last.to, last.bits] = [token.to, last.bits | bits];
      }
    });
    return places;
  }
  marks(analyzer, text) { return this.places(analyzer, text).map(({ from, to }) => [from, to]); }

  /** The window over the blocks with the most of the question's words. */
  snippet(analyzer, blocks) {
    const length = this.about.snippet;
    let best = null;
    blocks.forEach((block, number) => {
      const places = this.places(analyzer, block);
      const before = places.length > 1 ? bytesBefore(block) : [];
      let [words, from] = [0, 0];
      places.forEach((first, at) => {
        let bits = 0n;
        for (const place of places.slice(at)) {
          if (before[place.to] - before[first.from] > length) break;
          bits |= place.bits;
        }
        if (count(bits) > words) [words, from] = [count(bits), first.from];
      });
      if (!best || words > best.words) best = { words, number, from, places };
    });
    if (!best) return { text: "", marks: [] };
    const block = blocks[best.number];
    const [start, end] = cut(block, best.from, length);
    if (start === 0 && end === block.length) {
      let together = block;
      for (const next of blocks.slice(best.number + 1)) {
        if (size(together) + size(next) > length) break;
        together += (/[.:!?;]$/.test(together) ? " " : "\n") + next;
      }
      if (together.length > block.length) {
        const text = together.replaceAll("\n", " · ");
        return { text, marks: this.marks(analyzer, text) };
      }
    }
    const before = start > 0 ? "…" : "";
    const shift = before.length - start;
    const marks = best.places.filter((place) => place.from >= start && place.to <= end).map(({ from, to }) => [from + shift, to + shift]);
    return { text: before + block.slice(start, end) + (end < block.length ? "…" : ""), marks };
  }
}

const count = (bits) => {
  let ones = 0;
  for (; bits; bits &= bits - 1n) ones += 1;
  return ones;
};

/** How many bytes are before each place of a text. Lengths are in bytes, as where the index is made. */
const bytesBefore = (text) => {
  const before = new Uint32Array(text.length + 1);
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at);
    const next = before[at] + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
    before[++at] = next;
    if (code > 0xffff) before[++at] = next;
  }
  return before;
};

/** A range of about `length` bytes around `from`, at the ends of words. */
const cut = (text, from, length) => {
  const before = bytesBefore(text);
  const all = before[text.length];
  if (all <= length + length / 4) return [0, text.length];
  let start = place(before, before[from] - Math.floor(length / 5));
  const least = Math.min(before[start] + length, all);
  let end = place(before, least);
  if (before[end] < least) end += text.codePointAt(end) > 0xffff ? 2 : 1;
  if (end === text.length) start = place(before, all - length);
  if (start > 0) {
    const space = text.slice(start, Math.max(from, start)).search(/\s/);
    if (space >= 0) start += space + 1;
  }
  if (end < text.length) {
    const space = /\s\S*$/.exec(text.slice(start, end));
    if (space && before[start + space.index] - before[start] > length / 2) end = start + space.index;
  }
  return [start, end];
};

/** Distances and ranks from which on they are written apart. */
const APART = 15;

/** One build's index, open for questions. */
class Index {
  static async open(address) {
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new Error(`the search index is missing (${response.status})`);
    const index = new Index();
    index.about = await response.json();
    index.files = new Files(address, index.about);
    const { languages } = index.about;
    const [start, usual, ...stemmers] = await Promise.all([
      ...["start.bin", "usual.bin"].map((path) => index.files.get(path, (buffer) => buffer)),
      ...languages.map(stemmer),
    ]);
    index.analyzers = new Map(languages.map((language, at) => [language, new Analyzer(index.about, stemmers[at])]));
    index.read(new Reader(start));
    index.impacts = new Reader(usual).take(APART * (index.about.steps + 1));
    index.usual = new Uint8Array(usual, index.impacts.length);
    return index;
  }
  read(start) {
    const documents = start.number();
    this.starts = new Uint32Array(documents + 1);
    for (let at = 0; at < documents; at += 1) this.starts[at + 1] = this.starts[at] + start.number();
    this.rows = start.take(documents).slice();
    this.firstTerms = [];
    for (let left = start.number(), last = 0; left > 0; left -= 1) this.firstTerms.push(last += start.number());
    this.terms = start.number();
    this.firstWords = Array.from({ length: start.number() }, () => start.text());
    this.firstEnds = Array.from({ length: start.number() }, () => [start.number(), start.text()]);
    this.firstNames = Array.from({ length: start.number() }, () => start.text());
    this.firstNameEnds = Array.from({ length: start.number() }, () => start.text());
    this.documents = new Uint32Array(this.starts[documents]);
    for (let at = 0; at < documents; at += 1) this.documents.fill(at, this.starts[at], this.starts[at + 1]);
    this.kinds = Float64Array.from(this.rows, (row) => {
      let kind = 1;
      this.about.kinds.forEach((factor, bit) => { if (row & (1 << bit)) kind *= factor; });
      return kind;
    });
    this.names = new Map();
  }

  // Words

  block(number) {
    return this.files.get(`words/${number}.bin`, (buffer) => {
      const reader = new Reader(buffer);
      let next = reader.number();
      let raw = NONE;
      const lines = [];
      const known = new Map();
      while (!reader.done) {
        raw = reader.after(raw);
        const word = reader.decoder.decode(raw);
        const flags = reader.number();
        const line = { word, documents: Math.floor(flags / 4), own: flags & 2 ? next : -1, stems: [] };
        if (flags & 1) line.stems.push(next);
        else if (line.documents) for (let left = reader.number(); left > 0; left -= 1) line.stems.push(next + reader.signed());
        if (flags & 2) this.names.set(next++, word);
        lines.push(line);
        known.set(word, line);
      }
      return { lines, known };
    });
  }
  async line(word) {
    if (!this.firstWords.length || compare(word, this.firstWords[0]) < 0) return undefined;
    return (await this.block(place(this.firstWords, word, compare))).known.get(word);
  }
  /** Lines of words that begin with `prefix`, up to about `most` of them. */
  async beginning(prefix, most) {
    const lines = [];
    let number = place(this.firstWords, prefix, compare);
    while (number < this.firstWords.length && lines.length < most && (this.firstWords[number].startsWith(prefix) || compare(this.firstWords[number], prefix) <= 0)) {
      const width = Math.min(4, this.firstWords.length - number);
      const wanted = Array.from({ length: width }, (_, at) => number + at).filter((at) => at === number || this.firstWords[at].startsWith(prefix));
      for (const block of await Promise.all(wanted.map((at) => this.block(at)))) {
        for (const line of block.lines) if (line.documents && line.word.startsWith(prefix)) lines.push(line);
      }
      number += wanted.length;
      if (wanted.length < width) break;
    }
    return lines;
  }
  /** Words of these lengths that end with `ending`. */
  async ending(ending, lengths) {
    const backwards = letters(ending).reverse().join("");
    const order = (a, b) => a[0] - b[0] || compare(a[1], b[1]);
    const wanted = new Set();
    for (const length of lengths) {
      const from = [length, backwards];
      for (let number = place(this.firstEnds, from, order); number < this.firstEnds.length; number += 1) {
        const first = this.firstEnds[number];
        if (order(first, from) > 0 && !(first[0] === length && first[1].startsWith(backwards))) break;
        wanted.add(number);
      }
    }
    const found = [];
    const blocks = await Promise.all([...wanted].map((number) => this.files.get(`ends/${number}.bin`, (buffer) => {
      const reader = new Reader(buffer);
      let raw = NONE;
      const lines = [];
      while (!reader.done) {
        raw = reader.after(raw);
        lines.push({ word: reader.decoder.decode(raw), documents: reader.number() });
      }
      return lines;
    })));
    for (const lines of blocks) {
      for (const { word, documents } of lines) {
        if (word.startsWith(backwards) && lengths.includes(letters(word).length)) found.push({ word: letters(word).reverse().join(""), documents });
      }
    }
    return found;
  }
  async complete(prefix) {
    const lines = (await this.beginning(prefix, this.about.mostCompletions)).filter((line) => line.word !== prefix);
    return mostFrequent(lines, 4 * this.about.completions);
  }
  async near(word) {
    const all = letters(word);
    const half = all.length >> 1;
    const lengths = [all.length - 1, all.length, all.length + 1];
    const [begin, end] = await Promise.all([
      this.beginning(all.slice(0, half).join(""), Infinity),
      this.ending(all.slice(half + 1).join(""), lengths),
    ]);
    const found = new Map();
    for (const { word: near, documents } of [...begin, ...end]) {
      if (near !== word && !found.has(near) && oneSlip(word, near)) found.set(near, { word: near, documents });
    }
    return mostFrequent([...found.values()], 4 * this.about.corrections);
  }

  /** Terms that a word has, by number, in each language of the index. */
  async stems(surface) {
    const line = await this.line(surface);
    if (line && line.documents) return Promise.all(line.stems.map(async (id) => ({ id, term: await this.name(id, surface) })));
    const found = [];
    for (const analyzer of this.analyzers.values()) {
      const term = analyzer.stem(surface);
      const own = term === surface ? line : await this.line(term);
      if (own && own.own >= 0 && found.every(({ id }) => id !== own.own)) found.push({ id: own.own, term });
    }
    return found;
  }
  async name(id, surface) {
    // The file that a term stands in has its number.
    for (const analyzer of this.analyzers.values()) if (!this.names.has(id)) await this.line(analyzer.stem(surface));
    return this.names.get(id) ?? surface;
  }
  async expand({ surface, open, joined }) {
    const { about } = this;
    const found = (await this.stems(surface)).map((term) => ({ ...term, surface, how: "exact" }));
    const known = found.length > 0;
    const length = letters(surface).length;
    const add = async (words, how, limit) => {
      let added = 0;
      for (const word of words) {
        if (added >= limit) break;
        for (const term of await this.stems(word)) {
          if (added < limit && found.every(({ id }) => id !== term.id)) {
            found.push({ ...term, surface: word, how });
            added += 1;
          }
        }
      }
    };
    if (open && length >= about.shortestBeginning) await add(await this.complete(surface), "completed", about.completions);
    const telling = !joined && length >= about.shortestMended && !/[0-9]/.test(surface);
    if (!known && telling) {
      await add(await this.near(surface), "corrected", about.corrections);
      if (!found.length && !open) await add(await this.complete(surface), "completed", about.completions);
    }
    return found;
  }

  // Entries

  async postings(id) {
    const number = place(this.firstTerms, id);
    const file = await this.files.get(`terms/${number}.bin`, (buffer) => {
      const reader = new Reader(buffer);
      const lists = Array.from({ length: reader.number() }, () => ({ entries: reader.number(), length: reader.number() }));
      for (const list of lists) list.apart = reader.take(list.length);
      for (const list of lists) list.pairs = reader.take(list.entries);
      return lists;
    });
    const list = file[id - this.firstTerms[number]];
    if (!list) throw new Stale("a term is missing");
    list.read ??= this.unpack(list);
    return list.read;
  }
  unpack({ apart, pairs }) {
    const entries = new Uint32Array(pairs.length);
    const impacts = new Uint8Array(pairs.length);
    for (let at = 0, from = 0, entry = -1; at < pairs.length; at += 1) {
      const pair = pairs[at];
      entry += 1 + (pair >> 4);
      if (pair >> 4 === APART) {
        let shift = 0;
        do {
          entry += (apart[from] & 0x7f) << shift;
          shift += 7;
        } while (apart[from++] & 0x80);
      }
      const rank = pair & 15;
      entries[at] = entry;
      impacts[at] = rank < APART ? this.impacts[this.usual[entry] * APART + rank] : apart[from++];
    }
    return { entries, impacts };
  }
  async gather(query) {
    const groups = await Promise.all(query.words.map(async (word) => {
      const alternatives = await this.expand(word);
      await Promise.all(alternatives.map(async (alternative) => { alternative.postings = await this.postings(alternative.id); }));
      return { ...word, alternatives };
    }));
    for (const group of groups) {
      const frequency = (exact) => group.alternatives.filter(({ how }) => (how === "exact") === exact).reduce((sum, { postings }) => sum + postings.entries.length, 0);
      const counted = frequency(true) || frequency(false);
      group.idf = idf(Math.min(counted, this.about.entries), this.about.entries);
      // A word that is there as typed needs no completion; it may still be on its way to one.
      group.known = group.alternatives[0]?.how === "exact";
      const completion = group.known ? this.about.completion * this.about.besideTheWord : this.about.completion;
      for (const alternative of group.alternatives) {
        const { how } = alternative;
        alternative.worth = how === "exact" ? group.idf : group.idf * (how === "completed" ? completion : this.about.correction);
      }
    }
    return groups;
  }
  /** What the words give to each entry, and to each document: there every word counts by the entry that has most of it. */
  scores(groups) {
    const scores = { entries: new Float64Array(this.documents.length), documents: new Float64Array(this.about.documents) };
    const best = new Float64Array(this.documents.length);
    const most = new Float64Array(this.about.documents);
    for (const { alternatives } of groups) {
      // Of several terms that stand for one word, the best counts.
      const touched = [];
      for (const { worth, postings: { entries, impacts } } of alternatives) {
        for (let at = 0; at < entries.length; at += 1) {
          const entry = entries[at];
          const score = worth * (impacts[at] / this.about.steps);
          if (best[entry] === 0) touched.push(entry);
          if (score > best[entry]) best[entry] = score;
        }
      }
      const reached = [];
      for (const entry of touched) {
        const document = this.documents[entry];
        scores.entries[entry] += best[entry];
        if (most[document] === 0) reached.push(document);
        if (best[entry] > most[document]) most[document] = best[entry];
        best[entry] = 0;
      }
      for (const document of reached) {
        scores.documents[document] += most[document];
        most[document] = 0;
      }
    }
    return scores;
  }

  /** Names in files from `number` on, with their documents. */
  nameFile(folder, number) {
    return this.files.get(`${folder}/${number}.bin`, (buffer) => {
      const reader = new Reader(buffer);
      let raw = NONE;
      const names = [];
      while (!reader.done) {
        raw = reader.after(raw);
        const documents = [];
        for (let left = reader.number(), last = 0; left > 0; left -= 1) documents.push(last += reader.number());
        names.push({ name: reader.decoder.decode(raw), documents });
      }
      return names;
    });
  }
  /** Names that begin with `prefix`, in order, at most `most`. */
  async namesFrom(folder, firsts, prefix, most) {
    const found = [];
    if (!firsts.length) return found;
    for (let number = place(firsts, prefix, compare); number < firsts.length && found.length < most; number += 1) {
      if (compare(firsts[number], prefix) > 0 && !firsts[number].startsWith(prefix)) break;
      for (const name of await this.nameFile(folder, number)) if (name.name.startsWith(prefix) && found.length < most) found.push(name);
    }
    return found;
  }
  /** How much of its name was asked for, by document: whole names, names that begin so, or else one slip away. */
  async named({ name, words }, mend) {
    const shares = new Map();
    const add = (documents, share) => { for (const document of documents) shares.set(document, Math.max(shares.get(document) ?? 0, share)); };
    if (!name) return shares;
    const all = letters(name);
    const long = all.length >= this.about.shortestName;
    const open = words.some((word) => word.open) && long;
    for (const found of await this.namesFrom("names", this.firstNames, name, this.about.mostNames)) {
      if (found.name !== name && !open) break;
      add(found.documents, all.length / letters(found.name).length);
    }
    // Where the index has every word as typed, none of them was a slip.
    if (shares.size || !long || !mend) return shares;
    const half = all.length >> 1;
    const [begin, end] = await Promise.all([
      this.namesFrom("names", this.firstNames, all.slice(0, half).join(""), 5000),
      this.namesFrom("name-ends", this.firstNameEnds, all.slice(half + 1).reverse().join(""), 5000),
    ]);
    for (const found of begin) if (oneSlip(name, found.name)) add(found.documents, this.about.correction);
    for (const found of end) if (oneSlip(name, letters(found.name).reverse().join(""))) add(found.documents, this.about.correction);
    return shares;
  }

  // Narrowing

  /** Which documents may answer. `groups` are the words of the question, looked up: those of the title last. */
  async narrow(query, groups) {
    const conditions = [];
    // What only a document's text can tell: of which documents it has to be asked, and how.
    const checks = [];
    const stems = (words) => Promise.all(words.map((word) => this.stems(word)));
    for (const filter of query.filters) conditions.push(await this.filtered(filter));
    for (const words of query.phrases) {
      const found = await stems(words);
      const of = await this.together(found, false);
      conditions.push(of);
      if (words.length > 1) checks.push({ of, fits: this.hasPhrase(words) });
    }
    for (const { alternatives } of query.title.length ? groups.slice(-query.title.length) : []) {
      // Mended only where it is nothing else.
      const sure = alternatives.filter(({ how }) => how !== "corrected");
      const meant = sure.length ? sure : alternatives;
      const of = await this.together([meant], true);
      conditions.push(of);
      checks.push({ of, fits: this.titled(meant) });
    }
    for (const words of query.without) {
      if (!words.length) continue;
      const found = await stems(words);
      const of = await this.together(found, false);
      if (words.length > 1) {
        const has = this.hasPhrase(words);
        checks.push({ of, fits: (record) => !has(record) });
      } else conditions.push(of.map((has) => 1 - has));
    }
    for (const words of query.withoutTitle) {
      const found = await stems(words);
      const each = await Promise.all(found.map((alternatives) => this.together([alternatives], true)));
      const titled = found.map((alternatives) => this.titled(alternatives));
      const of = new Uint8Array(this.about.documents).map((_, document) => Number(each.every((having) => having[document])));
      checks.push({ of, fits: (record) => !titled.every((has) => has(record)) });
    }
    return {
      admits: (document) => conditions.every((condition) => condition[document]),
      some: checks.length > 0,
      checks: (document) => checks.filter(({ of }) => of[document]),
    };
  }
  async filtered(filter) {
    const passes = new Uint8Array(this.about.documents).fill(filter.not ? 1 : 0);
    let values;
    try {
      values = await this.files.json(`facets/${filter.key}.bin`);
    } catch (error) {
      // No document has such a value.
      if (!(error instanceof Stale)) throw error;
      values = {};
    }
    const lists = filter.key === "updated" ? Object.keys(values).filter((date) => admits(filter, date)).map((date) => values[date]) : [Object.hasOwn(values, filter.value) ? values[filter.value] : []];
    for (const list of lists) {
      let document = 0;
      for (const distance of list) passes[document += distance] = filter.not ? 0 : 1;
    }
    return passes;
  }
  /** Documents with an entry that has all of the words, each given by its terms; only their front matter counts where `front`. */
  async together(words, front) {
    const having = new Uint8Array(this.about.documents);
    const lists = await Promise.all(words.map((alternatives) => Promise.all(alternatives.map(({ id }) => this.postings(id)))));
    let common = null;
    for (const alternatives of lists) {
      const here = new Set();
      for (const { entries } of alternatives) for (const entry of entries) if (!common || common.has(entry)) here.add(entry);
      common = here;
    }
    for (const entry of common ?? []) {
      const document = this.documents[entry];
      if (!front || this.starts[document] === entry) having[document] = 1;
    }
    return having;
  }

  /** What tells whether one of a document's fields has the words one after another, with the stems of one language. */
  hasPhrase(words) {
    const phrases = new Map();
    for (const analyzer of this.analyzers.values()) {
      const terms = words.map((word) => analyzer.stem(word));
      phrases.set(terms.join(" "), terms);
    }
    return (record) => {
      const texts = [record.t, ...record.n, record.m.map((summary) => summary ?? record.s).join("\n"), ...record.q];
      for (const [, heading, , blocks] of record.e) texts.push(heading, blocks.join("\n"));
      const analyzer = this.analyzers.get(record.l);
      return [...phrases.values()].some((terms) => texts.some((text) => follow(analyzer, text, terms)));
    };
  }
  /** What tells whether a document's title has one of the terms that stand for a word. */
  titled(alternatives) {
    const terms = new Set(alternatives.map(({ term }) => term));
    const surfaces = new Set(alternatives.map(({ surface }) => surface));
    return (record) => {
      const analyzer = this.analyzers.get(record.l);
      let found = false;
      analyzer.each(record.t, (token) => {
        found ||= terms.has(token.term) || (analyzer.stemmer === undefined && surfaces.has(token.surface));
      });
      return found;
    };
  }

  // Ranking

  async record(document) {
    let first = document;
    while (first > 0 && !(this.rows[first] & 8)) first -= 1;
    const records = await this.files.json(`records/${first}.bin`, false);
    const record = records[document - first];
    if (!record || 1 + record.q.length + record.e.length !== this.starts[document + 1] - this.starts[document]) throw new Stale("a record is of another build");
    return record;
  }
  async search(query, limit) {
    const { about } = this;
    const answer = { query: query.text, total: 0, more: false, hints: [...query.hints], hits: [] };
    if (query.empty) {
      answer.hints.push("there is no word to search for");
      return answer;
    }
    const groups = await this.gather(query);
    const narrowed = await this.narrow(query, groups);
    const named = await this.named(query, groups.some(({ joined, known }) => !joined && !known));
    for (const { surface, joined, alternatives: [first] } of groups) {
      if (!first) { if (!joined) answer.hints.push(`\`${surface}\` is in no document`); }
      else if (first.how === "corrected") answer.hints.push(`\`${surface}\` was read as \`${first.surface}\``);
    }
    const scores = this.scores(groups);
    const listing = !query.words.length;
    const ideal = groups.reduce((sum, group) => (group.joined ? sum : sum + group.idf), 0);
    const closely = Math.max(about.rerank, limit);
    const foremost = new Foremost(narrowed.some ? Math.max(closely, MOST_CHECKED) : closely);
    let unsure = 0;
    for (let document = 0; document < about.documents; document += 1) {
      const [first, end] = [this.starts[document], this.starts[document + 1]];
      let [best, bestScore, second] = [first, 0, 0];
      for (let entry = first; entry < end; entry += 1) {
        const score = scores.entries[entry];
        if (score > bestScore) {
          second = bestScore;
          best = entry;
          bestScore = score;
        } else if (score > second) second = score;
      }
      const name = named.size ? (named.get(document) ?? 0) * about.name * ideal : 0;
      if ((bestScore > 0 || listing || name > 0) && narrowed.admits(document)) {
        const checks = narrowed.checks(document);
        if (checks.length) unsure += 1;
        else answer.total += 1;
        foremost.add({ document, first, end, best, bestScore, checks, score: (bestScore + about.second * second + about.whole * scores.documents[document] + name) * this.kinds[document] });
      }
    }
    // Who asks for more hits has more documents looked at.
    const { passed: ranked, looked, fit } = await this.checked(foremost.list, closely, CHECKED * Math.max(1, limit / 10));
    answer.total += fit;
    // Where not all were looked at, there may be more.
    answer.more = looked < unsure;
    if (!ranked.length && query.phrases.length) {
      const found = await this.hasPhrases(query, answer.more);
      if (found !== true) {
        // Quotation marks may be part of a question; nobody is helped by no answer at all.
        const loose = Object.create(query, { phrases: { value: [] } });
        const phrases = query.phrases.map((phrase) => `\`${phrase.join(" ")}\``).join(" and ");
        const instead = await this.search(loose, limit);
        const so = found === false ? `no document has ${phrases}` : `${phrases} is not in the ${MOST_CHECKED} likeliest documents`;
        instead.hints.splice(0, 0, `${so}; its words were searched one by one`);
        return instead;
      }
    }
    if (!ranked.length && answer.more) answer.hints.push(`only the ${MOST_CHECKED} likeliest documents were looked at`);
    const wanted = new Wanted(about, groups);
    await Promise.all(ranked.slice(0, closely).map(async (one) => { one.record = await this.record(one.document); }));
    ranked.forEach((one, at) => { if (at < about.rerank && !listing) this.lookClosely(one, wanted); });
    ranked.sort((a, b) => b.score - a.score || a.document - b.document);
    answer.hits = ranked.slice(0, limit).map((one) => this.hit(one, wanted, scores.entries));
    return answer;
  }
  /** Documents in their order, until there are enough; of those whose text has to be asked, the ones that fit. Tells how many those were. */
  async checked(list, enough, most) {
    const passed = [];
    let [looked, fit] = [0, 0];
    for (let at = 0, width = 8; at < list.length && passed.length < enough; at += width) {
      if (at >= CHECKED) width = 32;
      // Beyond that, only those go on that nothing has to be asked of.
      const spent = looked >= most && passed.length > 0;
      const some = list.slice(at, at + width);
      const fits = await Promise.all(some.map(async (one) => {
        if (!one.checks.length || spent) return !one.checks.length;
        const record = await this.record(one.document);
        looked += 1;
        const fits = one.checks.every((check) => check.fits(record));
        fit += Number(fits);
        return fits;
      }));
      passed.push(...some.filter((_, number) => fits[number]));
    }
    return { passed, looked, fit };
  }
  /** Whether any document has all of the phrases, whatever else is asked of it; undefined where that would take too long to find out. `left`: whether the search that found none left documents out. */
  async hasPhrases(query, left) {
    // Where nothing but phrases was asked for, that search has looked already.
    if (![query.filters, query.title, query.without, query.withoutTitle].some((asked) => asked.length)) return left ? undefined : false;
    const alone = Object.create(query, Object.fromEntries(["filters", "title", "without", "withoutTitle"].map((key) => [key, { value: [] }])));
    const narrowed = await this.narrow(alone, []);
    const all = [];
    for (let document = 0; document < this.about.documents; document += 1) {
      if (narrowed.admits(document)) all.push({ document, checks: narrowed.checks(document) });
    }
    if ((await this.checked(all.slice(0, MOST_CHECKED), 1, MOST_CHECKED)).passed.length) return true;
    return all.length > MOST_CHECKED ? undefined : false;
  }
  lookClosely(one, wanted) {
    const { record, best, first } = one;
    const analyzer = this.analyzers.get(record.l);
    const coverage = wanted.coverage(analyzer, record.t, new Set(this.about.stop[record.l]));
    const question = best - first - 1;
    const section = record.e[question - record.q.length];
    const text = best === first ? record.s : question < record.q.length ? record.q[question] : [section[1], ...section[3]].join("\n");
    const found = new Set();
    wanted.pairsIn(analyzer, record.t, found);
    wanted.pairsIn(analyzer, text, found);
    one.score *= 1 + this.about.pair * wanted.share(found) + this.about.coverage * coverage;
  }
  hit(one, wanted, scores) {
    const { record, first, best, bestScore } = one;
    const analyzer = this.analyzers.get(record.l);
    const sections = first + 1 + record.q.length;
    let section = -1;
    record.e.forEach((_, at) => { if (section < 0 || scores[sections + at] > scores[sections + section]) section = at; });
    const [anchorHere, heading, above, texts] = record.e[section] ?? ["", "", [], []];
    const whole = best === first && bestScore > 0 && (section < 0 || sections + section <= first + 1);
    const blocks = texts.length || !record.s ? texts : [record.s];
    const anchor = whole ? "" : anchorHere;
    const headings = [...above];
    if (heading && heading !== record.t) headings.push(heading);
    return {
      path: record.f,
      url: record.u + (anchor ? `#${anchor}` : ""),
      title: record.t,
      titleMarks: wanted.marks(analyzer, record.t),
      section: whole ? [] : headings,
      snippet: wanted.snippet(analyzer, blocks),
      score: Math.round(one.score * 1e6) / 1e6,
      kind: record.k,
    };
  }
}

/** Documents that are looked at for a phrase, and how many where none of those has it. */
const CHECKED = 64;
const MOST_CHECKED = 256;

/** The first documents by score, then by path. */
class Foremost {
  constructor(size) {
    this.size = size;
    this.list = [];
  }
  add(one) {
    const { list } = this;
    if (list.length >= this.size && list[list.length - 1].score >= one.score) return;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].score >= one.score) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, one);
    if (list.length > this.size) list.pop();
  }
}

const mostFrequent = (lines, limit) => lines.sort((a, b) => b.documents - a.documents || compare(a.word, b.word)).slice(0, limit).map(({ word }) => word);

/** Whether the terms stand in a text one after another. */
const follow = (analyzer, text, terms) => {
  // How many words of the phrase end at a position.
  let reached = new Map();
  let found = false;
  analyzer.each(text, (token) => {
    terms.forEach((term, number) => {
      if (term === token.term && (number === 0 || reached.get(token.position - 1)?.has(number - 1))) {
        if (!reached.has(token.position)) reached.set(token.position, new Set());
        reached.get(token.position).add(number);
        found ||= number === terms.length - 1;
      }
    });
    if (reached.size > 64) reached = new Map([...reached].slice(-4));
  });
  return found;
};

/** The index at an address, opened at the first question and anew when the site was published in the meantime. */
export class Search {
  constructor(address) {
    this.address = new URL(address, location.href);
    this.opened = null;
  }
  open() {
    this.opened ??= Index.open(this.address);
    this.opened.catch(() => { this.opened = null; });
    return this.opened;
  }
  async ask(work) {
    try {
      return await work(await this.open());
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      this.opened = null;
      return work(await this.open());
    }
  }
  /** Answers a question; `filters` are pairs of key and value. */
  search(text, { limit = 10, filters = [] } = {}) {
    return this.ask((index) => index.search(new Query(index.about, text, filters), limit));
  }
  /** What the filters offer: keys with values, labels and numbers of documents. */
  menus() { return this.ask((index) => index.files.json("menus.bin")); }
  /** Bytes that were loaded. */
  async loaded() { return (await this.open()).files.loaded; }
}
