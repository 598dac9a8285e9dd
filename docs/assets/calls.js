/* Whom do I call? Three choices pick from the table further down. Nothing chosen leaves the page or is stored. */
for (const box of document.querySelectorAll(".guidance")) {
  const form = box.querySelector("form");
  const [who, age, about, district] = form.elements;
  const readers = document.querySelectorAll(".starts > div");
  const concerns = document.querySelectorAll(".call_guide tbody");
  const make = (tag, className, ...inside) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...inside);
    return element;
  };
  const copy = (element) => [...element.cloneNode(true).childNodes];
  const found = make("div", "found");
  /* A screen reader is told that the answer is there, and reads it where it stands. */
  const status = make("p", "unseen");
  status.setAttribute("role", "status");
  box.append(status);

  const asked = age.labels[0].textContent;
  const { first, last, older } = age.dataset;

  const voice = () => readers[who.value]?.dataset.voice ?? "staff";
  const contacts = (row) => [...row.cells[row.cells.length - 2].querySelectorAll("a:not(.number)")];
  const place = () => (district && !district.parentElement.hidden ? district.value : "");
  const ofAge = ({ dataset: { min = 0, max = 999 } }) => !age.value || (+min <= age.value && +max >= age.value);
  const fits = (row) => (!row.dataset.staff || voice() === "staff") && ofAge(row);
  const here = ({ dataset: { districts } }) => !place() || !districts || districts.split(" ").includes(place());
  const rows = (concern) => [...concern.querySelectorAll("[data-service]")]
    .filter((row) => fits(row) && (!contacts(row).length || contacts(row).some(ofAge)));
  const byDistrict = (row) => new Set(contacts(row).filter(ofAge).map((link) => link.dataset.districts).filter(Boolean)).size > 1;
  const step = (concern) => concern.querySelector(`[data-voice=${voice()}] .step_text`);
  const title = (concern) =>
    ((voice() === "young" && concern.querySelector(".young")) || concern.querySelector(".asked")).textContent;

  const offer = () => {
    const chosen = about.value;
    age.labels[0].textContent = voice() === "young" ? "Hur gammal är du?" : asked;
    about.length = 1;
    concerns.forEach((concern, at) => {
      if (step(concern) && rows(concern).length) about.add(new Option(title(concern), at));
    });
    about.value = chosen;
    if (about.selectedIndex < 0) about.value = "";
  };
  const after = (link, selector) => {
    let next = link.nextElementSibling;
    while (next && !next.matches(`${selector}, a:not(.number)`)) next = next.nextElementSibling;
    return next?.matches(selector) ? next : null;
  };
  const leaveOut = (link) => {
    for (const selector of [".limits", ".phone"]) after(link, selector)?.remove();
    [link.previousElementSibling, link.nextElementSibling].find((beside) => beside?.tagName === "BR")?.remove();
    link.remove();
  };
  const service = (row) => {
    const call = make("div", "call", ...copy(row.cells[row.cells.length - 2]));
    for (const link of call.querySelectorAll("a:not(.number)"))
      if (ofAge(link) && here(link)) {
        const more = [...document.querySelectorAll(`${link.hash} .exceptions`)];
        after(link, ".phone").after(...more.map((element) => element.cloneNode(true)));
      } else leaveOut(link);
    if (readers[who.value].dataset.own.split(" ").includes(row.dataset.service))
      call.append(make("span", "own", "Din egen verksamhet"));
    return make("li", "", call, make("p", "why", ...copy(row.lastElementChild)));
  };
  const line = (label, text) => make("p", "then", make("strong", "", label), " ", ...copy(text));
  const answer = () => {
    const concern = concerns[about.value];
    if (district) district.parentElement.hidden = !(concern && who.value && rows(concern).some(byDistrict));
    status.textContent = "";
    if (!concern || !who.value)
      return found.replaceChildren(make("p", "hint", "Välj vem du är och vad det gäller, så står svaret här."));
    const list = make("ol", "", ...rows(concern).map(service));
    const calls = list.querySelectorAll(".call").length;
    list.setAttribute("role", "list");
    status.textContent = `Svaret står här nedanför: ${calls === 1 ? "en verksamhet" : `${calls} verksamheter`} att ringa.`;
    found.replaceChildren(
      make("p", "title", title(concern)),
      concern.className ? "" : line("Börja så", readers[who.value].lastElementChild),
      list,
      line("Nästa steg", step(concern)),
    );
  };
  const choose = () => { offer(); answer(); };

  for (let years = +first; years <= last; years++)
    age.add(new Option(`${years} år${older && years == last ? " eller äldre" : ""}`, years));
  form.addEventListener("change", choose);
  box.querySelector(".answer").append(found);
  document.querySelector(".call_guide_fold").open = /^#fraga-/.test(location.hash);
  choose();
}
