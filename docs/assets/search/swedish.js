/* Swedish as people write it: from a typed word to the text's own words, with how sure each is.
   The list of words is made by macros/web/search/word_list.py; stem() does what its stem() does. */

const SPECIAL = { æ: "a", ø: "o", ß: "ss", đ: "d", ŋ: "n", ŧ: "t" };
const VOWEL = /[aeiouy]/;
const MAIN = ("heterna hetens andes arnas ernas ornas arens anden heten heter andet arna erna orna ande arne aste " +
  "aren ades erns ens ade are ern het ast ad en ar er or as es at et a e s").split(" ");
const NO_ET = /(fab|h|pak|rak|stak|kom|iet|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$/;
const SURE = { exact: 1, form: 0.93, synonym: 0.75, also: 0.5, stem: 0.5, head: 0.62, first: 0.5, start: 0.55, near: 0.6, far: 0.45, dots: 0.4 };
const MOST = 40, AKIN = 7, LONG = 7, SHORTEST_BEGIN = 6;

export const fold = (word) =>
  word.toLowerCase().replace(/[æøßđŋŧ]/g, (letter) => SPECIAL[letter]).normalize("NFD").replace(/\p{M}/gu, "");

export const words = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

/* As people write it when they write as they speak. */
const SPOKEN = new Map(Object.entries({ mej: "mig", dej: "dig", sej: "sig", nån: "någon", nåt: "något", nåra: "några", sån: "sådan", sånt: "sådant", dom: "de", va: "vad", asså: "alltså", sen: "sedan", stan: "staden", iväg: "bort" }));

const YEARS = ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"];

/* The words of what somebody typed. */
export const typedWords = (query) => words(query.replace(/\b([1-9])[ -]?åring/gi, (_, years) => `${YEARS[years - 1]}åring`)).map((word) => SPOKEN.get(word) || word);

/* Words that say little: they are looked for only when there is no other. */
export const STOP_WORDS = new Set(("och att i som en ett det den de dem på är var för av med till om inte har hade kan ska skall du ni vi jag " +
  "man när vad vem vilka vilken vilket hur varför eller från vid så sig min mitt mina din ditt dina vår vårt våra er sin sitt sina han hon hen " +
  "bli blir blev få får fick fått ju då där här nu måste vill gör göra finns mig dig oss ens sin ska behöver något någon några hos mer " +
  "också bara efter innan ett detta denna dessa nån nåt mej dej sej hej tack snälla hittar hitta letar söker skulle kunna egentligen alltså gå går ingen längre lite mycket ner").split(" ").map(fold));
/* Common words that say little beside others. */
export const LIGHT_WORDS = new Set(("gälla gäller vända vänder vänt hjälp hjälpa hjälper stöd stödja komma kommer kom kommit säga säger sa sagt prata pratar veta vet visste se ser såg sett ta tar tog ge ger gav hända händer hänt känna känner " +
  "tycka tycker tro tror använda använder börja börjar börjat fortsätta fortsätter sluta slutar slutat vilja ville velat bruka brukar behöva behövs låta låter hålla håller stå står " +
  "ligga ligger sitta sitter sätta sätter dag dagar dagen tid tiden gång gånger hela alla andra varje först före sedan länge snart direkt igen ihop själv själva bra bäst " +
  "stor stora liten små morgon morgonen idag imorgon folk person personer sak saker sätt göras gjort gjorde gjord fråga frågar frågor lova ordna ordnar sker tänker tänkt " +
  "kräver gällande ska fall ringt fått blivit varit kanske redan ännu aldrig alltid ofta ibland nästan helt väldigt jätte över under mellan utan framför bakom inför enligt ute inne hit dit samma olika " +
  "hittat hittade skicka skickar skickade skickat lova lovat lovade trodde verka verkar klara klarar klarade okej ok sådan sådant fram fortfarande kasta kastar höra hör hört hörde hörs berätta berättar berättade berättat " +
  "hamna hamnar hamnat råka råkade råkar önska önskar försöka försöker försökt försökte borde ändå faktiskt typ liksom precis kallas heter fanns istället stället därför eftersom fastän fast nog väl ganska ungefär minst mest enda egen eget egna " +
  "vanlig vanligt viktig viktigt ut in upp bort föreslå meddela meddelar agera pratat undrar undra ställe allting ingenting åka åker kör dom ihåg tänka känns kännas märkt fundera funderar få trots ytterligare använt verkligen antagligen").split(" ").map(fold));
/* Whether a word has the dots and rings of another, as far as both go. Many leave them out, few put them in: *mäter* is not
   *mat*. */
const hasDotsOf = (dotted, word) => [...dotted].every((letter, at) => !/[åäö]/.test(letter) || at >= word.length || word[at] === letter);

const saysMore = (form, typed) => fold(form) === typed || !STOP_WORDS.has(fold(form));
const withoutStopWords = (phrase) => phrase.filter((word) => !STOP_WORDS.has(fold(word)));

const mayLoseEt = (rest) => /[aeiouy][^aeiouy]$/.test(rest) && rest.length > 2 && !NO_ET.test(rest);

/* Snowball's Swedish stemmer on a folded word. */
export function stem(word) {
  const vowel = word.search(VOWEL);
  if (word.length < 3 || vowel < 0) return word;
  const after = word.slice(vowel).search(/[^aeiouy]/);
  const from = after < 0 ? word.length : Math.max(3, vowel + after + 1);
  const ends = (ending) => word.length - ending.length >= from && word.endsWith(ending);
  const main = MAIN.reduce((best, one) => (one.length > best.length && ends(one) ? one : best), "");
  const rest = word.slice(0, word.length - main.length);
  if (main === "s") {
    if (rest.endsWith("et") && mayLoseEt(rest.slice(0, -2))) word = rest.slice(0, -2);
    else if (/[bcdfghjklmnoprtvy]$/.test(rest)) word = rest;
  } else if (main === "et") {
    if (mayLoseEt(rest)) word = rest;
  } else word = rest;
  if (["dd", "gd", "nn", "dt", "gt", "kt", "tt"].some(ends)) word = word.slice(0, -1);
  const other = ["lig", "els", "ig"].find(ends);
  if (other) return word.slice(0, -other.length);
  return ends("fullt") ? word.slice(0, -1) : word;
}

/* *Psykiatrin* is *psykiatri*, *rummet* is *rum* and *skolan* is *skola*: Snowball keeps those endings. */
export const lightStem = (word) => stem(word.replace(/([iouy]|[eo][lr])(ns?|t)$|([mn])\3e[nt]s?$|([b-df-hj-np-tvx])ans?$/, "$1$3$4"));
const stems = (word) => [...new Set([stem(word), stem(stem(word)), lightStem(word)])];

/* Steps from one word to another (letters changed, added, lost or swapped), or one more than allowed. */
export function distance(a, b, allowed) {
  if (Math.abs(a.length - b.length) > allowed) return allowed + 1;
  let before = [], last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > allowed) return allowed + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/* One letter where two should be, or two for one, is the commonest slip: half a step. */
const single = (word) => word.replace(/([bdfgklmnprstv])\1/g, "$1");

const addTo = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);

