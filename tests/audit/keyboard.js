/* Called with a word: "begin" notes how every control looks and which ones Tab shall reach; "end" gives what
   focus has met since. */
(what) => {
  const name = (element) => {
    if (!element || element === document.body) return "body";
    const text = (element.getAttribute("aria-label") || element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
    const id = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    return `${element.tagName.toLowerCase()}${id} ‹${text}›`;
  };
  const boxes = (element) => [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    !element.closest("[inert]") && boxes(element).length > 0;
  /* The ring may stand on its label, on the box drawn beside it, or on the card that the link fills. */
  const around = (element) => {
    const near = [element, ...(element.labels ?? []), element.nextElementSibling];
    for (let up = element.parentElement, steps = 0; up && steps < 3; up = up.parentElement, steps++) near.push(up);
    return near.filter(Boolean);
  };
  const marks = (element) =>
    around(element).map((one) => {
      const style = getComputedStyle(one);
      return {
        outline: style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "" :
          `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`,
        shadow: style.boxShadow === "none" ? "" : style.boxShadow,
      };
    });
  const CONTROLS = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable], audio[controls], video[controls]";

  if (what === "begin") {
    const all = [...document.querySelectorAll(CONTROLS)];
    const reachable = all.filter((element) =>
      element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && shown(element) &&
      !(element.type === "radio" && element.name &&
        [...document.getElementsByName(element.name)].find((one) => one.checked) !== element &&
        document.getElementsByName(element.name)[0] !== element));
    const looks = new Map(all.map((element) => [element, marks(element)]));
    const keyboard = { reachable, looks, met: [], raised: all.filter((element) => element.tabIndex > 0).map(name) };
    window.keyboard = keyboard;
    document.addEventListener("focusin", ({ target }) => {
      const before = looks.get(target) ?? [];
      const seen = marks(target).some((now, at) =>
        (now.outline && now.outline !== before[at]?.outline) || (now.shadow && now.shadow !== before[at]?.shadow));
      const rects = boxes(target).filter((box) =>
        box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight);
      const free = rects.some((box) => [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x, y]) => {
        const at = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return at && (target.contains(at) || at.contains(target) || [...(target.labels ?? [])].some((label) => label.contains(at)));
      }));
      keyboard.met.push({ target, seen, visible: (shown(target) && rects.length > 0) || [...(target.labels ?? [])].some(shown), free });
    });
    return reachable.length;
  }

  const { reachable, met, raised } = window.keyboard;
  const first = met.findIndex(({ target }, at) => at > 0 && target === met[0].target);
  const round = first > 0 ? met.slice(0, first) : met;
  const order = round.map(({ target }) => target);
  const known = order.filter((target) => reachable.includes(target));
  const faults = [];
  const say = (rule, element, detail = "") => faults.push({ rule, target: name(element), detail });
  for (const element of reachable) if (!order.includes(element)) say("not reached", element);
  known.forEach((element, at) => {
    if (at && !(known[at - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
      say("order", element, `after ${name(known[at - 1])}`);
  });
  for (const { target, seen, visible, free } of round) {
    if (!visible) say("focus in what is hidden", target);
    else if (!free) say("focus is covered", target);
    if (!seen) say("focus not visible", target);
  }
  for (const target of raised) faults.push({ rule: "tabindex above 0", target, detail: "" });
  return { faults, first: name(order[0]), skips: Boolean(order[0]?.hash && document.querySelector(order[0].hash)), count: order.length };
}
