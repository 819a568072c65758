// What the handbook does beyond plain HTML: every page reads and works without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: the choice is kept in this browser; without one the page follows the system. parts/head.html applies it before the first paint.
  const theme = document.getElementById("sb-theme");
  if (theme) {
    theme.value = root.dataset.theme || "";
    theme.addEventListener("change", () => {
      if (theme.value) root.dataset.theme = theme.value;
      else delete root.dataset.theme;
      try {
        if (theme.value) localStorage.setItem("stratbook-theme", theme.value);
        else localStorage.removeItem("stratbook-theme");
      } catch { /* storage can be forbidden; the choice then lasts for this page */ }
      root.dispatchEvent(new CustomEvent("themechange"));
    });
  }

  // Drawer: the browser opens and closes it; while it is open, focus stays inside because the rest is inert.
  const drawer = document.getElementById("sb-nav");
  const wide = matchMedia("(min-width: 64rem)");
  if (drawer && drawer.showPopover) {
    drawer.addEventListener("toggle", (event) => {
      const open = event.newState === "open";
      for (const element of all("header.top, main, .foot, .skip")) element.inert = open;
      root.style.overflow = open ? "hidden" : "";
      if (open) drawer.querySelector("button").focus();
      else document.querySelector(".menu").focus({ preventScroll: true });
    });
    wide.addEventListener("change", () => { if (wide.matches && drawer.matches(":popover-open")) drawer.hidePopover(); });
  }
  const current = drawer && drawer.querySelector(".tree [aria-current]");
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - tab.closest("ul").clientWidth / 2;
  if (current && wide.matches) drawer.scrollTop = current.offsetTop - drawer.clientHeight / 2;

  // Search: all of it is loaded when it is first used.
  const search = document.getElementById("sb-search");
  if (search) {
    const load = () => import(new URL(search.dataset.script, location.href));
    const show = async () => {
      try {
        await (await load()).open(search);
      } catch {
        search.querySelector("span").textContent = location.protocol === "file:" ? "Search needs a web server" : "Search could not be loaded";
      }
    };
    search.addEventListener("click", show);
    document.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const combined = ctrlKey || metaKey;
      const typing = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
      if (altKey || !(key === "/" ? !combined && !typing : key.toLowerCase() === "k" && combined && !shiftKey)) return;
      event.preventDefault();
      show();
    });
    // Words that led here from the search are marked.
    try {
      if (sessionStorage.getItem("stratbook-marks")) load().then((script) => script.mark(search), () => {});
    } catch { /* storage can be forbidden */ }
  }

  // Contents: open on wide screens, folded on narrow ones; the entry of the section being read is marked.
  const railed = matchMedia("(min-width: 80rem)");
  railed.addEventListener("change", () => { for (const part of all(".rail details")) part.open = railed.matches; });
  const entries = new Map(all(".toc a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = all("h1[id], h2[id], h3[id], h4[id]", document.querySelector(".prose") || document).filter((heading) => entries.has(heading.id));
  if (headings.length) {
    const above = new Set();
    const mark = () => {
      const reading = headings.filter((heading) => above.has(heading)).pop() || headings[0];
      for (const [id, link] of entries) {
        if (id !== reading.id) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) {
          link.setAttribute("aria-current", "true");
          const rail = link.closest(".rail");
          if (railed.matches && rail.scrollHeight > rail.clientHeight) rail.scrollTop = link.offsetTop - rail.clientHeight / 2;
        }
      }
    };
    // All that lies above a line near the top counts as seen, however far above: a jump over several headings is noticed too.
    const observer = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) above[isIntersecting ? "add" : "delete"](target);
      mark();
    }, { rootMargin: "1000000px 0px -85% 0px" });
    for (const heading of headings) observer.observe(heading);
  }

  // Tables, code and formulas: a box that scrolls can be reached by keyboard, one that fits is no stop on the way;
  // a table that fits has a header that stays in sight.
  const fit = new ResizeObserver((boxes) => {
    for (const { target } of boxes) {
      const fits = target.scrollWidth <= target.clientWidth;
      target.classList.toggle("fits", fits);
      if (fits) target.removeAttribute("tabindex");
      else target.tabIndex = 0;
    }
  });
  for (const box of all(".table-wrap, .prose pre, .prose math[display=block]")) fit.observe(box);

  // Code: a copy button.
  for (const block of all(".prose pre:not(.mermaid)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText((block.querySelector("code") || block).textContent);
        button.textContent = "Copied";
      } catch { button.textContent = "Press Ctrl+C"; }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    const frame = block.closest(".code");
    const head = frame && frame.querySelector(".code-head");
    if (head) head.append(button);
    else {
      const holder = frame || document.createElement("div");
      if (!frame) { block.before(holder); holder.className = "code"; holder.append(block); }
      button.classList.add("floating");
      holder.append(button);
    }
  }

  // All documents: the box narrows the list.
  const filter = document.querySelector("[data-filters]");
  if (filter) {
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const items = all("li", document.getElementById(filter.dataset.filters)).map((item) => [item, fold(item.textContent)]);
    const apply = () => {
      const words = fold(filter.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [item, text] of items) {
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) shown += 1;
      }
      for (const group of all(".group")) group.hidden = !group.querySelector("li:not([hidden])");
      filter.parentElement.querySelector("output").textContent = words.length ? `${shown} of ${items.length}` : "";
    };
    filter.addEventListener("input", apply);
    if (filter.value) apply();
  }

  // Terms: the definition stays within the window; Escape puts it away until the pointer or the focus comes back.
  for (const term of all(".term")) {
    const place = () => term.classList.toggle("flip", term.getBoundingClientRect().left + 350 > innerWidth);
    const reset = () => term.classList.remove("hushed");
    term.addEventListener("pointerenter", place);
    term.addEventListener("focus", place);
    term.addEventListener("pointerleave", reset);
    term.addEventListener("blur", reset);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const term of all(".term:hover, .term:focus")) term.classList.add("hushed");
  });
})();
