/* Reads the page aloud with voices of this device only: no text is sent elsewhere. Of a family's page it reads the
   leaflet, which ends where the page leads on. What stands in another language than the page is read by a voice of
   that; without one it is left out, but a leaflet that is partly in Swedish is then not read at all. */
{
  const SILENT = "nav, button, svg, form.ask, .tools, .ticks, .control, .languages, .downloads, #skriv-ut, "
    + ".leaflet ~ .more, .leaflet ~ .more ~ *, [aria-hidden]";
  const speech = window.speechSynthesis;
  const article = document.querySelector("article");
  const go = document.querySelector(".tools button");
  const stop = go.cloneNode();
  const words = { go: go.textContent, pause: "Pausa", on: "Fortsätt", stop: "Sluta", ...go.dataset };
  const tongue = (node) => node.closest("[lang]").lang;
  const needed = [tongue(article), ...article.querySelector(".untranslated") ? ["sv"] : []];
  let pieces, said, speaking, turn = 0;

  const voice = (lang) => {
    const own = RegExp(`^${lang}([-_]|$)`, "i");
    return speech.getVoices().find((one) => one.localService && own.test(one.lang));
  };
  const offer = () => { go.hidden = stop.hidden && !needed.every(voice); };

  const silent = (node) => node.matches(SILENT) || !node.checkVisibility() || !voice(tongue(node));
  const texts = (node) => [...node.childNodes].flatMap((inner) =>
    inner.nodeType === 3 ? [[inner.data, node]] : inner.nodeType > 3 || silent(inner) ? [] : texts(inner));
  const block = (node) => /^(inline|contents)/.test(getComputedStyle(node).display) ? block(node.parentNode) : node;
  /* In blocks of text and rows of tables, each piece in one language. */
  const split = () => {
    const read = [];
    for (const [text, node] of texts(article)) {
      const near = block(node), part = near.closest("tr, .question, .urgent li") ?? near, last = read.at(-1);
      const lang = tongue(node);
      if (last?.part !== part || (last.lang !== lang && text.trim())) read.push({ part, text, lang });
      else if (near === last.near || !text.trim()) last.text += text;
      else last.text = `${last.text.trim().replace(/[^.?!:]$/, "$&.")} ${text}`;
      read.at(-1).near = near;
    }
    return read.map(({ part, text, lang }) => [part, text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim(), lang])
      .filter(([, text]) => /[\p{L}\p{N}]/u.test(text));
  };

  const mark = (part) => {
    document.querySelector(".heard")?.classList.remove("heard");
    part?.classList.add("heard");
    const { top, bottom } = part?.getBoundingClientRect() ?? {};
    if (top < 90 || bottom > innerHeight) part.scrollIntoView();
  };
  const show = (word) => {
    turn++;
    speech.cancel();
    go.textContent = words[word];
    speaking = word === "pause";
    stop.hidden = word === "go";
  };
  const end = () => {
    if (document.activeElement === stop) go.focus();
    show("go");
    mark();
    offer();
  };
  const speak = () => {
    const mine = turn, [part, text, lang] = pieces[0] ?? [], own = part && voice(lang);
    if (!own) return end();
    mark(part);
    said = Object.assign(new SpeechSynthesisUtterance(text), { voice: own, lang: own.lang });
    said.onend = () => { if (mine === turn) pieces.shift(), speak(); };
    said.onerror = () => { if (mine === turn) end(); };
    speech.speak(said);
  };

  if (speech && go.checkVisibility) {
    stop.textContent = words.stop;
    go.before(stop, " ");
    go.onclick = () => {
      if (speaking) return show("on");
      if (stop.hidden) pieces = split();
      show("pause");
      speak();
    };
    stop.onclick = end;
    addEventListener("pagehide", end);
    speech.onvoiceschanged = offer;
    offer();
  }
}
