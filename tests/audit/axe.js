/* Runs axe on the page, or within a selector. The rules on colours take most of the time, and their answer follows
   from how a text is drawn: they are asked once for each way, so that a long list costs no more than its first row. */
async ([within, tags, without, drawn]) => {
  const root = within ? document.querySelector(within) : document;
  const ways = new WeakMap();
  /* The classes, ground and opacity of an element and of all that it stands in. */
  const ground = (element) => {
    if (!element) return "";
    if (!ways.has(element)) {
      const style = getComputedStyle(element);
      ways.set(element, [
        ground(element.parentElement), element.tagName, element.getAttribute("class"), style.backgroundColor, style.backgroundImage,
        style.opacity, style.position, style.display, style.visibility,
      ].join(" "));
    }
    return ways.get(element);
  };
  const way = (element) => {
    const style = getComputedStyle(element);
    return [
      ground(element), style.color, style.fill, style.fontSize, style.fontWeight, style.textDecorationLine, style.textShadow,
      element.disabled, element.ariaDisabled, element.ariaHidden,
    ].join(" ");
  };
  const hasText = (element) =>
    element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const texts = new Map();
  for (const element of root.querySelectorAll("body, body *, :scope *"))
    if (hasText(element) && element.checkVisibility() && !texts.has(way(element))) texts.set(way(element), element);

  /* So long a value stands in no selector that axe answers with. */
  for (const element of texts.values()) element.setAttribute("data-drawn", "the first that is drawn in this way");
  axe.configure({ rules: drawn.map(([id, selector]) => ({ id, selector: `${selector}[data-drawn]` })) });
  try {
    return await axe.run(root, {
      runOnly: { type: "tag", values: tags },
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      preload: false,
      resultTypes: ["violations", "incomplete"],
    });
  } finally {
    for (const element of texts.values()) element.removeAttribute("data-drawn");
  }
}
