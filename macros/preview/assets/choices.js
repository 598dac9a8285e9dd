/* Narrow down many choices in a form by typing. Without this script they stand in their fold. */
for (const fold of document.querySelectorAll("details[data-filter]")) {
  const choices = [...fold.querySelectorAll("label")];
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.className = "edit-filter";
  label.textContent = "Sök bland valen";
  input.type = "text";
  input.autocomplete = "off";
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const choice of choices) {
      const text = choice.textContent.toLowerCase();
      choice.hidden = !words.every((word) => text.includes(word));
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  label.append(input);
  fold.querySelector("summary").after(label);
}
