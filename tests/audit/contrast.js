/* Where the text of some elements stands and in which colour. "hide" then makes all text invisible, so that a
   picture of the page shows what it stands on; "show" shows it again. */
([what, targets]) => {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const found = targets.map((target) => {
    const element = document.querySelector(target);
    if (!element) return null;
    const style = getComputedStyle(element);
    const boxes = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
    const size = parseFloat(style.fontSize);
    return {
      colour: numbers(element.closest("svg") ? style.fill : style.color),
      large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
      boxes: boxes.map((box) => [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]),
    };
  });
  if (what === "show")
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheet.hides);
  if (what === "hide") {
    const sheet = Object.assign(new CSSStyleSheet(), { hides: true });
    sheet.replaceSync("*, ::before, ::after { color: transparent !important; -webkit-text-fill-color: transparent !important;" +
      " text-decoration-color: transparent !important; transition: none !important; caret-color: transparent !important; }" +
      " svg text { fill: transparent !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    scrollTo(0, 0);
  }
  return found;
}
