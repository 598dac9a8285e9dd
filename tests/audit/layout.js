/* What is cut off, and what moves. Called with "spread" first sets WCAG 1.4.12's text spacing. */
(what) => {
  const name = (element) =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((one) => `.${one}`).join("")}`;
  const text = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  const all = [...document.body.querySelectorAll("*")];

  if (what === "moves") {
    const seconds = (list) => Math.max(0, ...list.split(",").map((one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
    const faults = [];
    for (const element of [document.documentElement, ...all])
      for (const part of ["", "::before", "::after"]) {
        const style = getComputedStyle(element, part || null);
        if (part && style.content === "none") continue;
        const long = Math.max(seconds(style.transitionDuration), style.animationName === "none" ? 0 : seconds(style.animationDuration));
        if (long > 0.001) faults.push({ target: name(element) + part, detail: `${long} s` });
        if (style.scrollBehavior === "smooth") faults.push({ target: name(element) + part, detail: "smooth scrolling" });
      }
    for (const moving of document.getAnimations().filter((one) => one.playState === "running"))
      faults.push({ target: name(moving.effect.target), detail: "running" });
    return [...new Map(faults.map((one) => [one.target + one.detail, one])).values()].slice(0, 20);
  }

  if (what === "spread") {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*:not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }" +
      "p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const faults = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const over = all.filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
    faults.push({ rule: "sideways scroll", target: over.slice(0, 3).map(name).join(" > "), detail: `${wide} px` });
  }
  for (const element of all) {
    const style = getComputedStyle(element);
    const hides = (axis) => ["hidden", "clip"].includes(axis);
    if (!hides(style.overflowX) && !hides(style.overflowY)) continue;
    if (element.closest("svg") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 2 || box.height <= 2 || style.clipPath !== "none" || !text(element)) continue;
    if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 2)
      faults.push({ rule: "cut off below", target: name(element), detail: `${element.scrollHeight} > ${element.clientHeight} px ‹${text(element)}›` });
    if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 2)
      faults.push({ rule: "cut off at the side", target: name(element), detail: `${element.scrollWidth} > ${element.clientWidth} px ‹${text(element)}›` });
  }
  return faults;
}
