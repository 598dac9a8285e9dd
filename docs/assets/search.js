/* The search's button and keys. The search itself is fetched when it is opened, and nothing before. */
{
  const button = document.querySelector("[data-search]");
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const open = async () => {
    button.setAttribute("aria-busy", "true");
    try {
      const { openSearch } = await import("./search/dialog.js");
      openSearch(button);
    } finally {
      button.removeAttribute("aria-busy");
    }
  };

  if (button && typeof HTMLDialogElement === "function") {
    button.hidden = false;
    button.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      const combined = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
      const alone = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
      if ((!combined && !alone) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    });
  }
}