export class Swedish {
  /* `known` are the words of the texts: those that the table has no line for are alone with their base form. */
  constructor(table, known) {
    this.groups = [];
    this.exact = new Map();
    this.stems = new Map();
    this.irregular = new Map();
    this.parts = new Map();
    this.phrases = new Map();
    for (const line of table.words.split("\n")) this.#group(line);
    const listed = new Set(this.groups.flat());
    for (const word of known) if (!listed.has(word) && !/^\d+$/.test(word)) this.#group(word);
    for (const line of table.synonyms.split("\n").filter(Boolean)) this.#synonyms(line);
    this.longest = Math.max(1, ...[...this.phrases.keys()].map((key) => key.split(" ").length));
  }

  #group(line) {
    const [, parts, own, others] = line.match(/^(?:(.*):)?([^;]*)(?:;(.*))?$/);
    const at = this.groups.push(own.split(" ")) - 1;
    for (const word of this.groups[at]) {
      addTo(this.exact, fold(word), at);
      for (const one of stems(fold(word))) addTo(this.stems, one, at);
    }
    for (const one of others ? others.split(" ") : []) addTo(this.irregular, one, at);
    const pieces = parts ? parts.split("|") : [];
    for (let i = 0; i < pieces.length; i++)
      for (let j = i + 1; j <= pieces.length; j++)
        if (j - i < pieces.length) {
          const last = j === pieces.length;
          addTo(this.parts, stem(pieces.slice(i, j).join("")), { at, sure: last ? SURE.head : SURE.first });
        }
  }

  #synonyms(line) {
    const [said, meant, also = []] = line.split(">").map((side) => side.split(",").filter(Boolean).map((phrase) => phrase.split(" ")));
    for (const phrase of said) {
      const keys = [phrase, ...(withoutStopWords(phrase).length > 1 ? [withoutStopWords(phrase)] : [])].map((some) => some.map((word) => lightStem(fold(word))).join(" "));
      const take = (targets, sure) => targets.filter((one) => one.join() !== phrase.join())
        .forEach((target) => new Set(keys).forEach((key) => addTo(this.phrases, key, { target, sure })));
      take(meant, SURE.synonym);
      take(also.filter((one) => withoutStopWords(one).length > 1), SURE.also);
    }
  }

  /* What may be meant by the words from a place on, with or without those that say little between them:
     {length, all: words that must all be there, sure}. */
  *meanings(typed, place) {
    const keys = new Map();
    for (let end = place + 1; end <= typed.length && keys.size < 2 * this.longest; end++) {
      const some = typed.slice(place, end);
      for (const words of [some, STOP_WORDS.has(some[0]) || STOP_WORDS.has(some.at(-1)) ? [] : withoutStopWords(some)]) keys.set(words.map(lightStem).join(" "), [end - place, words.length]);
    }
    const joined = this.#joined(typed[place], typed[place + 1] || "");
    if (joined.length) yield { length: 2, all: [joined], sure: SURE.form };
    for (const [key, [length, count]] of keys)
      for (const { target, sure } of this.phrases.get(key) || []) {
        const forms = (target.length > 1 ? withoutStopWords(target) : target).map((word) => this.#forms(fold(word), word));
        if (forms.length && forms.every((one) => one.length)) yield { length, all: forms, sure: Math.min(1, sure + 0.12 * (count - 1)) };
      }
  }

  /* A compound that is written apart: *avvikelse rapport*. A slip of the finger is forgiven in a long one. */
  #joined(first, last) {
    if (first.length < 3 || last.length < 3 || STOP_WORDS.has(first) || STOP_WORDS.has(last)) return [];
    const whole = [first + last, `${first}s${last}`, stem(first) + last];
    const own = whole.flatMap((one) => this.#forms(one)).filter((form) => lightStem(fold(form)) !== lightStem(first));
    return own.length ? own : this.#near(whole[0], whole[0].length < 9 ? 0 : 1, [this.exact]).flatMap((one) => this.#forms(one));
  }

  /* The groups that share a stem with a word. Irregular stems are for a form that the text does not have:
     *andra* is a form of *två*, but *ändra* is not. */
  #groups(word) {
    const maps = this.exact.has(word) ? [this.stems] : [this.stems, this.irregular];
    return stems(word).flatMap((one) => maps.flatMap((map) => map.get(one) || []));
  }

  #forms(word, dotted = word) {
    const groups = (this.exact.get(word) || this.#groups(word)).map((at) => this.groups[at]);
    const meant = dotted === word ? [] : groups.filter((group) => group.some((one) => hasDotsOf(dotted, one)));
    const own = (meant.length ? meant : groups).flat();
    /* *Skola* is the verb too: what is typed is not its *ska*. */
    return /^\d+$/.test(word) ? [word] : [...new Set(own)].filter((form) => saysMore(form, word));
  }

  /* The text's own words for one typed word: {all: [[word]], sure}. */
  alternatives(typed, dotted = typed) {
    const found = new Map(), meant = dotted !== typed && this.#has(dotted, typed);
    const take = (at, sure, isPart) => this.groups[at].forEach((word, _, group) => {
      const same = fold(word) === typed;
      if (!saysMore(word, typed)) return;
      // *Ändra* is not *andra*, though *andra* may be *ändra*.
      if (meant && !group.includes(dotted) && group.some((one) => fold(one) === typed)) return;
      const alike = isPart || dotted === typed || group.some((one) => hasDotsOf(dotted, one));
      const here = same && !isPart ? SURE.exact : alike ? sure : sure * SURE.dots;
      if (!(found.get(word) >= here)) found.set(word, here);
    });
    if (/\d/.test(typed)) found.set(typed, SURE.exact);
    for (const at of this.exact.get(typed) || []) take(at, SURE.form);
    // *Papper* has the stem of *pappa*, and *mot* that of *möte*: a word that the text has is more than its stem, if short.
    for (const at of this.#groups(typed)) take(at, this.exact.has(typed) && stem(typed).length < LONG ? SURE.stem : SURE.form);
    for (const { at, sure } of (typed.length > 2 && this.parts.get(stem(typed))) || []) take(at, sure, true);
    return [...found].sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([word, sure]) => ({ all: [[word]], sure }));
  }

  #has(dotted, typed) {
    return (this.exact.get(typed) || []).some((at) => this.groups[at].includes(dotted));
  }

  #known(typed) {
    return typed.length > 2 ? [...this.alternatives(typed), ...this.meanings([typed], 0)] : [];
  }

  /* When nothing is found: the beginning of a word, a word nearly spelled so, or a compound of known words.
     One set of alternatives, or one for each part. */
  guesses(typed) {
    const begun = typed.length > 2 ? [...this.exact.keys()].filter((key) => key.startsWith(typed)) : [];
    if (begun.length) return [this.#spelled(begun.slice(0, MOST), SURE.start)];
    const near = this.#near(typed, typed.length < 5 ? 0 : 1);
    if (near.length) return [this.#spelled(near, SURE.near)];
    const akin = this.#akin(typed);
    if (akin.length) return [this.#spelled(akin, SURE.near)];
    const pair = this.#pair(typed);
    if (pair) return pair.map((part, last) => this.#known(part).map((one) => ({ ...one, sure: one.sure * (last ? 1 : SURE.first) })));
    const far = this.#near(typed, typed.length < 8 ? 0 : 2);
    const begin = far.length ? [] : this.#begin(typed);
    return [far.length ? this.#spelled(far, SURE.far) : begin.length ? begin : this.#tail(typed)];
  }

  /* The first part of a long word that is unknown as a whole: *suicidprevention* has to do with *suicid*. */
  #begin(typed) {
    for (let end = typed.length - 3; end >= SHORTEST_BEGIN; end--) {
      const known = this.#known(typed.slice(0, end)).filter(({ sure }) => sure >= SURE.form);
      if (known.length) return known.map((one) => ({ ...one, sure: one.sure * SURE.start }));
    }
    return [];
  }

  /* Words that begin as a long one does, and end otherwise: *orosanmäler* is *orosanmälan*. */
  #akin(typed) {
    const begin = typed.slice(0, Math.max(AKIN, Math.ceil(typed.length * 0.65)));
    return begin.length < AKIN ? [] : [...this.exact.keys(), ...this.phrases.keys()].filter((key) => key.startsWith(begin) && !key.includes(" ")).slice(0, 8);
  }

  /* The last part of a word says what it is: *missnöjd* has to do with *nöjd*. */
  #tail(typed) {
    for (let at = 1; at <= typed.length - 4; at++) {
      const known = this.#known(typed.slice(at)).filter(({ sure }) => sure >= SURE.form);
      if (known.length) return known.map((one) => ({ ...one, sure: one.sure * SURE.far }));
    }
    return [];
  }

  #spelled(keys, worth) {
    return keys.flatMap((key) => this.#known(key)).map(({ all, sure }) => ({ all, sure: sure * worth }));
  }

  #near(typed, allowed, maps = [this.exact, this.phrases, this.stems]) {
    if (!allowed) return [];
    let best = [], least = allowed;
    const look = (word, keys) => {
      if (word.length > 3) for (const key of keys) {
        if (key.length < 3 || key.includes(" ")) continue;
        const steps = single(word) === single(key) ? 0.5 : key.length < 4 ? 9 : distance(word, key, least);
        if (steps < least) best = [];
        if (steps <= least) [least, best] = [steps, [...best, key]];
      }
    };
    for (const map of maps) look(map === this.stems ? stem(typed) : typed, map.keys());
    return [...new Set(best)].slice(0, 8);
  }

  /* The longest known last part wins: of *samtyckesblankett*, *blankett*. */
  #pair(typed) {
    for (let at = 3; at <= typed.length - 3; at++) {
      const last = typed.slice(at);
      if (!this.#known(last).length) continue;
      const start = typed.slice(0, at);
      const first = [start, start.replace(/[saeou]$/, "")].find((part) => this.#known(part).length);
      if (first) return [first, last];
    }
    return null;
  }
}
