/* Narrow a long list down by typing: words, laws, fields. Nothing typed leaves the page or is stored. */
for (const form of document.querySelectorAll("[data-narrows]")) {
  const [field, status] = form.querySelectorAll("input, [role=status]");
  const [items, groups] = ["narrows", "within"].map((name) => [...document.querySelectorAll(form.dataset[name])]);
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u00ad]/gu, "").replace(/[^\p{L}\p{N}_§]+/gu, " ").trim();
  const words = items.map((item) => fold(`${item.textContent} ${item.closest("details")?.firstElementChild.textContent ?? ""}`));
  const folds = groups.filter((group) => group.localName === "details");

  /* A group's heading, and what stands between them, go with it. */
  const heading = (group) => {
    const parts = [];
    let above = group.previousElementSibling;
    for (; above?.localName === "p"; above = above.previousElementSibling) parts.push(above);
    return /^h[23]$/.test(above?.localName) ? [...parts, above] : [];
  };
  const narrow = () => {
    const typed = fold(field.value).split(" ").filter(Boolean);
    items.forEach((item, at) => { item.hidden = !typed.every((word) => words[at].includes(word)); });
    const found = items.filter((item) => !item.hidden);
    for (const group of groups)
      for (const part of [group, ...heading(group)]) part.hidden = !found.some((item) => group.contains(item));
    for (const group of folds) group.open = typed.length > 0 && found.length <= 40;
    status.textContent = !typed.length ? ""
      : found.length ? `${found.length} av ${items.length} ${form.dataset.kind}`
      : `Inget passar på ”${field.value.trim()}”. Pröva ett annat ord.`;
  };

  field.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  /* A link to what the field has hidden shows it again. */
  document.addEventListener("click", ({ target }) => {
    const hash = target.closest?.("a[href^='#']")?.hash;
    if (!hash || !document.getElementById(decodeURIComponent(hash.slice(1)))?.closest("[hidden]")) return;
    field.value = "";
    narrow();
  }, true);
}
