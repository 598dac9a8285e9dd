/* The last day for the meeting, by this page's rule. Nothing chosen leaves the page or is stored.
   Days are whole numbers, in UTC: no summer time moves them. */
for (const box of document.querySelectorAll(".counting")) {
  const { days, months, working, hours, window = "", holidays, years, begins = "", early } = box.dataset;
  const [weekday, from, to] = window.split(" ");
  const [start, output, choices, weeks, save] = box.querySelectorAll("input, output, fieldset, .weeks, .save");

  const number = (date) => Date.parse(date) / 864e5;
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const say = (day, year) => new Date(day * 864e5).toLocaleDateString("sv",
    { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year }).replace(/(\d) /, "$1\u00a0");
  const at = (day) => (day + 3) % 7;
  const free = holidays.split(";").map((one) => one.split(","));
  const holiday = (day) => free.find(([, ...ends]) => ends.some((end) => iso(day).endsWith(end)))?.[0];
  const timed = (day) => hours && from <= iso(day) && iso(day) <= to;
  const fits = (day) => (timed(day) ? at(day) == weekday : at(day) < 5);
  const make = (tag, className, ...inside) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...inside);
    return element;
  };
  const tell = (text, title = "") => output.replaceChildren(make("strong", "", title), text);

  const count = (day) => {
    const [year, month, date] = start.value.split("-");
    if (months) return Math.min(Date.UTC(year, month - 1 + +months, date), Date.UTC(year, +month + +months, 0)) / 864e5;
    for (let left = days; left; left -= working === undefined || (at(day) < 5 && !holiday(day))) day++;
    return day;
  };
  const week = (thursday) => Math.ceil((thursday - number(iso(thursday).slice(0, 4)) + 1) / 7);
  const choice = (day) => {
    const said = [say(day), make("small", "", holiday(day) ?? (timed(day) ? hours : ""))];
    if (holiday(day)) return make("span", `at-${at(day)} free`, ...said);
    const radio = Object.assign(make("input", timed(day) ? "timed" : ""), { type: "radio", name: "motesdag", value: iso(day) });
    return make("label", `at-${at(day)}`, radio, make("span", "", ...said));
  };
  const offer = (first, last) => {
    const able = [];
    let monday;
    weeks.replaceChildren();
    for (let day = first; day <= last; day++) {
      if (!fits(day)) continue;
      if (monday !== (monday = day - at(day))) weeks.append(make("span", "week", `Vecka ${week(monday + 3)}`));
      weeks.append(choice(day));
      if (!holiday(day)) able.push(day);
    }
    choices.hidden = !weeks.firstChild;
    save.hidden = !able[0];
    return able.at(-1);
  };
  const answer = () => {
    const { value, validity } = start;
    choices.hidden = save.hidden = true;
    if (value < "1") return tell("Välj en dag: år, månad och dag. Då står sista dagen här.");
    if (value < begins) return tell("Den dagen gäller regeln inte än.", early);
    const first = number(value);
    const last = validity.valid ? count(first) : NaN;
    if (!(last <= number(start.max))) return tell(years);
    const today = number(new Date().toLocaleDateString("sv", { timeZone: "Europe/Stockholm" }));
    const title = `Senast ${say(last, "numeric")}`;
    if (last < today) return tell("Den dagen har varit. Håll mötet så snart det går.", title);
    const end = offer(Math.max(first + 1, today), last);
    tell((holiday(last) ? `Den dagen är ${holiday(last)}. ` : "")
      + (end === last ? "" : end ? `Sista dagen som passar är ${say(end)}.` : "Ingen dag passar."), title);
  };

  start.oninput = answer;
  box.hidden = false;
  answer();
}
