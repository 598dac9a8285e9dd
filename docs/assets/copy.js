/* A button that copies a telephone number. Not on a phone: there the number itself is pressed, and calls. */
if (navigator.clipboard && matchMedia("(any-pointer: fine)").matches) {
  const status = document.createElement("p");
  const say = (button, word, number) => {
    button.textContent = word;
    button.setAttribute("aria-label", `${word} ${number}`);
  };
  const number = (button) => button.previousElementSibling.textContent.replace(/\s+/g, " ").trim();

  status.className = "unseen";
  status.setAttribute("role", "status");
  document.querySelector("article").append(status);
  for (const link of document.querySelectorAll(":is(.phone, .call) > a.number")) {
    const button = Object.assign(document.createElement("button"), { className: "copy", type: "button" });
    link.after(" ", button);
    say(button, "Kopiera", number(button));
  }
  /* On the document, so that a number which another script shows again can be copied too. */
  document.addEventListener("click", async ({ target }) => {
    if (!target.matches(".copy")) return;
    for (const other of document.querySelectorAll(".copy")) say(other, "Kopiera", number(other));
    try {
      await navigator.clipboard.writeText(number(target));
      say(target, "Kopierat", number(target));
      status.textContent = `Kopierat: ${number(target)}`;
    } catch {
      say(target, "Gick inte", number(target));
      status.textContent = "Det gick inte att kopiera. Markera numret och kopiera själv.";
    }
  });
}
