/* "hide" makes all text invisible, so that a picture of the page shows what it stands on; "show" shows it again.
   "scroll" puts one line of an element's own text in the middle of the window, and says where it stands there, of how
   many lines, and in which colour and size. */
async ([what, target, line]) => {
  if (what === "show")
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheet.hides);
  if (what === "hide") {
    const sheet = Object.assign(new CSSStyleSheet(), { hides: true });
    sheet.replaceSync("*, ::before, ::after { color: transparent !important; -webkit-text-fill-color: transparent !important;" +
      " text-decoration-color: transparent !important; transition: none !important; caret-color: transparent !important; }" +
      " svg text { fill: transparent !important; }");
    /* The colours as they are without it: what is hidden is transparent. */
    window.inks = new Map();
    for (const element of document.querySelectorAll("body *")) {
      const style = getComputedStyle(element);
      window.inks.set(element, element.closest("svg") ? style.fill : style.color);
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const element = what === "scroll" && document.querySelector(target);
  if (!element) {
    for (const over of document.querySelectorAll("[popover]")) over.style.visibility = "";
    return null;
  }
  /* What lies over the page for a moment is not what its texts stand on. */
  for (const over of document.querySelectorAll("[popover]"))
    over.style.visibility = over.contains(element) ? "visible" : "hidden";
  const lines = () => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
  /* Below what sticks to the top of the window. */
  const away = ({ top, bottom }) => top < innerHeight / 4 || bottom > innerHeight;
  /* What stays in the window, such as the register, scrolls by itself: the page would only move it back. */
  const above = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) above.push(one);
  const stays = above.some((one) => /sticky|fixed/.test(getComputedStyle(one).position));
  const scroller = above.find((one) => one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY));
  if (stays && scroller && lines()[line]) {
    scroller.scrollTop += lines()[line].top - innerHeight / 2;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  /* Twice: what comes into sight may be laid out then, and move the rest. */
  for (let times = 0; times < 2 && !(stays && scroller) && lines()[line] && away(lines()[line]); times++) {
    scrollBy({ top: lines()[line].top - innerHeight / 2, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const box = lines()[line];
  return {
    colour: window.inks.get(element).match(/[\d.]+/g).map(Number),
    large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
    count: lines().length,
    box: box && [box.left, box.top, box.right, box.bottom],
  };
}
