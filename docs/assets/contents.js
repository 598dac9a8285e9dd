/* The contents of an unpacked ZIP, filtered while she types. Nothing typed leaves the page or is stored. */
{
  const form = document.querySelector(".sift");
  const [field, status] = form.querySelectorAll("input, [role=status]");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u00ad]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const sections = [...document.querySelectorAll(".contents")];
  const lines = sections.flatMap((section) => [...section.querySelectorAll(":scope > ul > li")]);
  const parts = (line) => [...line.querySelectorAll("li")];
  const own = new Map(lines.map((line) => {
    const copy = line.cloneNode(true);
    copy.querySelector("ul")?.remove();
    return [line, fold(copy.textContent)];
  }));
  const show = (element, fits) => {
    element.hidden = !fits;
    return fits;
  };
  const sift = () => {
    const words = fold(field.value).split(" ");
    const fits = (text) => words.every((word) => text.includes(word) || text.replaceAll(" ", "").includes(word));
    let hits = 0;
    for (const line of lines) {
      const whole = fits(own.get(line));
      const some = parts(line).filter((part) => show(part, whole || fits(`${own.get(line)} ${fold(part.textContent)}`)));
      hits += show(line, whole || some.length > 0) ? 1 : 0;
    }
    for (const section of sections) section.hidden = !section.querySelector(":scope > ul > li:not([hidden])");
    status.textContent = !field.value.trim() ? "" : hits ? `${hits} ${hits === 1 ? "rad" : "rader"} passar.` : "Inget i pärmen heter så. Prova ett annat ord.";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", sift);
  sift();
}
