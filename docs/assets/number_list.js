/* The numbers on the contacts page, narrowed down as one types. Nothing typed leaves the page or is stored. */
{
  const SMALL = new Set("att den det for fran han har hon inte jag kan med min mina mitt och sig som till vad vara vem vill".split(" "));
  const form = document.querySelector(".narrow_down");
  const list = form.parentElement;
  const field = form.querySelector("input");
  const back = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u00ad]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const figures = (text) => text.replace(/[^\d+]/g, "").replace(/^(\+|00)460?/, "0").replace(/\D/g, "");
  /* A line is found by its own words, by its card's, and by the questions that lead there. */
  const questions = (hash) => [...document.querySelectorAll(`.call_guide a[href$="${hash}"]`)]
    .map((link) => link.closest("tbody").querySelector("th").textContent);
  const lines = [...list.querySelectorAll("li")].map((line) => {
    const hash = line.querySelector(".need a")?.hash;
    const words = hash ? [document.querySelector(hash)?.textContent, ...questions(hash)] : [];
    return { line, words: ` ${fold([line.textContent, ...words].join(" "))}`, number: figures(line.querySelector(".number, .missing").textContent) };
  });

  const narrow = () => {
    const written = fold(field.value).split(" ").filter(Boolean);
    /* Small words say little, and so does what most lines have. */
    const isTelling = (word) => word.length > 2 && !SMALL.has(word) && lines.filter(({ words }) => words.includes(word)).length <= lines.length / 2;
    const telling = written.filter(isTelling);
    const typed = telling.length ? telling : written;
    const number = /\d{2}/.test(field.value) && !/\p{L}/u.test(field.value) ? figures(field.value) : "";
    /* A whole sentence fits the lines that have the most of its words, or all but one of those. */
    const matches = ({ words, number: own }) => number ? +own.includes(number) : typed.filter((word) => words.includes(word)).length;
    const most = Math.max(...lines.map(matches));
    const least = number || most === typed.length ? most : Math.max(1, most - 1);
    const found = lines.filter((entry) => {
      const fits = !typed.length || (most > 0 && matches(entry) >= least);
      entry.line.classList.toggle("away", !fits);
      return fits;
    }).length;
    for (const group of list.querySelectorAll("ul")) group.classList.toggle("away", !group.querySelector("li:not(.away)"));
    back.hidden = !field.value;
    status.textContent = !typed.length ? ""
      : !found ? "Inget nummer passar. Prova ett annat ord, eller visa alla."
      : number || most === typed.length ? `${found} av ${lines.length} nummer`
      : `Inget nummer har alla orden. Här är det som passar bäst: ${found} av ${lines.length} nummer.`;
  };

  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    field.value = "";
    narrow();
    field.focus();
  });
  addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && target === field) form.reset();
  });
}
