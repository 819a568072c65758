// The search box. Loaded by handbook.js when it is first used; answers come from search-core.js or, where `stratbook serve`
// shows the site, from the server, which ranks by the same rules. All text goes in as text, never as HTML.

const LIMIT = 10;
const MOST = 50;
const MENUS = { tag: "Tag", type: "Type", owner: "Owner" };
const MARKS = "stratbook-marks";

let box = null;

/** Opens the box; makes it the first time. */
export async function open(button) {
  box ??= new Box(button);
  await box.open();
}

const make = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && key !== "role" && !key.startsWith("aria")) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

/** Text with its marked places. */
const marked = (text, marks) => {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), make("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
};

const svg = (path) => {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
};

class Box {
  constructor(button) {
    this.button = button;
    this.index = new URL(button.dataset.index, location.href);
    this.base = new URL("../../", this.index);
    this.asked = 0;
    this.limit = LIMIT;
    this.active = -1;
    this.hits = [];
    this.shown = "";
    this.build();
  }
  build() {
    this.input = make("input", {
      type: "search", id: "sb-search-input", role: "combobox", "aria-label": "Search", "aria-expanded": "false", "aria-controls": "sb-search-hits",
      "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "go", placeholder: "Ask a question or type a title",
    });
    this.list = make("div", { id: "sb-search-hits", role: "listbox", "aria-label": "Results" });
    this.status = make("p", { className: "search-status", role: "status" });
    this.hints = make("p", { className: "search-hints" });
    this.nothing = make("div", { className: "search-nothing", hidden: true });
    this.more = make("button", { type: "button", className: "search-more", hidden: true }, "Show more");
    this.filters = make("div", { className: "search-filters", role: "group", "aria-label": "Filters", hidden: true });
    const close = make("button", { type: "button", className: "search-close" }, "Esc", make("span", { className: "visually-hidden" }, " to close"));
    this.dialog = make("dialog", { className: "search", "aria-label": "Search this site" },
      make("div", { className: "search-head" }, svg("m20 20-4.5-4.5M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z"), this.input, close),
      this.filters, make("div", { className: "search-body" }, this.help(), this.list, this.nothing, this.more),
      make("div", { className: "search-foot" }, this.status, this.hints));
    document.body.append(this.dialog);
    this.input.addEventListener("input", () => { this.limit = LIMIT; this.ask(); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.more.addEventListener("click", () => { this.limit = Math.min(this.limit + LIMIT, MOST); this.ask(); this.input.focus(); });
    close.addEventListener("click", () => this.dialog.close());
    // A click beside the box closes it.
    this.dialog.addEventListener("mousedown", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    // In a search field the browser would only empty the field.
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      this.dialog.close();
    });
    this.dialog.addEventListener("close", () => {
      this.entered = null;
      document.documentElement.style.overflow = "";
      if (!this.leaving) this.button.focus({ preventScroll: true });
    });
  }
  help() {
    const line = (example, what) => make("li", {}, make("code", {}, example), ` ${what}`);
    return this.blank = make("ul", { className: "search-help plain" },
      line("\"exact words\"", "one after another"), line("-word", "not with this word"), line("title:word", "in the title"),
      line("tag:ethics", "or type:, owner:, status:, in:folder"), line("updated:>2026-01", "changed since"));
  }
  async open() {
    if (this.dialog.open) { this.input.select(); return; }
    await this.style();
    this.leaving = false;
    this.dialog.showModal();
    document.documentElement.style.overflow = "hidden";
    this.input.select();
    this.ready ??= this.prepare();
    try {
      await this.ready;
    } catch (error) {
      this.ready = null;
      this.fail(error);
    }
  }
  style() {
    const { style } = this.button.dataset;
    return this.styled ??= new Promise((done) => {
      const link = make("link", { rel: "stylesheet", href: style });
      link.addEventListener("load", done);
      link.addEventListener("error", done);
      document.head.append(link);
    });
  }
  async prepare() {
    const core = await import(new URL(this.button.dataset.core, location.href));
    this.search = new core.Search(this.index);
    if (await this.isServed()) this.api = new URL("api/search", this.base);
    const menus = await this.search.menus();
    for (const [key, choices] of menus) this.menu(key, choices);
    this.filters.hidden = !this.filters.childElementCount;
    // An Enter that was pressed in the meantime is still meant.
    const { entered } = this;
    if (this.input.value) {
      this.ask();
      this.entered = entered;
    }
  }
  /** Whether the server of `stratbook serve` is there; it is only ever on this machine. */
  async isServed() {
    if (!/^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname)) return false;
    try {
      const response = await fetch(new URL("api/search?q=", this.base), { method: "HEAD" });
      return response.ok && /json/.test(response.headers.get("content-type") ?? "");
    } catch { return false; }
  }
  menu(key, choices) {
    if (!choices.length) return;
    const select = make("select", { name: key, "aria-label": MENUS[key] }, make("option", { value: "" }, `Any ${MENUS[key].toLowerCase()}`));
    for (const [value, label, documents] of choices) select.append(make("option", { value }, `${label} (${documents})`));
    select.addEventListener("change", () => { select.classList.toggle("set", Boolean(select.value)); this.limit = LIMIT; this.ask(); });
    this.filters.append(select);
  }
  chosen() {
    return [...this.filters.querySelectorAll("select")].filter((select) => select.value).map((select) => [select.name, select.value]);
  }
  async ask() {
    const text = this.input.value;
    const number = this.asked += 1;
    const filters = this.chosen();
    const question = JSON.stringify([text, filters]);
    this.list.setAttribute("aria-busy", "true");
    this.entered = null;
    if (!text.trim() && !filters.length) { this.show({ total: 0, hits: [], hints: [] }, true, question); return; }
    const slow = setTimeout(() => { if (number === this.asked) this.status.textContent = "Searching…"; }, 250);
    try {
      if (!this.search) await this.ready;
      const answer = await (this.api ? this.fetch(text, filters) : this.search.search(text, { limit: this.limit, filters }));
      if (number === this.asked) this.show(answer, false, question);
    } catch (error) {
      if (number === this.asked) this.fail(error);
    } finally { clearTimeout(slow); }
  }
  async fetch(text, filters) {
    const address = new URL(this.api);
    address.searchParams.set("q", text);
    address.searchParams.set("limit", this.limit);
    for (const filter of filters) address.searchParams.append("filter", filter.join("="));
    const response = await fetch(address);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? `the server answered ${response.status}`);
    // Places are counted in characters there, in units of JavaScript's texts here.
    const units = (text, marks) => {
      const at = [0];
      for (const letter of text) at.push(at[at.length - 1] + letter.length);
      return marks.map(([from, to]) => [at[from], at[to]]);
    };
    const hits = answer.hits.map((hit) => ({
      ...hit,
      url: hit.url.replace(/^\//, ""),
      titleMarks: units(hit.title, hit.title_marks),
      snippet: { text: hit.snippet.text, marks: units(hit.snippet.text, hit.snippet.marks) },
      kind: [hit.fields.doc_type ?? "", hit.fields.owner ?? "", hit.fields.status ?? ""],
    }));
    return { ...answer, hints: answer.hints ?? [], hits };
  }
  /** Shows an answer. More hits of the question that is already shown leave the reader where they are. */
  show(answer, blank, question) {
    const again = question === this.shown;
    const { scrollTop } = this.list.parentElement;
    this.shown = question;
    this.hits = answer.hits;
    this.blank.hidden = !blank;
    this.list.replaceChildren(...answer.hits.map((hit, number) => this.option(hit, number)));
    this.list.hidden = !answer.hits.length;
    this.more.hidden = this.limit >= MOST || (!answer.more && (answer.hits.length < this.limit || answer.total <= answer.hits.length));
    this.input.setAttribute("aria-expanded", String(answer.hits.length > 0));
    this.hints.textContent = answer.hints.map((hint) => hint.replaceAll("`", "“").replace(/“([^“]*)“/g, "“$1”")).join(" · ");
    this.nothing.hidden = blank || answer.hits.length > 0;
    if (!this.nothing.hidden) this.tellNothing();
    if (blank) this.status.textContent = "";
    else if (!answer.total) this.status.textContent = "Nothing found";
    else this.status.textContent = `${answer.more ? "At least " : ""}${answer.total.toLocaleString("en")} ${answer.total === 1 ? "document" : "documents"}`;
    const stays = again && this.active < answer.hits.length;
    this.list.parentElement.scrollTop = stays ? scrollTop : 0;
    if (blank || !answer.hits.length) this.activate(-1);
    else this.activate(stays ? this.active : 0, !stays);
    this.list.setAttribute("aria-busy", "false");
    const { entered } = this;
    this.entered = null;
    if (entered) this.follow(entered.beside);
  }
  tellNothing() {
    const again = make("button", { type: "button", className: "search-more" }, "Search without the filters");
    again.addEventListener("click", () => {
      for (const select of this.filters.querySelectorAll("select")) { select.value = ""; select.classList.remove("set"); }
      this.ask();
      this.input.focus();
    });
    const text = this.input.value.trim();
    this.nothing.replaceChildren(make("p", {}, text ? `Nothing found for “${text}”.` : "No document fits."),
      ...(this.chosen().length ? [again] : [make("p", { className: "quiet" }, "Other words may find it, or fewer of them.")]));
  }
  option(hit, number) {
    const address = new URL(hit.url, this.base);
    const facts = hit.kind.filter(Boolean).slice(0, 2).join(" · ");
    const option = make("a", { id: `sb-hit-${number}`, role: "option", href: address.href, tabIndex: -1, "aria-selected": "false" },
      make("span", { className: "search-title" }, ...marked(hit.title, hit.titleMarks)));
    if (facts) option.append(make("span", { className: "search-facts" }, facts));
    if (hit.section.length) option.append(make("span", { className: "search-section" }, hit.section.join(" › ")));
    if (hit.snippet.text) option.append(make("span", { className: "search-snippet" }, ...marked(hit.snippet.text, hit.snippet.marks)));
    option.addEventListener("mousemove", () => { if (this.active !== number) this.activate(number, false); });
    option.addEventListener("click", () => this.leave(hit, address));
    return option;
  }
  activate(number, scroll = true) {
    const options = this.list.children;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = options[number];
    if (!option) { this.input.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }
  key(event) {
    if (event.isComposing) return;
    const last = this.hits.length - 1;
    const moves = {
      ArrowDown: () => (this.active >= last ? 0 : this.active + 1),
      ArrowUp: () => (this.active <= 0 ? last : this.active - 1),
      PageDown: () => Math.min(this.active + 5, last),
      PageUp: () => Math.max(this.active - 5, 0),
    };
    // In the text these two move the cursor, as long as there is somewhere to go.
    if (this.input.selectionStart === this.input.selectionEnd) {
      if (this.input.selectionEnd === this.input.value.length) moves.End = () => last;
      if (this.input.selectionStart === 0 || this.active > 0) moves.Home = () => 0;
    }
    if (Object.hasOwn(moves, event.key) && last >= 0 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      this.activate(moves[event.key]());
    } else if (event.key === "Enter") {
      event.preventDefault();
      const beside = event.ctrlKey || event.metaKey;
      // What is shown may be the answer to what was typed before: the one that is coming is meant.
      if (this.list.getAttribute("aria-busy") === "true") this.entered = { beside };
      else this.follow(beside);
    }
  }
  /** Goes to the hit that is chosen, or opens it beside this page. */
  follow(beside) {
    const option = this.list.children[this.active];
    if (!option) return;
    if (beside) {
      this.remember(this.hits[this.active], new URL(option.href));
      globalThis.open(option.href, "_blank", "noopener");
    } else option.click();
  }
  /** What is to be marked on the page that is gone to. */
  remember(hit, address) {
    const words = new Set();
    for (const { text, marks } of [hit.snippet, { text: hit.title, marks: hit.titleMarks }]) {
      for (const [from, to] of marks) words.add(text.slice(from, to).toLowerCase());
    }
    try {
      sessionStorage.setItem(MARKS, JSON.stringify({ path: address.pathname, words: [...words] }));
    } catch { /* storage can be forbidden; nothing is marked then */ }
  }
  leave(hit, address) {
    this.remember(hit, address);
    this.leaving = true;
    this.dialog.close();
    document.activeElement?.blur();
    if (address.pathname === location.pathname) setTimeout(() => mark(this.button));
  }
  fail(error) {
    this.show({ total: 0, hits: [], hints: [] }, false, "");
    this.status.textContent = `The search does not work right now: ${error.message}`;
  }
}

/** Where the words are in a run of a script without spaces; places that touch are one. */
const within = (run, words) => {
  const places = [];
  for (const word of words) {
    for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) places.push([at, at + word.length]);
  }
  const apart = [];
  for (const [from, to] of places.sort(([a], [b]) => a - b)) {
    const last = apart[apart.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
};

/** Marks the words that led to this page. */
export async function mark(button) {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(MARKS));
    sessionStorage.removeItem(MARKS);
  } catch { /* nothing is marked */ }
  if (!kept || kept.path !== location.pathname || !kept.words.length) return;
  const { fold, unspaced } = await import(new URL(button.dataset.core, location.href));
  const words = new Set(kept.words.map(fold));
  const ranges = [];
  const add = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    ranges.push(range);
  };
  for (const part of document.querySelectorAll("main h1, main .lead, main .prose")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const found of node.data.matchAll(/[\p{Alphabetic}\p{N}\p{M}\u00ad\u2060\ufeff]+(?:[-/._'’][\p{Alphabetic}\p{N}\p{M}\u00ad\u2060\ufeff]+)*/gu)) {
        if (unspaced(found[0])) {
          for (const [from, to] of within(found[0].toLowerCase(), kept.words)) add(node, found.index + from, found.index + to);
          continue;
        }
        const places = words.has(fold(found[0])) ? [found] : found[0].matchAll(/[\p{Alphabetic}\p{N}\p{M}\u00ad\u2060\ufeff]+/gu);
        for (const place of places) {
          if (!words.has(fold(place[0]))) continue;
          const from = found.index + (place === found ? 0 : place.index);
          add(node, from, from + place[0].length);
        }
      }
    }
  }
  const put = CSS.highlights ? () => CSS.highlights.set("search", new Highlight(...ranges)) : () => {
    for (const range of ranges.reverse()) range.surroundContents(make("mark", { className: "search-mark" }));
  };
  put();
  const style = make("style", {}, "::highlight(search) { background-color: var(--mark); color: var(--ink); }");
  document.head.append(style);
  document.documentElement.dataset.marked = ranges.length;
  document.addEventListener("keydown", function away(event) {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    CSS.highlights?.delete("search");
    for (const element of document.querySelectorAll(".search-mark")) element.replaceWith(...element.childNodes);
    delete document.documentElement.dataset.marked;
    document.removeEventListener("keydown", away);
  });
}
