/* Reads the page aloud with a voice of this device only: no text is sent elsewhere. */
{
  const SILENT = "nav, button, svg, form.ask, .tools, .ticks, .control, .languages, .downloads, #skriv-ut, [aria-hidden]";
  const speech = window.speechSynthesis;
  const article = document.querySelector("article");
  const go = document.querySelector(".tools button");
  const stop = go.cloneNode();
  const { lang } = article.closest("[lang]");
  let pieces, said, turn = 0;

  const ours = RegExp(`^${lang}([-_]|$)`, "i");
  const voice = () => speech.getVoices().find((one) => one.localService && ours.test(one.lang));
  const offer = () => { go.hidden = stop.hidden && !voice(); };

  const silent = (node) => node.matches(SILENT) || !node.checkVisibility() || node.closest("[lang]").lang !== lang;
  const texts = (node) => [...node.childNodes].flatMap((inner) =>
    inner.nodeType === 3 ? [[inner.data, node]] : inner.nodeType > 3 || silent(inner) ? [] : texts(inner));
  const block = (node) => /^(inline|contents)/.test(getComputedStyle(node).display) ? block(node.parentNode) : node;
  /* In blocks of text and rows of tables. */
  const split = () => {
    const read = [];
    for (const [text, node] of texts(article)) {
      const near = block(node), part = near.closest("tr, .question, .urgent li") ?? near, last = read.at(-1);
      if (last?.part !== part) read.push({ part, text });
      else if (near === last.near || !text.trim()) last.text += text;
      else last.text = `${last.text.trim().replace(/[^.?!:]$/, "$&.")} ${text}`;
      read.at(-1).near = near;
    }
    return read.map(({ part, text }) => [part, text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim()])
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
    go.textContent = word;
    stop.hidden = word === "Lyssna";
  };
  const end = () => {
    if (document.activeElement === stop) go.focus();
    show("Lyssna");
    mark();
    offer();
  };
  const speak = () => {
    const mine = turn, own = voice();
    if (!own || !pieces.length) return end();
    const [part, text] = pieces[0];
    mark(part);
    said = Object.assign(new SpeechSynthesisUtterance(text), { voice: own, lang: own.lang });
    said.onend = () => { if (mine === turn) pieces.shift(), speak(); };
    said.onerror = () => { if (mine === turn) end(); };
    speech.speak(said);
  };

  if (speech && go.checkVisibility) {
    stop.textContent = "Sluta";
    go.before(stop, " ");
    go.onclick = () => {
      if (go.textContent === "Pausa") return show("Fortsätt");
      if (stop.hidden) pieces = split();
      show("Pausa");
      speak();
    };
    stop.onclick = end;
    addEventListener("pagehide", end);
    speech.onvoiceschanged = offer;
    offer();
  }
}
