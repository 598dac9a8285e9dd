/* The search's dialog: a field, and a list of sections by page. Nothing typed leaves the browser or is stored. */

import { Finder } from "./find.js";

const WAIT = 140;
let field, urgent, list, status, noHits, finder, options = [], active = -1, answered, timer;

const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties))
    name in element ? (element[name] = value) : element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/* Let an open dialog with a field find in a file of sections. Return whether it can. */
export async function attachSearch({ dialog, field: asked, status: told, file, answer, contacts, chooser }) {
  if (!list) build(dialog, asked, told, contacts, chooser);
  finder = answer.ok && new Finder(await answer.json(), new URL(".", file));
  if (!finder) setStatus("Det går inte att söka i förhandsvisningen. Bygg webbplatsen om du vill prova sökningen.");
  else {
    urgent.append(...urgentNumbers(finder.urgent));
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, WAIT);
    });
    search();
  }
  return Boolean(finder);
}

function build(dialog, asked, told, contacts, chooser) {
  [field, status] = [asked, told];
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-list" }))
    field.setAttribute(name, value);
  urgent = make("section", { className: "search__urgent", "aria-label": "Är det bråttom?", hidden: true });
  list = make("div", { id: "search-list", className: "search__list", role: "listbox", "aria-label": "Träffar" });
  noHits = make("p", { className: "search__none", hidden: true }, ...advice(contacts, chooser));
  dialog.append(make("div", { className: "search__hits" }, urgent, list, noHits));
  field.form.addEventListener("submit", () => (options[active] || options[0])?.click());
  field.addEventListener("keydown", move);
  list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
}

const advice = (contacts, chooser) => contacts
  ? ["Hittar du inte? Ring den som verkar ligga närmast, så får du hjälp att hitta rätt: ", make("a", { href: contacts }, "Kontakter"), "."]
  : ["Söker du något som står i en pärm? Välj kommun först: ", make("a", { href: chooser }, "Alla kommuner"), "."];

const urgentNumbers = (numbers) => [
  make("h2", { className: "search__page" }, "Är det bråttom?"),
  make("ul", {}, ...numbers.map(([number, href, when]) =>
    make("li", {}, href ? make("a", { href, className: "number" }, number) : make("span", { className: "number" }, number), make("span", {}, when)))),
];

const setStatus = (text) => { status.textContent = text; };

function search() {
  const query = field.value.trim();
  if (query === answered) return;
  answered = query;
  if (!/[\p{L}\p{N}]/u.test(query)) {
    show([]);
    urgent.hidden = noHits.hidden = true;
    return setStatus(query ? "Skriv ett ord eller en fråga." : "");
  }
  const groups = finder.find(query);
  show(groups);
  urgent.hidden = !finder.urgent.length || !finder.isUrgent(groups);
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
