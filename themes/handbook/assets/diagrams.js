// Mermaid diagrams: loaded only by pages that hold one; drawn when it comes near, and again when the theme changes.
(() => {
  "use strict";
  const library = document.currentScript.dataset.library;
  const figures = [...document.querySelectorAll(".mermaid")];
  const sources = new Map(figures.map((figure) => [figure, figure.textContent]));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let loading;
  let count = 0;

  const load = () => loading ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = library;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const themed = () => {
    const chosen = document.documentElement.dataset.theme;
    const night = chosen ? chosen === "dark" : dark.matches;
    const probe = document.createElement("i");
    document.body.append(probe);
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const variables = {
      darkMode: night, background: colour("paper"), primaryColor: colour("accent-soft"), primaryTextColor: colour("ink"), primaryBorderColor: colour("accent"),
      edgeLabelBackground: colour("paper"), secondaryColor: colour("paper-2"), tertiaryColor: colour("paper-3"), lineColor: colour("ink-3"), textColor: colour("ink"), fontSize: "15px",
      fontFamily: getComputedStyle(document.body).fontFamily,
    };
    probe.remove();
    return { startOnLoad: false, securityLevel: "strict", theme: "base", themeVariables: variables };
  };
  const draw = async (figure) => {
    await load();
    mermaid.initialize(themed());
    try {
      const { svg } = await mermaid.render(`diagram-${count++}`, sources.get(figure));
      figure.innerHTML = svg;
      figure.classList.add("drawn");
    } catch (error) {
      figure.textContent = sources.get(figure);
      figure.title = `This diagram could not be drawn: ${error.message}`;
    }
  };
  const redraw = () => { for (const figure of figures) if (figure.classList.contains("drawn")) draw(figure); };

  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) { near.unobserve(target); draw(target); }
  }, { rootMargin: "400px" });
  for (const figure of figures) near.observe(figure);
  document.documentElement.addEventListener("themechange", redraw);
  dark.addEventListener("change", redraw);
  addEventListener("beforeprint", () => { for (const figure of figures) if (!figure.classList.contains("drawn")) draw(figure); });
})();
