/* The frame of every page: the register as a drawer on narrow screens, light or dark, and what a link opens. */
{
  const root = document.documentElement;

  /* The drawer. A box and its label work without this; here a button takes their place, and what the open
     drawer covers sleeps. */
  const toggle = document.getElementById("__drawer");
  const [label, button] = document.querySelectorAll(".drawer");
  const covered = document.querySelectorAll(".md-content, .md-footer, .md-skip, .md-header :is(a, button:not(.drawer))");
  const tell = () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    for (const element of covered) element.inert = toggle.checked;
  };
  const close = () => {
    toggle.checked = false;
    tell();
  };

  toggle.checked = false;
  toggle.hidden = label.hidden = true;
  button.hidden = false;
  tell();
  button.addEventListener("click", () => {
    toggle.checked = !toggle.checked;
    tell();
    if (toggle.checked) document.querySelector("#register a")?.focus();
  });
  toggle.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    close();
    button.focus();
  });
  document.getElementById("register").addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  matchMedia("(min-width: 76.25em)").addEventListener("change", close);

  /* Light or dark: what was chosen here, else what the device says. */
  const colours = document.querySelector("[data-colours]");
  const wish = matchMedia("(prefers-color-scheme: dark)");
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("farger", value);
      return localStorage.getItem("farger");
    } catch {
      return null;
    }
  };
  const show = (dark) => {
    root.dataset.mdColorScheme = dark ? "slate" : "default";
    colours.title = dark ? "Byt till ljusa färger" : "Byt till mörka färger";
    colours.setAttribute("aria-label", colours.title);
  };

  show(root.dataset.mdColorScheme === "slate");
  colours.hidden = false;
  colours.addEventListener("click", () => {
    const dark = root.dataset.mdColorScheme !== "slate";
    show(dark);
    remembered(dark ? "morka" : "ljusa");
  });
  wish.addEventListener("change", () => {
    if (!remembered()) show(wish.matches);
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
