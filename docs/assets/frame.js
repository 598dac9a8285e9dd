/* The frame of every page: the register as a drawer on narrow screens, light or dark, and what a link opens. */
{
  const root = document.documentElement;
  const measure = () => {
    const width = innerWidth - root.clientWidth;
    if (width) root.style.setProperty("--scrollbar", `${width}px`);
  };
  measure();
  addEventListener("resize", measure);

  /* The drawer. A box and its labels work without this; here buttons take their place. While it is open all
     but the drawer sleeps, and the page stays where it is, also when focus goes back to what opened it. */
  const toggle = document.getElementById("__drawer");
  const register = document.getElementById("register");
  const [opener, closer] = [".md-header .drawer", ".register__close"].map((name) => {
    const [label, button] = document.querySelectorAll(name);
    label.hidden = true;
    button.hidden = false;
    return button;
  });
  const covered = document.querySelectorAll(".md-content, .md-footer, .md-skip, .md-header");
  const show = (open, moves = true) => {
    toggle.checked = open;
    opener.setAttribute("aria-expanded", String(open));
    for (const element of covered) element.inert = open;
    if (moves) (open ? closer : opener).focus({ preventScroll: true });
  };
  const close = () => show(false);

  toggle.hidden = true;
  show(false, false);
  opener.addEventListener("click", () => show(true));
  closer.addEventListener("click", close);
  toggle.addEventListener("change", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) close();
  });
  register.addEventListener("click", (event) => {
    if (event.target.closest("a")) show(false, false);
  });
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => show(false, false));

  /* Light or dark: what was chosen here, else what the device says. */
  const colours = document.querySelector("[data-colours]");
  const themes = [...document.querySelectorAll("meta[name=theme-color]")];
  const shades = themes.map((theme) => theme.content);
  const wish = matchMedia("(prefers-color-scheme: dark)");
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("farger", value);
      return localStorage.getItem("farger");
    } catch {
      return null;
    }
  };
  const paint = (dark) => {
    root.dataset.mdColorScheme = dark ? "slate" : "default";
    colours.title = dark ? "Byt till ljusa färger" : "Byt till mörka färger";
    colours.setAttribute("aria-label", colours.title);
    for (const theme of themes) theme.content = shades[Number(dark)];
  };

  paint(root.dataset.mdColorScheme === "slate");
  colours.hidden = false;
  colours.addEventListener("click", () => {
    const dark = root.dataset.mdColorScheme !== "slate";
    paint(dark);
    remembered(dark ? "morka" : "ljusa");
  });
  wish.addEventListener("change", () => {
    if (!remembered()) paint(wish.matches);
  });

  /* A link to something inside a closed fold opens it. */
  const unfold = () => {
    const fold = document.querySelector(":target")?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    document.querySelector(":target").scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
}
