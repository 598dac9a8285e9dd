/* The chosen day as a file for one's own calendar (iCalendar, RFC 5545), made here and sent nowhere.
   Its words are the page's: it has no place for a name. */
for (const save of document.querySelectorAll(".counting .save")) {
  const { name, rule, clock, privacy } = save.dataset;
  const box = save.parentNode;
  const told = box.querySelector(".told");

  const text = (said) => said.replace(/[\\;,]/g, "\\$&");
  const event = (day, hours) => {
    const after = new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
    const when = hours ? hours.split(" ").map((hour) => `:${day}T${hour}00`) : [day, after].map((one) => `;VALUE=DATE:${one}`);
    const [begins, ends] = when.map((one) => one.replaceAll("-", ""));
    const last = box.querySelector("output strong").textContent;
    return [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gröna pärmen//Sista dagen//SV", "BEGIN:VEVENT",
      `UID:${crypto.getRandomValues(new Uint32Array(4)).join("-")}`,
      `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART${begins}`, `DTEND${ends}`,
      `SUMMARY:${text(name)}`,
      `DESCRIPTION:${text(`${rule} ${last}. ${privacy}`)}`,
      "END:VEVENT", "END:VCALENDAR", "",
    ];
  };
  /* A line has at most 75 octets, which is 24 signs of three; the next begins with a space. */
  const fold = (line) => line.replace(/.{24}(?=.)/gu, "$&\r\n ");

  save.querySelector("button").onclick = () => {
    const chosen = box.querySelector(":checked");
    if (!chosen) {
      told.textContent = "Välj först en dag.";
      return;
    }
    const lines = event(chosen.value, chosen.className && clock);
    const href = URL.createObjectURL(new Blob([lines.map(fold).join("\r\n")], { type: "text/calendar" }));
    const download = `mote-${chosen.value}.ics`;
    Object.assign(document.createElement("a"), { href, download }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1e4);
    told.textContent = `Filen heter ${download}. Öppna den, så läggs mötet in i kalendern.`;
  };
  box.addEventListener("input", () => { told.textContent = ""; });
}
