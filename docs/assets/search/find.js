/* Finding: from a question to the sections that answer it, in the order of how well they do.
   The file of sections is made by macros/web/search/index.py. */

import { figures, likeness, numbersIn } from "./numbers.js";
import { STOP_WORDS, Swedish, fold, stem, words } from "./swedish.js";

const LONGEST = 200, MOST_WORDS = 12, MOST_HITS = 12, MOST_OF_A_PAGE = 4, EXCERPT = 26;
/* Words that hint where the answer stands: there, so much more a section weighs. The last is true for a word that
   is a hint alone, and is looked up only when there is no other. */
const HINTS = [
  [/^(ring|ringa|ringer|kontakt\w*)$/, /^kontakter/, 1.6, true],
  [/^(telefon\w*|tele|tel|nummer|numret|mejl\w*|mail\w*|epost|adress\w*|oppe\w*|oppnar)$/, /^kontakter/, 2.6, true],
  [/^(vem|vart|var)$/, /^kontakter/, 1.15],
  [/^(manga|antal)$/, /#(mal|siffror)/, 2, true],
  [/^(blankett\w*|mall\w*|formular\w*|papper\w*)$/, /^blanketter/, 1.6, true],
  [/^(andrats|andringar|andrat|nytt|nyheter|uppdater\w*)$/, /^nytt/, 2],
  [/^(kom|borjade|startade|bildades|gick|historia\w*|bakgrund\w*)$/, /#(bakgrund|handelse|anslutning|historia)/, 1.6],
  [/^(gammal|gamla|alder\w*)$/, /#for-vem/, 2.5],
  [/^(jag|mig|min|mina|mitt|mamma|pappa|anhorig\w*|narstaende)$/, /^familj/, 1.3],
  [/^(betyder|betyda|betydelse|forkortning\w*|definition|menas)$/, /^ordlista/, 2, true],
  [/^(ut|utskrift\w*|pdf|ladda|printa|hamta|papper)$/, /#(skriv-ut|paket|annat)$/, 2],
  [/^(ladda|hamta|printa)$/, /^blanketter/, 1.2, true],
];
const WHAT = /^vad (ar|betyder) (en |ett )?[^ ]+$/, WITH = /^vilka .*\b(med|deltar|ingar|samarbetar)$/;
const TIME = /^(nar|snabbt|fort|lange|lang|tid|tiden|deadline|frist\w*|tids\w+)$/, TIMES = ["inom", "dagar", "veckor", "senast", "dagen"];
/* Whom it is about says less than what, and so does a word that had to be guessed among others. */
const WHO = /^(mamman?|pappan?|foraldr?\w*|barn|barnet|elev|eleven|tonaring\w*|son|dotter|patient\w*|brukare\w*|anhorig\w*|narstaende|min|mig|jag)$/, LESS = 0.6;
const TITLE = 1.7, SHORT = 5, ABOVE = 0.45, NAMED = 1.25, LEAST = 0.22, SECONDARY = 0.7, ELSEWHERE = 0.5;

/* All pages' sections as rows. A parent's place on its page becomes its place among the rows. `here` is where the
   reader stands: what another of the municipality's binders says weighs less. Each further binder has a folder of its
   own, with a routine in it. */
function rows(pages, here) {
  const all = [];
  const folders = pages.flatMap(([address]) => address.match(/^[^./][^/]*\/(?=rutin\/$)/) || []);
  const binderOf = (address) => folders.find((folder) => address.startsWith(folder)) || "";
  for (const [at, [address, , weight, sections]] of pages.entries()) {
    const first = all.length;
    const binder = binderOf(address);
    const near = binder === binderOf(here) || /^(\.\.|kontakter)\//.test(address);
    for (const [anchor, title, text, parent, secondary] of sections) {
      const titleWords = words(title);
      all.push({
        title, text, anchor, page: at, parent: parent < 0 ? -1 : first + parent,
        where: address.replace("../", "").slice(binder.length) + "#" + anchor,
        weight: weight * (secondary ? SECONDARY : 1) * (near ? 1 : ELSEWHERE),
        titleLength: title.split(/\s+/).length,
        titleWords: new Set(titleWords),
        titleStems: new Set(titleWords.map((word) => stem(fold(word)))),
        anchorStems: new Set(anchor.split("-").filter((word) => word.length > 3).map(stem)),
      });
    }
  }
  return all;
}

export class Finder {
  static async open(file) {
    const answer = await fetch(file);
    return answer.ok ? new Finder(await answer.json(), new URL(".", file)) : null;
  }

  constructor(content, root) {
    const here = location.pathname.replace(root.pathname, "");
    Object.assign(this, { root, pages: content.pages, rows: rows(content.pages, here), places: new Map() });
    this.swedish = new Swedish(content);
    for (const [at, { title, text }] of this.rows.entries())
      for (const word of words(`${title} ${text}`)) {
        if (!this.places.has(word)) this.places.set(word, new Set());
        this.places.get(word).add(at);
      }
  }

  /* The rows that a word stands in, as it is written. */
  lookUp(word) {
    return this.places.get(word) || new Set();
  }

  find(query) {
    const number = figures(query.slice(0, LONGEST));
    const byNumber = number && !this.places.has(number) ? this.#byNumber(number) : [];
    /* A whole number that nobody here has is not looked for by its area code, which says too little. */
    return byNumber.length || /^0\d{7}/.test(number) ? byNumber : this.#byWords(query);
  }

  /* The sections with a telephone number like the one typed; those that hold fewest others first. */
  #byNumber(wanted) {
    this.numbers ||= this.rows.map(({ title, text }) => numbersIn(`${title} ${text}`));
    const ranked = [];
    for (const [at, numbers] of this.numbers.entries()) {
      const like = numbers.map(({ digits }) => likeness(digits, wanted)), best = Math.max(0, ...like), row = this.rows[at];
      const marked = new Set(numbers.filter((_, number) => like[number]).flatMap(({ written }) => words(written)));
      if (best) ranked.push({ at, row, marked, score: (best * row.weight) / (1 + numbers.length / 10) });
    }
    ranked.sort((a, b) => b.score - a.score || a.at - b.at);
    return ranked.length ? this.#byPage(ranked) : [];
  }

  #byWords(query) {
    const typed = words(query.slice(0, LONGEST)).slice(0, MOST_WORDS), folded = typed.map(fold);
    const indexed = folded.map((word, at) => [word, at]);
    const content = indexed.filter(([word]) => !STOP_WORDS.has(word));
    const specific = content.filter(([word]) => !TIME.test(word) && !HINTS.some(([pattern, , , onlyHint]) => onlyHint && pattern.test(word)));
    let used = [];
    for (const asked of [specific, content, indexed])
      if (!used.length && asked.length) used = this.#slots(folded, typed, asked).filter((slot) => slot.places.size);
    if (used.length && folded.some((word) => TIME.test(word))) {
      const soft = this.#places(TIMES.map((word) => ({ all: [[word]], sure: 0.5 })));
      return this.#best(folded, used, { ...soft, rare: 0.8 });
    }
    return used.length ? this.#best(folded, used) : [];
  }

  /* For each word asked for: the rows that answer it, with how well. */
  #slots(folded, typed, asked) {
    const slots = asked.map(() => []);
    for (let place = 0; place < folded.length; place++)
      for (const meant of this.swedish.meanings(folded, place))
        asked.forEach(([, at], slot) => at >= place && at < place + meant.length && slots[slot].push(meant));
    const made = [];
    for (const [slot, [word, at]] of asked.entries()) {
      const own = this.swedish.alternatives(word, typed[at]);
      const known = own.length || slots[slot].length, sets = known ? [own] : this.swedish.guesses(word);
      for (const set of sets) {
        const found = this.#places([...slots[slot], ...set]);
        made.push({ ...found, rare: found.rare * (known && !WHO.test(word) ? 1 : asked.length > 1 ? LESS : 1), word: stem(word) });
      }
    }
    return made;
  }

  #places(wanted) {
    const places = new Map(), marked = new Set();
    for (const { all, sure } of wanted) {
      const [first, ...others] = all.map((forms) => this.#any(forms, marked));
      for (const row of first.keys()) {
        if (!others.every((one) => one.has(row))) continue;
        const title = [first, ...others].every((one) => one.get(row));
        const value = sure * (title ? 1 + TITLE * Math.min(1, SHORT / this.rows[row].titleLength) : 1);
        const old = places.get(row);
        if (!old || old.value < value) places.set(row, { value, title: title ? sure : 0 });
      }
    }
    const sure = [...places.values()].filter(({ value }) => value > 0.7).length;
    return { places, marked, rare: Math.log(1 + this.rows.length / Math.max(1, sure || places.size)) };
  }

  /* The rows that any of some forms stands in: Map of row → whether one stands in its heading. */
  #any(forms, marked) {
    const together = new Map();
    for (const form of forms) {
      marked.add(fold(form));
      for (const row of this.lookUp(form)) together.set(row, together.get(row) || this.rows[row].titleWords.has(form));
    }
    return together;
  }

  #best(folded, slots, soft) {
    const all = slots.reduce((sum, slot) => sum + slot.rare, 0);
    const about = new Set(folded.map(stem)), question = folded.join(" ");
    const hints = HINTS.filter(([pattern]) => folded.some((word) => pattern.test(word)));
    if (WITH.test(question)) hints.push([null, /^overenskommelse\/#(parter|verksamheter|anslutningar)/, 3]);
    if (WHAT.test(question)) hints.push([null, /^ordlista/, 1.7]);
    const marked = new Set(slots.flatMap((slot) => [...slot.marked]));
    const candidates = new Set(slots.flatMap((slot) => [...slot.places.keys()]));
    this.rows.forEach((row, at) => slots.some(({ word }) => row.anchorStems.has(word)) && candidates.add(at));
    const ranked = [...candidates].map((at) => {
      const row = this.rows[at];
      let sum = 0, covered = 0;
      for (const { places, rare, word } of soft ? [...slots, soft] : slots) {
        const hit = places.get(at), above = this.#above(at, places);
        const value = Math.max(hit ? hit.value : 0, row.anchorStems.has(word) ? NAMED : 0);
        sum += rare * (value + ABOVE * above);
        if (word) covered += rare * (value ? Math.min(1, value + 0.3) : above && 0.5);
      }
      const same = [...row.titleStems].filter((one) => about.has(one)).length;
      const like = same / (new Set([...row.titleStems, ...about]).size || 1);
      const hinted = hints.reduce((factor, [, place, more]) => (place.test(row.where) ? factor * more : factor), 1);
      const score = sum * (0.25 + 0.75 * (covered / all) ** 1.5) * (1 + 0.7 * like) * row.weight * hinted;
      return { at, row, score, marked };
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
  excerpt(hit) {
    const all = hit.row.text.split(" ").filter(Boolean);
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
