/* The search's button, keys and field. The field opens at once, so that no key is lost; what finds is fetched then,
   all of it side by side, and nothing before. */
{
  const button = document.querySelector("[data-search]");
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  let dialog, field, status, ready = false;

  const build = () => {
    const { place } = button.dataset;
    const name = place ? `Sök i ${place}s pärm` : "guide" in button.dataset ? "Sök bland sidorna för dig som ändrar" : "Sök kommuner, ordlista och lagar";
    field = make("input", {
      type: "text", id: "search-field", className: "search__field", autocomplete: "off", autocapitalize: "off",
      spellcheck: false, maxLength: 500, enterKeyHint: "search", placeholder: name, ariaLabel: name,
    });
    const form = make("form", { className: "search__form", role: "search" });
    const close = make("button", { type: "button", className: "search__close", textContent: "Stäng" });
    dialog = make("dialog", { className: "search", ariaLabel: name });
    status = make("p", { className: "search__status", role: "status" });
    form.append(field, close);
    dialog.append(form, status);
    document.body.append(dialog);
    form.addEventListener("submit", (event) => event.preventDefault());
    close.addEventListener("click", () => dialog.close());
    /* The browser gives focus back to what had it. Where nothing had, the button takes it; the page stays where it is. */
    dialog.addEventListener("close", () => {
      const left = document.activeElement;
      if (!left || left === document.body || dialog.contains(left)) button.focus({ preventScroll: true });
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  };

  const open = async () => {
    if (!dialog) build();
    dialog.showModal();
    field.focus();
    field.select();
    if (ready) return;
    status.textContent = "Hämtar sökningen …";
    try {
      const file = new URL(button.dataset.index, location.href);
      const [answer, { attachSearch }] = await Promise.all([fetch(file), ...["dialog", "find", "numbers", "swedish"].map((name) => import(`./search/${name}.js`))]);
      ready = await attachSearch({ dialog, field, status, file, answer, ...button.dataset });
    } catch {
      status.textContent = "Sökningen gick inte att hämta. Stäng och försök igen.";
    }
  };

  if (button && typeof HTMLDialogElement === "function") {
    button.hidden = false;
    button.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      const combined = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
      const alone = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
      if ((!combined && !alone) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    });
  }
}
