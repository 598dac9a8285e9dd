/* The numbers on the contacts page, narrowed down as one types. Nothing typed leaves the page or is stored. */
{
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
    const typed = fold(field.value).split(" ").filter(Boolean);
    const number = /\d{2}/.test(field.value) && !/\p{L}/u.test(field.value) ? figures(field.value) : "";
    const found = lines.filter((entry) => {
      const fits = number ? entry.number.includes(number) : typed.every((word) => entry.words.includes(word));
      entry.line.classList.toggle("away", !fits);
      return fits;
    }).length;
    for (const group of list.querySelectorAll("ul")) group.classList.toggle("away", !group.querySelector("li:not(.away)"));
    back.hidden = !field.value;
    status.textContent = !typed.length ? ""
      : !found ? "Inget nummer passar. Pröva ett annat ord, eller visa alla."
      : `${found} av ${lines.length} nummer`;
  };

  form.hidden = false;
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
