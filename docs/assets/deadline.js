/* The last day for a meeting or a step, by its own rule. Nothing chosen leaves the page or is stored.
   Days are whole numbers, in UTC, and hours are counted by the clock on the wall: no summer time moves them.
   What is said of the counting are the rule's own sentences, in data attributes. */
for (const box of document.querySelectorAll(".counting")) {
  const { days, months, clockHours, working, firstDay, lastDay, moved, by, late } = box.dataset;
  const { hours, window = "", holidays, years, begins = "", early } = box.dataset;
  const [weekday, from, to] = window.split(" ");
  const [start, output, choices, weeks, save] = box.querySelectorAll("input, output, fieldset, .weeks, .save");

  const number = (date) => Date.parse(date.slice(0, 10)) / 864e5;
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
  const tell = (text, title = "", wrong = false) => {
    start.setAttribute("aria-invalid", String(wrong));
    output.replaceChildren(make("strong", "", title), text);
  };

  const works = (day) => at(day) < 5 && !holiday(day);
  const counts = (day) => working === undefined || works(day);

  /* The last day, as the rule counts: before it is moved from a day that is no working day. */
  const count = (day) => {
    const [year, month, date] = start.value.split("-");
    const early = firstDay === undefined ? 0 : 1;
    if (months) return Math.min(Date.UTC(year, month - 1 + +months, date), Date.UTC(year, +month + +months, 0)) / 864e5 - early;
    day -= early;
    for (let left = days; left; left -= counts(day)) day++;
    return day;
  };
  /* The last minute, in minutes: a day that does not count is passed over whole. */
  const countHours = (minute) => {
    for (let left = clockHours * 60; left;) {
      const day = Math.floor(minute / 1440);
      const step = Math.min(left, (day + 1) * 1440 - minute);
      if (counts(day)) left -= step;
      minute += counts(day) ? step : (day + 1) * 1440 - minute;
    }
    return minute;
  };
  const move = (day) => {
    const step = { next: 1, previous: -1 }[lastDay] ?? 0;
    while (step && !works(day)) day += step;
    return day;
  };
  const week = (thursday) => Math.ceil((thursday - number(iso(thursday).slice(0, 4)) + 1) / 7);
  const choice = (day) => {
    const said = [say(day), make("small", "", holiday(day) ?? (timed(day) ? hours : ""))];
    if (holiday(day)) return make("span", `at-${at(day)} free`, ...said);
    const radio = Object.assign(make("input", timed(day) ? "timed" : ""), { type: "radio", name: `motesdag-${start.id}`, value: iso(day) });
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
    if (choices) choices.hidden = save.hidden = true;
    if (value < "1") {
      return tell(clockHours ? "Välj dag och klockslag. Då står sista dagen och tiden här."
        : "Välj en dag: år, månad och dag. Då står sista dagen här.", "", validity.badInput);
    }
    if (value.slice(0, 10) < begins) return tell("Den dagen gäller regeln inte än.", early, true);
    if (!validity.valid) return tell(years, "", true);
    const first = number(value);
    const [hour, minute] = value.slice(11).split(":");
    const minutes = clockHours && countHours(first * 1440 + hour * 60 + +minute);
    const counted = clockHours ? Math.floor(minutes / 1440) : count(first);
    const last = move(counted);
    if (!(last <= number(start.max))) return tell(years, "", true);
    const clock = clockHours ? new Date(minutes * 6e4).toISOString().slice(11, 16) : "";
    const time = clock ? ` kl. ${clock.replace(":", ".")}` : by ? ` ${by}` : "";
    const [now, wall] = new Date().toLocaleString("sv", { timeZone: "Europe/Stockholm" }).split(" ");
    const today = number(now);
    const title = `Senast ${say(last, "numeric")}${time}`;
    const why = last === counted ? ""
      : `Tiden går ut ${say(counted)}${holiday(counted) ? `, ${holiday(counted)}` : ""}. ${moved} `;
    if (last < today || (clock && last === today && clock < wall)) return tell(why + late, title);
    if (!choices) return tell(why, title);
    const end = offer(Math.max(first + (firstDay === undefined && !clockHours), today), last);
    tell(why + (holiday(last) ? `Den dagen är ${holiday(last)}. ` : "")
      + (end === last ? "" : end ? `Sista dagen som passar är ${say(end)}.` : "Ingen dag passar."), title);
  };

  start.oninput = answer;
  box.hidden = false;
  answer();
}
