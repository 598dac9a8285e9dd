/* A button that copies the text for an e-mail. Without it, the text is marked and copied by hand. */
if (navigator.clipboard) {
  for (const text of document.querySelectorAll(".mail_text textarea")) {
    const button = Object.assign(document.createElement("button"), { className: "copy", type: "button" });
    const status = Object.assign(document.createElement("p"), { className: "hint" });

    button.textContent = "Kopiera texten";
    status.setAttribute("role", "status");
    text.after(button, status);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        status.textContent = "Kopierat. Klistra in det i ett nytt mejl.";
      } catch {
        text.select();
        status.textContent = "Det gick inte att kopiera. Texten är markerad: kopiera den själv.";
      }
    });
  }
}
