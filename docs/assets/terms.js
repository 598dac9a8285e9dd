/* A word of the glossary is explained where it stands. Without this, and with a key held down, its link leads to
   the glossary's own page, which is fetched once here. */
if ("popover" in HTMLElement.prototype) {
  const GAP = 8;
  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  let glossary;
  const read = async (link) => {
    const answer = await fetch(link.href.split(/[?#]/)[0]);
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const explain = async (link) => {
    glossary ??= read(link);
    const entry = (await glossary).getElementById(link.hash.slice(1));
    const [head, text] = entry.children;
    const close = make("button", { type: "button" }, "Stäng");
    const box = make("span", { className: "explanation", popover: "auto", tabIndex: -1 },
      make("strong", {}, ...document.importNode(head, true).childNodes),
      make("span", {}, text.textContent),
      make("a", { href: link.href }, "Läs i ordlistan"), close);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", head.firstChild.textContent.trim());
    close.addEventListener("click", () => box.hidePopover());
    box.addEventListener("toggle", ({ newState }) => {
      if (newState === "open") return;
      link.setAttribute("aria-expanded", "false");
      if (box.contains(document.activeElement)) link.focus({ preventScroll: true });
      box.remove();
    });
    link.after(box);
    box.showPopover();
    link.setAttribute("aria-expanded", "true");
    place(box, link.getClientRects()[0]);
    box.focus({ preventScroll: true });
  };
  /* Below the word, above it where there is no room, and always within the window. */
  const place = (box, word) => {
    const { width, height } = box.getBoundingClientRect();
    const below = word.bottom + GAP, above = word.top - GAP - height;
    const left = Math.max(16, Math.min(word.left, document.documentElement.clientWidth - width - 16));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below + height > innerHeight && above > 0 ? above : below) + scrollY}px`;
  };

  for (const link of document.querySelectorAll(".explained")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".explained");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    explain(link).catch(() => location.assign(link.href));
  });
}
