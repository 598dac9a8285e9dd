/* The register's button by keyboard: the theme makes it a label, which no key reaches. */
document.querySelectorAll("label[data-opens]").forEach((button) => {
  const toggle = document.getElementById(button.htmlFor);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));

  button.setAttribute("role", "button");
  button.setAttribute("aria-label", button.title);
  button.tabIndex = 0;
  tell();

  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    button.click();
  });
  toggle.addEventListener("change", () => {
    tell();
    if (!toggle.checked) return;
    const first = document.querySelector(".md-sidebar--primary a");
    if (first) first.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
});
