/* Shows the slides one at a time: by keys, buttons and swipes. Without it they are a list to scroll. */
{
  const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "], BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
  const root = document.documentElement;
  const slides = [...document.querySelectorAll(".slide")];
  const main = document.querySelector("main");
  const bar = document.querySelector(".show__bar");
  const count = bar.querySelector("p");
  const full = bar.querySelector("[data-full]");
  const turns = [...bar.querySelectorAll("[data-turn]")];
  let at = 0;

  /* By a key the heading takes the focus, and is read then; a button keeps it, and the title is told. */
  const show = (number, by = "key") => {
    at = Math.max(0, Math.min(number, slides.length - 1));
    for (const [index, slide] of slides.entries()) slide.hidden = index !== at;
    const title = slides[at].querySelector(".title");
    count.textContent = `${at + 1} av ${slides.length}`;
    if (by === "button") {
      const told = document.createElement("span");
      told.className = "unseen";
      told.textContent = `: ${title.textContent}`;
      count.append(told);
    }
    for (const button of turns) button.setAttribute("aria-disabled", String(slides[at + Number(button.dataset.turn)] === undefined));
    if (by !== "load") history.replaceState(null, "", `#${slides[at].id}`);
    main.scrollTop = 0;
    title.tabIndex = -1;
    if (by === "key") title.focus({ preventScroll: true });
  };
  const find = () => slides.findIndex((slide) => `#${slide.id}` === location.hash);

  const fill = () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
  const go = (event) => {
    const { key, target } = event;
    const own = target.closest?.("a, button, input, select, textarea, summary");
    if (event.ctrlKey || event.altKey || event.metaKey || (own && (key === " " || key === "Enter"))) return;
    if (key === "Escape") {
      if (!document.fullscreenElement) document.querySelector(".show__back").click();
      return;
    }
    if (/^f$/i.test(key) && !own && document.fullscreenEnabled) fill();
    else if (key === " " && event.shiftKey) show(at - 1);
    else if (NEXT.includes(key)) show(at + 1);
    else if (BACK.includes(key)) show(at - 1);
    else if (key === "Home") show(0);
    else if (key === "End") show(slides.length - 1);
    else return;
    event.preventDefault();
  };

  /* One finger, across more than down; not on a page that is enlarged, where a finger moves the page. */
  let start = null;
  main.addEventListener("touchstart", ({ touches }) => {
    start = touches.length === 1 && !(visualViewport?.scale > 1) ? touches[0] : null;
  }, { passive: true });
  main.addEventListener("touchend", ({ changedTouches }) => {
    const across = start ? changedTouches[0].clientX - start.clientX : 0;
    const down = start ? changedTouches[0].clientY - start.clientY : 0;
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) show(at + (across < 0 ? 1 : -1));
    start = null;
  });

  if (slides.length) {
    root.classList.add("showing");
    bar.hidden = false;
    full.hidden = !document.fullscreenEnabled;
    full.addEventListener("click", fill);
    document.addEventListener("fullscreenchange", () => {
      full.textContent = document.fullscreenElement ? "Lämna helskärm" : "Helskärm";
    });
    for (const button of turns) button.addEventListener("click", () => show(at + Number(button.dataset.turn), "button"));
    document.addEventListener("keydown", go);
    addEventListener("hashchange", () => { if (find() >= 0) show(find()); });
    show(Math.max(0, find()), "load");
  }
}
