/* Finding: from a question to the sections that answer it, in the order of how well they do.
   The file of sections is made by macros/web/search/index.py. */

import { figureWithin, figures, likeness, numbersIn } from "./numbers.js";
import { LIGHT_WORDS, STOP_WORDS, Swedish, fold, lightStem, typedWords, words } from "./swedish.js";

const LONGEST = 200, MOST_WORDS = 12, MOST_HITS = 12, FIRST_OF_A_PAGE = 2, FIRST = 3, URGENT = 2, EXCERPT = 26;
/* Words that hint where the answer stands: there, so much more a section weighs. The last is true for a word that
   is a hint alone, and is looked up only when there is no other. */
const HINTS = [
  [/^(ring|ringa|ringer|kontakt\w*)$/, /^kontakter/, 1.6, true],
  [/^(telefon\w*|tele|tel|\w*nummer|numret|mejl\w*|mail\w*|epost|adress\w*|oppe\w*|oppnar)$/, /^kontakter/, 2.6, true],
  [/^(bok|tidsbest|bestall)\w*$/, /^kontakter/, 1.3],
  [/^(oros)?anmal\w*$/, /#(fraga-far-illa|orosanmalan)$/, 1.4],
  [/^(vem|vart|var)$/, /^kontakter/, 1.15],
  [/^(lag|lagen|lagar|lagrum|lagstod|lagtext|paragraf\w*)$/, /^lagar/, 2.2, true],
  [/^\w{3,}(lag|balk)(en|ens)?$/, /^lagar/, 1.6],
  [/^(manga|antal)$/, /#(mal|siffror)/, 2, true],
  [/^(blankett\w*|mall\w*|formular\w*|papper\w*)$/, /^blanketter/, 1.6, true],
  [/^(andrats|andringar|andrat|nytt|nyheter|uppdater\w*)$/, /^nytt/, 2],
  [/^(kom|borjade|startade|bildades|gick|historia\w*|bakgrund\w*)$/, /#(bakgrund|handelse|anslutning|historia)/, 1.6],
  [/^(gammal|gamla|alder\w*)$/, /#for-vem/, 2.5],
  [/^(galler|omfatta\w*)$/, /#for-vem/, 1.5],
  [/^ny(anstalld\w*|exad\w*|borjare)?$/, /^introduktion\/#(forsta-veckan)?$/, 1.8],
  [/^(apt\w*|arbetsplatstraff\w*|personalmote\w*)$/, /^chef\/#(apt|paket|fall)$/, 1.6],
  [/^(man|fru|make|maka|sambo\w*)$/, /^familj\/narstaende/, 1.5],
  [/^(jag|mig|min|mina|mitt|mamma|pappa|anhorig\w*|narstaende)$/, /^familj/, 1.3],
  [/^(betyder|betyda|betydelse|forkortning\w*|definition|menas)$/, /^ordlista/, 2, true],
  [/^(utskrift\w*|pdf|ladda|printa|hamta|papper)$/, /#(skriv-ut|paket|annat)$/, 2],
  [/^(ladda|hamta|printa)$/, /^blanketter/, 1.2, true],
];
const PRINT = /(^| )skriv(a|er)?( \S+)? ut( |$)/;
const TOLD = /^(far|kan|maste|ska|kommer) .*(veta|lasa|se|berattar?|reda pa)( |$)/;
const WHAT = /^vad (ar|betyder) (en |ett )?[^ ]+( [^ ]+)?$/, WITH = /(^vilka |kommun).*\b(med|deltar|ingar|samarbetar)$/;
const TIME = /^(nar|snabbt|fort|lange|lang|tid|tiden|deadline|frist\w*|tids\w+)$/, TIMES = ["inom", "dagar", "veckor", "senast", "dagen"];
/* Who books a time does not ask for a last day. */
const BOOK = /^(bok|bestall)/;
/* Whom it is about says less than what, and so does a word that had to be guessed among others. */
const WHO = /^(flick(a|an|or)|pojk(e|en|ar)|tjej(en|er)?|kill(e|en|ar)|grabb(en|ar)?|ung(e|en|ar|arna)|ungdom(en|ar)?|mamma\w*|pappa\w*|mor|far|foral?d?e?r\w*|barn|barnet|barnen|elev|eleven|tonaring\w*|sonen?|dottern?|bror|brodern?|brorsan|syster|syrran|syskon|(mor|far)(mor|far)|granne\w*|sambon?|make|maka|fru|man|vuxen|patient\w*|brukare\w*|anhorig\w*|narstaende|min|mig|jag|oss)$/;
/* Whom a matter is about when it is about a grown-up, and how people call them: without such a word it is about a child. */
const GROWN = /^(foralder|vuxen)$/, GROWN_UP = /^(mamma\w*|morsa\w*|pappa\w*|farsa\w*|mor|far|modern|fadern|foral\w*|vuxn?\w*|man|mannen|make\w*|fru\w*|sambo\w*|bonus\w*|styv\w*|vardnads\w*|anhorig\w*|(mor|far)(mor|far)\w*|patient\w*|brukare\w*|bror\w*|syster\w*|nyforlost|forlossning\w*)$/;
/* How much each thing says. Tried one by one on tests/search/queries.yaml and on questions that were written meanwhile. */
const W = {
  title: 1.7, short: 5, above: 0.45, named: 1.25, least: 0.18, said: 0.8, part: 0.3, like: 1, covered: 1.3, some: 0.15,
  page: 6, exact: 2, within: 1.4, heard: 0.75, long: 0.25, share: 1.2, rare: 1.15,
  less: 0.6, light: 0.35, guessed: 0.7, clear: 0.56, times: 0.8, what: 1.7, print: 2, told: 1.3, grown: 0.7, with: 3,
  secondary: 0.7, urgent: 1.3, elsewhere: 0.6, own: 0.6,
};

/* All pages' sections as rows. A parent's place on its page becomes its place among the rows. `here` is where the
   reader stands: what another of the municipality's binders says weighs less. Each further binder has a folder of its
   own, with a routine in it. */
function rows(pages, here) {
  const all = [];
  const folders = pages.flatMap(([address]) => address.match(/^[^./][^/]*\/(?=rutin\/$)/) || []);
  const binderOf = (address) => folders.find((folder) => address.startsWith(folder)) || "";
  for (const [at, [address, name, weight, sections]] of pages.entries()) {
    const first = all.length;
    const binder = binderOf(address);
    const near = binder === binderOf(here) || /^(\.\.|kontakter)\//.test(address);
    for (const [anchor, title, text, parent, rank, synonyms = ""] of sections) {
      const titleWords = words(title);
      const said = [...synonyms.split(","), ...(all.length === first ? [name] : [])].map(words);
      all.push({
        title, text, anchor, rank, page: at, parent: parent < 0 ? -1 : first + parent,
        where: address.replace("../", "").slice(binder.length) + "#" + anchor,
        weight: weight * [1, W.secondary, W.urgent][rank], binder: /^(\.\.|kontakter)\//.test(address) ? null : binder, near,
        titleLength: title.split(/\s+/).length,
        titleWords: new Set(titleWords),
        titleStems: new Set(titleWords.map(keyOf)),
        synonyms: new Set(said.filter((phrase) => phrase.length === 1).flat()),
        heard: new Set(said.flatMap((phrase) => phrase.length === 1 ? phrase : phrase.filter((word) => !STOP_WORDS.has(fold(word))))),
        long: Math.log(1 + text.length / 300),
        said,
        grown: /^fraga-/.test(anchor) && titleWords.some((word) => GROWN.test(fold(word))),
        spelled: [titleWords, ...said].map(spell),
        name: all.length === first ? spell(words(name)) : "",
        anchorStems: new Set(anchor.split("-").filter((word) => word.length > 3).map(lightStem)),
      });
    }
  }
  return all;
}

const isLight = (word) => LIGHT_WORDS.has(word) || /^\d{1,2}$/.test(word);

/* A word's stem with the dots it is written with: *mäter* is not *mat*. */
const keyOf = (word) => word.slice(0, lightStem(fold(word)).length);

/* The stems of the words that say something. */
const stemsOf = (typed) => new Set(typed.filter((word) => !STOP_WORDS.has(fold(word))).map(keyOf));

/* Whether a stem is among those that were typed, perhaps without its dots. */
const isTyped = (typed, key) => typed.has(key) || typed.has(fold(key));

/* Words as one folded text, in which whole words can be found. */
const spell = (typed) => ` ${typed.map(fold).join(" ")} `;

/* How alike two sets of stems are, from 0 to 1. */
const likenessOf = (one, other) => {
  const same = [...one].filter((stem) => isTyped(other, stem)).length;
  return same / (one.size + other.size - same || 1);
};

export class Finder {
  /* A finder of a file of sections; null where there is no such file. */
  static async open(file) {
    const answer = await fetch(file);
    return answer.ok ? new Finder(await answer.json(), new URL(".", file)) : null;
  }

  constructor(content, root) {
    const here = location.pathname.replace(root.pathname, "");
    Object.assign(this, { root, pages: content.pages, urgent: content.urgent, rows: rows(content.pages, here), places: new Map() });
    this.hints = HINTS.filter(([, place]) => this.rows.some(({ where }) => place.test(where)));
    for (const [at, { title, text, heard }] of this.rows.entries())
      for (const word of [...words(`${title} ${text}`), ...heard]) {
        if (!this.places.has(word)) this.places.set(word, new Set());
        this.places.get(word).add(at);
      }
    this.swedish = new Swedish(content, this.places.keys());
    this.phrases = this.rows.flatMap(({ said }, at) => said.map((phrase) => ({ at, keys: stemsOf(phrase), whole: new Set(phrase.map(keyOf)) })));
    const says = this.#countStems();
    this.heard = new Map();
    for (const phrase of this.phrases) {
      phrase.all = [...phrase.keys].reduce((sum, key) => sum + (says.get(key) || 1), 0);
      for (const key of phrase.keys)
        for (const typed of new Set([key, fold(key)])) {
          if (!this.heard.has(typed)) this.heard.set(typed, []);
          this.heard.get(typed).push([phrase, says.get(key) || 1]);
        }
    }
    this.sizes = new Map();
    for (const { near, binder } of this.rows) if (binder !== null) {
      const key = near ? "near" : binder;
      this.sizes.set(key, (this.sizes.get(key) || 0) + 1);
    }
  }

  /* How much each stem says: the more, the fewer rows have it. */
  #countStems() {
    const rows = new Map();
    for (const [word, at] of this.places) {
      const key = keyOf(word);
      rows.set(key, (rows.get(key) || 0) + at.size);
    }
    return new Map([...rows].map(([key, count]) => [key, Math.log(1 + this.rows.length / count)]));
  }

  /* The rows that a word stands in, as it is written. */
  lookUp(word) {
    return this.places.get(word) || new Set();
  }

  find(query) {
    query = query.slice(0, LONGEST);
    const number = figures(query) || figureWithin(query);
    if (number && this.places.has(number)) return this.#byWords(number);
    const byNumber = number ? this.#byNumber(number) : [];
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
    const typed = typedWords(query).slice(0, MOST_WORDS), folded = typed.map(fold);
    const indexed = folded.map((word, at) => [word, at]);
    const content = indexed.filter(([word]) => !STOP_WORDS.has(word));
    const specific = content.filter(([word]) => !TIME.test(word) && !this.hints.some(([pattern, , , onlyHint]) => onlyHint && pattern.test(word)));
    let used = [];
    for (const asked of [specific, content, indexed])
      if (!used.length && asked.length) used = this.#slots(folded, typed, asked).filter((slot) => slot.places.size);
    if (used.length && folded.some((word) => TIME.test(word)) && !folded.some((word) => BOOK.test(word))) {
      const soft = this.#places(TIMES.map((word) => ({ all: [[word]], sure: 0.5 })));
      return this.#best(typed, folded, used, { ...soft, rare: W.times });
    }
    return used.length ? this.#best(typed, folded, used) : [];
  }

  /* The phrases that are said of each row, with how large a part of each was typed, and what of it. A word that says little
     is a little part. */
  #hear(about) {
    const parts = new Map(), rows = new Map();
    for (const key of about)
      for (const [phrase, much] of this.heard.get(key) || []) {
        if (!parts.has(phrase)) parts.set(phrase, { part: 0, keys: new Set() });
        parts.get(phrase).part += much / phrase.all;
        parts.get(phrase).keys.add(key);
      }
    for (const [phrase, { part, keys }] of parts)
      if (part >= W.part) {
        if (!rows.has(phrase.at)) rows.set(phrase.at, []);
        rows.get(phrase.at).push({ whole: phrase.whole, part, keys });
      }
    return rows;
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
      const known = own.length || slots[slot].length;
      if (!known && asked.length > 1 && WHO.test(word)) continue;
      const sets = known ? [own] : this.swedish.guesses(word);
      for (const set of sets) {
        const found = this.#places([...slots[slot], ...set]);
        const guess = known ? 1 : Math.min(1, Math.max(0, ...set.map(({ sure }) => sure)) / W.clear) ** 2;
        made.push({ ...found, rare: found.rare * (asked.length < 2 ? 1 : guess * this.#weigh(word, known)), word: lightStem(word), key: keyOf(typed[at]), vague: isLight(word) || WHO.test(word) });
      }
    }
    return made;
  }

  /* How much a word says beside others. */
  #weigh(word, known) {
    return isLight(word) ? W.light : WHO.test(word) ? W.less : known ? 1 : W.guessed;
  }

  #places(wanted) {
    const places = new Map(), marked = new Set();
    for (const { all, sure } of wanted) {
      const [first, ...others] = all.map((forms) => this.#any(forms, marked));
      for (const row of first.keys()) {
        if (!others.every((one) => one.has(row))) continue;
        const title = [first, ...others].every((one) => one.get(row));
        const synonym = !title && all.every((forms) => forms.some((form) => this.rows[row].synonyms.has(form)));
        const heard = !title && !synonym && all.every((forms) => forms.some((form) => this.rows[row].heard.has(form)));
        const value = sure * (title ? 1 + W.title * Math.min(1, W.short / this.rows[row].titleLength)
          : synonym ? 1 + W.said : heard ? W.heard : 1 / (1 + W.long * this.rows[row].long));
        const old = places.get(row);
        if (!old || old.value < value) places.set(row, { value, title: title ? sure : 0 });
      }
    }
    const sure = [...places.values()].filter(({ value }) => value > 0.7).length;
    return { places, marked, rare: Math.log(1 + this.rows.length / Math.max(1, sure || places.size)) ** W.rare };
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

  #best(typed, folded, slots, soft) {
    const all = slots.reduce((sum, slot) => sum + slot.rare, 0);
    const about = stemsOf(typed), every = new Set(typed.map(keyOf)), asked = spell(folded), question = asked.trim();
    const hints = this.hints.filter(([pattern]) => folded.some((word) => pattern.test(word)));
    if (WITH.test(question)) hints.push([null, /^overenskommelse\/#(parter|verksamheter|anslutningar)/, W.with]);
    if (PRINT.test(question)) hints.push([null, /#(skriv-ut|paket|annat)$/, W.print]);
    if (TOLD.test(question)) hints.push([null, /#(avsnitt-(i-hemlighet|hemligt|vad-skriver-ni|utan-ja|utan-samtycke)|osl-.*)$/, W.told]);
    if (WHAT.test(question)) hints.push([null, /^ordlista/, W.what]);
    const grownUp = folded.some((word) => GROWN_UP.test(word));
    const marked = new Set(slots.flatMap((slot) => [...slot.marked]));
    const candidates = new Set(slots.flatMap((slot) => [...slot.places.keys()]));
    const spoken = this.#hear(about), nearness = new Map();
    for (const [at, row] of this.rows.entries()) {
      if (slots.some(({ word, vague }) => !vague && row.anchorStems.has(word)) || spoken.get(at)?.some(({ part }) => part > 0.999)) candidates.add(at);
      if (!row.near && !nearness.has(row.binder)) nearness.set(row.binder, this.#nearness(slots, row.binder));
    }
    const ranked = [...candidates].map((at) => {
      const row = this.rows[at];
      let sum = 0, covered = 0;
      const said = spoken.get(at) || [];
      for (const { places, rare, word, key, vague } of soft ? [...slots, soft] : slots) {
        const hit = places.get(at), above = this.#above(at, places);
        const heard = Math.max(0, ...said.map(({ part, keys }) => keys.has(key) ? part : 0));
        const value = Math.max(hit ? hit.value : 0, !vague && row.anchorStems.has(word) ? W.named : 0, (1 + W.said) * heard ** W.share);
        sum += rare * (value + W.above * above);
        if (word) covered += rare * (value ? Math.min(1, value + 0.3) : above && 0.5);
      }
      const like = Math.max(likenessOf(row.titleStems, every), ...said.map(({ whole }) => likenessOf(whole, every)));
      const hinted = hints.reduce((factor, [, place, more]) => (place.test(row.where) ? factor * more : factor), 1);
      const spelled = row.name === asked ? W.page : row.spelled.includes(asked) || like === 1 ? W.exact : 1;
      const whole = spelled === 1 && folded.length > 1 && row.spelled.some((phrase) => phrase.includes(asked)) ? W.within : spelled;
      const other = row.grown && !grownUp ? W.grown : 1, far = row.near ? 1 : nearness.get(row.binder);
      const score = far * other * whole * sum * (W.some + (1 - W.some) * (covered / all) ** W.covered) * (1 + W.like * like) * row.weight * hinted;
      return { at, row, score, marked };
    });
    ranked.sort((a, b) => b.score - a.score || a.at - b.at);
    return this.#byPage(ranked);
  }

  /* What a section of another of the municipality's binders weighs: the more of the words are that binder's own, the more. */
  #nearness(slots, binder) {
    let own = 0, all = 0;
    for (const { places, rare, vague } of slots) {
      let here = 0, there = 0;
      for (const [at, { value }] of places) {
        const row = this.rows[at];
        if (row.binder === null) continue;
        if (row.near) here += value / this.sizes.get("near"); else if (row.binder === binder) there += value / this.sizes.get(binder);
      }
      if (!here && !there) continue;
      const much = vague ? rare * W.less : rare;
      own += (much * there) / (here + there);
      all += much;
    }
    const part = all ? own / all : 0;
    return W.elsewhere + (1 - W.elsewhere) * Math.max(0, (part - W.own) / (1 - W.own));
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

  /* The best hits by page. A page gives its two best at once, so that others are seen, and more of it last. */
  #byPage(ranked) {
    const first = new Map(), more = new Map(), taken = new Set(), least = ranked[0].score * W.least;
    for (const hit of ranked.slice(0, MOST_HITS)) {
      const { page, anchor, title } = hit.row;
      const address = new URL(this.pages[page][0] + (anchor && `#${anchor}`), this.root).href;
      if (hit.score < least || taken.has(`${address} ${title}`)) continue;
      taken.add(`${address} ${title}`);
      const groups = first.get(page)?.length === FIRST_OF_A_PAGE ? more : first;
      groups.set(page, [...(groups.get(page) || []), { ...hit, title, address }]);
    }
    return [...first, ...more].map(([page, hits]) => ({ name: this.pages[page][1], hits }));
  }

  /* Whether one of the first answers is to a matter of urgency. */
  isUrgent(groups) {
    return groups.flatMap(({ hits }) => hits).slice(0, FIRST).some(({ row }) => row.rank === URGENT);
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
