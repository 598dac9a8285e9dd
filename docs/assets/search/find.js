/* Finding: Pagefind looks the words up, and the sections are ranked here. */

import { EMPTY, Swedish, fold, stem, words } from "./swedish.js";

const LONGEST = 200, MOST_WORDS = 12, MOST_HITS = 12, MOST_OF_A_PAGE = 4, EXCERPT = 26;
/* What a question asks for: where the answer stands, how much more that weighs, and if its word is a hint alone. */
const ASKS = [
  [/^(ring|ringa|ringer|kontakt\w*)$/, /^kontakter/, 1.6, true],
  [/^(telefon\w*|tele|tel|nummer|numret|mejl\w*|mail\w*|epost|adress\w*|oppe\w*|oppnar)$/, /^kontakter/, 2.6, true],
  [/^(vem|vart|var)$/, /^kontakter/, 1.15],
  [/^(manga|antal)$/, /#(mal|siffror)/, 2, true],
  [/^(blankett\w*|mall\w*|formular\w*|papper\w*)$/, /^blanketter/, 1.6, true],
  [/^(andrats|andringar|andrat|nytt|nyheter|uppdater\w*)$/, /^nytt/, 2],
  [/^(kom|borjade|startade|bildades|gick|historia\w*|bakgrund\w*)$/, /#(bakgrund|handelse|anslutning|historia)/, 1.6],
  [/^(gammal|gamla|alder\w*)$/, /#for-vem/, 2.5],
  [/^(jag|mig|min|mina|mitt|mamma|pappa)$/, /^familj/, 1.3],
  [/^(betyder|betyda|betydelse|forkortning\w*|definition|menas)$/, /^ordlista/, 2, true],
  [/^(ut|utskrift\w*|pdf|ladda|printa|hamta|papper)$/, /#(skriv-ut|paket|annat)$/, 2],
  [/^(ladda|hamta|printa)$/, /^blanketter/, 1.2, true],
];
const WHAT = /^vad (ar|betyder) (en |ett )?[^ ]+$/, WITH = /^vilka .*\b(med|deltar|ingar|samarbetar)$/;
const TIME = /^(nar|snabbt|fort|lange|lang|tid|tiden|deadline|frist\w*|tids\w+)$/, TIMES = ["inom", "dagar", "veckor", "senast", "dagen"];
/* Whom it is about says less than what, and so does a word that had to be guessed among others. */
const WHO = /^(mamman?|pappan?|foraldr?\w*|barn|barnet|elev|eleven|tonaring\w*|son|dotter|min|mig|jag)$/, LESS = 0.6;
const TITLE = 1.7, SHORT = 5, ABOVE = 0.45, NAMED = 1.25, LEAST = 0.22, BESIDE = 0.7;

/* The table's columns as rows. */
function rows({ bundles, anchors, titles, counts, parents, beside }, pages) {
  const heads = anchors.split("\n"), less = new Set(beside);
  const lines = bundles.flatMap((count) => [...Array(count).keys()]);
  const page = counts.flatMap((count, at) => Array(count).fill(at));
  return titles.split("\n").map((title, at) => ({
    title, page: page[at], anchor: heads[at], parent: parents[at] ? at - parents[at] : -1,
    line: lines[at],
    weight: pages[page[at]][2] * (less.has(at) ? BESIDE : 1),
    heads: title.split(/\s+/).length,
    own: new Set(words(title)),
    stems: new Set(words(title).map((word) => stem(fold(word)))),
    names: new Set(heads[at].split("-").filter((word) => word.length > 3).map(stem)),
  }));
}

export class Finder {
  static async open(engine, folder) {
    const [table, module] = await Promise.all([
      fetch(new URL("words.json", folder)).then((got) => (got.ok ? got.json() : null)),
      import(engine).catch(() => null),
    ]);
    if (!table || !module) return null;
    const pagefind = module.createInstance({ basePath: folder.pathname, noWorker: true, exactDiacritics: true });
    await pagefind.init();
    return new Finder(table, pagefind, new URL("..", folder));
  }

  constructor(table, pagefind, root) {
    Object.assign(this, { pagefind, root, pages: table.pages, seen: new Map() });
    this.swedish = new Swedish(table);
    this.rows = rows(table.sections, table.pages);
    const { names, bundles } = table.sections;
    let row = 0;
    this.length = names.length / bundles.length;
    this.bundles = new Map(bundles.map((count, at) => [names.substr(at * this.length, this.length), (row += count) - count]));
  }

  /* The sections one word stands in: Map of row → {title: in its heading, result}.
     In quotation marks Pagefind finds the word alone, and not what begins like it. A hit is a bundle of
     sections by name, and the section's line in it (macros/web/search/packed.py). */
  async lookUp(word) {
    if (!this.seen.has(word)) this.seen.set(word, this.pagefind.search(`"${word}"`).then(({ results }) => {
      const places = new Map();
      for (const result of results) {
        const at = this.bundles.get(result.id.slice(3, 3 + this.length)) + result.words[0];
        if (this.rows[at]) places.set(at, { title: this.rows[at].own.has(word), result });
      }
      return places;
    }));
    return this.seen.get(word);
  }

  async find(query) {
    const typed = words(query.slice(0, LONGEST)).slice(0, MOST_WORDS), said = typed.map(fold);
    const numbered = said.map((word, at) => [word, at]);
    const told = numbered.filter(([word]) => !EMPTY.has(word));
    const full = told.filter(([word]) => !TIME.test(word) && !ASKS.some(([asked, , , hint]) => hint && asked.test(word)));
    let used = [];
    for (const some of [full, told, numbered])
      if (!used.length && some.length) used = (await this.#slots(said, typed, some)).filter((slot) => slot.places.size);
    if (used.length && said.some((word) => TIME.test(word))) {
      const soft = await this.#places(TIMES.map((word) => ({ all: [[word]], sure: 0.5 })));
      return this.#best(said, used, { ...soft, rare: 0.8 });
    }
    return used.length ? this.#best(said, used) : [];
  }

  /* For each word asked for: the rows that answer it, with how well. */
  async #slots(said, typed, asked) {
    const slots = asked.map(() => []);
    for (let place = 0; place < said.length; place++)
      for (const meant of this.swedish.meanings(said, place))
        asked.forEach(([, at], slot) => at >= place && at < place + meant.length && slots[slot].push(meant));
    const made = [];
    for (const [slot, [word, at]] of asked.entries()) {
      const own = this.swedish.alternatives(word, typed[at]);
      const known = own.length || slots[slot].length, sets = known ? [own] : this.swedish.guesses(word);
      for (const set of sets) {
        const found = await this.#places([...slots[slot], ...set]);
        made.push({ ...found, rare: found.rare * (known && !WHO.test(word) ? 1 : asked.length > 1 ? LESS : 1), word: stem(word) });
      }
    }
    return made;
  }

  async #places(wanted) {
    const places = new Map(), marked = new Set();
    for (const { all, sure } of wanted) {
      const each = await Promise.all(all.map((forms) => this.#any(forms, marked)));
      for (const [row, hit] of each[0]) {
        if (!each.every((one) => one.has(row))) continue;
        const title = each.every((one) => one.get(row).title);
        const high = 1 + TITLE * Math.min(1, SHORT / this.rows[row].heads);
        const value = sure * (title ? high : 1);
        const old = places.get(row);
        if (!old || old.value < value) places.set(row, { value, title: title ? sure : 0, result: hit.result });
      }
    }
    const sure = [...places.values()].filter(({ value }) => value > 0.7).length;
    return { places, marked, rare: Math.log(1 + this.rows.length / Math.max(1, sure || places.size)) };
  }

  async #any(forms, marked) {
    const together = new Map();
    for (const form of forms) {
      marked.add(fold(form));
      for (const [row, hit] of await this.lookUp(form)) {
        const old = together.get(row);
        if (!old || (hit.title && !old.title)) together.set(row, hit);
      }
    }
    return together;
  }

  #best(said, slots, soft) {
    const all = slots.reduce((sum, slot) => sum + slot.rare, 0);
    const about = new Set(said.map(stem)), question = said.join(" ");
    const asks = ASKS.filter(([asked]) => said.some((word) => asked.test(word)));
    if (WITH.test(question)) asks.push([null, /^overenskommelse\/#(parter|verksamheter|anslutningar)/, 3]);
    if (WHAT.test(question)) asks.push([null, /^ordlista/, 1.7]);
    const marked = new Set(slots.flatMap((slot) => [...slot.marked]));
    const found = new Set(slots.flatMap((slot) => [...slot.places.keys()]));
    this.rows.forEach((row, at) => slots.some(({ word }) => row.names.has(word)) && found.add(at));
    const ranked = [...found].map((at) => {
      const row = this.rows[at];
      let sum = 0, covered = 0, result = null;
      for (const { places, rare, word } of soft ? [...slots, soft] : slots) {
        const hit = places.get(at), above = this.#above(at, places);
        const value = Math.max(hit ? hit.value : 0, row.names.has(word) ? NAMED : 0);
        sum += rare * (value + ABOVE * above);
        if (word) covered += rare * (value ? Math.min(1, value + 0.3) : above && 0.5);
        result = (hit && hit.result) || result;
      }
      const same = [...row.stems].filter((one) => about.has(one)).length;
      const like = same / (new Set([...row.stems, ...about]).size || 1);
      const where = this.pages[row.page][0].replace("../", "") + "#" + row.anchor;
      const asking = asks.reduce((so, [, place, more]) => (place.test(where) ? so * more : so), 1);
      const score = sum * (0.25 + 0.75 * (covered / all) ** 1.5) * (1 + 0.7 * like) * row.weight * asking;
      return { at, row, score, result, marked };
    });
    ranked.sort((a, b) => b.score - a.score || a.at - b.at);
    return this.#byPage(ranked);
  }

  /* How well the headings above a section answer. */
  #above(at, places) {
    let best = 0;
    for (let up = this.rows[at].parent; up >= 0; up = this.rows[up].parent) {
      const hit = places.get(up);
      if (hit && hit.title > best) best = hit.title;
    }
    return best;
  }

  #byPage(ranked) {
    const pages = new Map(), least = ranked[0].score * LEAST;
    for (const hit of ranked.slice(0, MOST_HITS)) {
      if (hit.score < least) break;
      if (!pages.has(hit.row.page)) pages.set(hit.row.page, []);
      const own = pages.get(hit.row.page);
      const address = new URL(this.pages[hit.row.page][0] + (hit.row.anchor && `#${hit.row.anchor}`), this.root).href;
      if (own.length < MOST_OF_A_PAGE && !own.some((one) => one.address === address && one.row.title === hit.row.title))
        own.push({ ...hit, title: hit.row.title, address });
    }
    return [...pages].map(([page, own]) => ({ name: this.pages[page][1], hits: own }));
  }

  matches(text, hit) {
    return words(text).some((word) => hit.marked.has(fold(word)));
  }

  /* A hit's text around its words, as pieces: [text, is it one of the words]. */
  async excerpt(hit) {
    const result = hit.result || (await this.lookUp(words(hit.title)[0])).get(hit.at)?.result;
    if (!result) return [];
    const text = (await result.data()).content.split("\n")[hit.row.line];
    const all = text.split(" ").filter(Boolean);
    const good = all.map((word) => this.matches(word, hit));
    let start = 0, most = -1;
    for (let from = 0; from < all.length; from += 4) {
      const count = good.slice(from, from + EXCERPT).filter(Boolean).length;
      if (count > most) [most, start] = [count, from];
    }
    start = Math.max(0, Math.min(start, all.length - EXCERPT));
    const end = start + EXCERPT;
    const pieces = all.slice(start, end).map((word, at) => [word, good[start + at]]);
    if (start > 0) pieces.unshift(["…", false]);
    if (end < all.length) pieces.push(["…", false]);
    return pieces;
  }
}
