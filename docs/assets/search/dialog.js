/* The search's dialog: a field, and a list of sections by page. Nothing typed leaves the browser or is stored. */

import { Finder } from "./find.js";

const WAIT = 140;
let dialog, field, list, status, noHits, finder, options = [], active = -1, timer;

const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties))
    name in element ? (element[name] = value) : element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export function openSearch(button) {
  if (!dialog) build(button);
  dialog.showModal();
  field.focus();
  field.select();
  if (!finder) load(button);
}

function build(button) {
  const { place, contacts, chooser } = button.dataset;
  const name = place ? `Sök i ${place}s pärm` : "Sök kommuner, ordlista och lagar";
  field = make("input", {
    type: "text", id: "search-field", className: "search__field", autocomplete: "off", spellcheck: false,
    maxLength: 500, enterKeyHint: "search", role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "search-list", "aria-label": name, placeholder: name,
  });
  field.setAttribute("autocapitalize", "off");
  const close = make("button", { type: "button", className: "search__close" }, "Stäng");
  status = make("p", { className: "search__status", role: "status" });
  list = make("div", { id: "search-list", className: "search__list", role: "listbox", "aria-label": "Träffar" });
  noHits = make("p", { className: "search__none", hidden: true }, ...advice(contacts, chooser));
  const form = make("form", { className: "search__form", role: "search" }, field, close);
  dialog = make("dialog", { className: "search", "aria-label": name }, form, status, make("div", { className: "search__hits" }, list, noHits));
  document.body.append(dialog);

  close.addEventListener("click", () => dialog.close());
  /* The browser gives focus back to what had it. Where nothing had, the button takes it; the page stays where it is. */
  dialog.addEventListener("close", () => {
    const left = document.activeElement;
    if (!left || left === document.body || dialog.contains(left)) button.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    (options[active] || options[0])?.click();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });
  field.addEventListener("keydown", move);
  list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
}

const advice = (contacts, chooser) => contacts
  ? ["Hittar du inte? Ring den som verkar ligga närmast, så får du hjälp att hitta rätt: ", make("a", { href: contacts }, "Kontakter"), "."]
  : ["Söker du något som står i en pärm? Välj kommun först: ", make("a", { href: chooser }, "Alla kommuner"), "."];

async function load(button) {
  setStatus("Hämtar sökningen …");
  try {
    finder = await Finder.open(new URL(button.dataset.index, location.href));
    if (!finder) setStatus("Det går inte att söka i förhandsvisningen. Bygg webbplatsen om du vill prova sökningen.");
  } catch {
    setStatus("Sökningen gick inte att hämta. Stäng och försök igen.");
  }
  if (finder) search();
}

const setStatus = (text) => { status.textContent = text; };

function search() {
  const query = field.value.trim();
  if (!finder) return;
  if (!/[\p{L}\p{N}]/u.test(query)) {
    show([]);
    noHits.hidden = true;
    return setStatus(query ? "Skriv ett ord eller en fråga." : "");
  }
  show(finder.find(query));
  const count = options.length;
  noHits.hidden = count > 0;
  setStatus(count ? `${count} ${count === 1 ? "träff" : "träffar"} för ”${short(query)}”` : `Inget hittades för ”${short(query)}”.`);
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function show(groups) {
  options = [];
  list.replaceChildren(...groups.map((group, at) => {
    const heading = make("p", { id: `search-page-${at}`, className: "search__page" }, group.name);
    return make("div", { role: "group", "aria-labelledby": heading.id }, heading, ...group.hits.map(option));
  }));
  list.hidden = !options.length;
  activate(-1);
  field.setAttribute("aria-expanded", String(options.length > 0));
}

function option(hit) {
  const pieces = finder.excerpt(hit);
  const text = make("span", { className: "search__text", hidden: !pieces.length }, ...pieces.flatMap(([word, good]) => [good ? mark(word) : word, " "]));
  const link = make("a", { className: "search__hit", href: hit.address, id: `search-hit-${options.length}`, role: "option", "aria-selected": "false", tabIndex: -1 },
    make("span", { className: "search__title" }, ...marked(hit.title, hit)), text);
  options.push(link);
  return link;
}

const marked = (text, hit) => text.split(/(\s+)/).map((word) => (finder.matches(word, hit) ? mark(word) : word));

/* The mark stands around the word alone, not the full stop after it. */
function mark(word) {
  const [, before, core, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
  const whole = document.createDocumentFragment();
  whole.append(before, make("mark", {}, core), after);
  return whole;
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !options.length) return;
  event.preventDefault();
  activate((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
}

function activate(at) {
  options[active]?.setAttribute("aria-selected", "false");
  active = at;
  const chosen = options[at];
  if (!chosen) return field.removeAttribute("aria-activedescendant");
  chosen.setAttribute("aria-selected", "true");
  chosen.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", chosen.id);
}
