/* Find a municipality by typing. The names are those of the page's own list; nothing typed leaves the page. */
{
  const MOST = 8;
  const form = document.querySelector(".finder");
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("ul");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u00ad]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const towns = [...document.querySelectorAll(".chooser a")].map((link) => {
    const county = link.closest("ul").previousElementSibling.firstChild.textContent.trim();
    return { link, county, name: fold(link.textContent), place: fold(county) };
  });
  const kinds = [
    ({ name }, typed) => name === typed,
    ({ name }, typed) => name.startsWith(typed),
    ({ name }, typed) => name.includes(typed),
    ({ place }, typed) => place.startsWith(typed),
  ];
  let hits = [], exact = false;

  const find = () => {
    const typed = fold(field.value).replace(/ (kommun|stad)s?$/, "");
    hits = typed ? [...new Set(kinds.flatMap((fits) => towns.filter((town) => fits(town, typed))))] : [];
    exact = hits.length === 1 || (hits.length > 0 && hits[0].name === typed);
    list.replaceChildren(...hits.slice(0, MOST).map(({ link, county }) => {
      const item = document.createElement("li"), where = document.createElement("small");
      where.textContent = county;
      item.append(link.cloneNode(true), " ", where);
      return item;
    }));
    list.hidden = !hits.length;
    status.textContent = !field.value.trim() ? "" : words();
  };
  const words = () => {
    if (!hits.length) return "Ingen kommun i pärmen heter så. Alla kommuner står län för län längre ner.";
    if (hits.length === 1) return "En kommun. Tryck på Enter för att öppna den.";
    return `${hits.length} kommuner.${hits.length > MOST ? ` Här är de ${MOST} första. Skriv mer av namnet.` : ""}`;
  };

  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) {
      event.preventDefault();
      list.querySelector("a").focus();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
    if (exact) location.assign(hits[0].link.href);
    else if (hits.length) status.textContent = "Flera kommuner passar. Välj en i listan.";
  });
}
