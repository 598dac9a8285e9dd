/* The reader's municipality goes along to the pages that all share, in their address: ?kommun=kalix. There her
   register, the label with its way back and the search are her own binder's. Nothing is stored. */
{
  const page = document.documentElement;
  const root = new URL(document.querySelector(".md-logo").href);
  const within = (url) => url.href.startsWith(root.href) ? url.href.slice(root.href.length) : "";
  const shared = (url) => /^(ordlista|lagar|om|oppna-data|redaktor)\//.test(within(url));
  const asked = new URLSearchParams(location.search).get("kommun") ?? "";
  const first = document.querySelector(".register a");
  const binder = first ? within(new URL(first.href)).split(/[?#]/)[0].replace(/\/$/, "") : shared(location) ? asked : "";

  const carry = ({ target }) => {
    const link = target.closest?.("a[href]");
    /* A link in a drawing has no href of its own but the attribute. */
    const url = link && new URL(link.getAttribute("href"), document.baseURI);
    if (!url || !shared(url)) return;
    url.searchParams.set("kommun", binder);
    link.setAttribute("href", url.href.replace("%2F", "/"));
  };

  /* What the binder's first page shows of itself: its label, its register, where its search is. */
  const dress = async () => {
    const home = new URL(`${binder}/`, root);
    const answer = await fetch(home);
    if (!answer.ok) return;
    const theirs = new DOMParser().parseFromString(await answer.text(), "text/html");
    const take = (selector) => {
      const part = document.adoptNode(theirs.querySelector(selector));
      for (const link of [part, ...part.querySelectorAll("[href]")])
        if (link.hasAttribute("href")) link.href = new URL(link.getAttribute("href"), home).href;
      for (const link of part.querySelectorAll("[aria-current], .md-nav__item--active, .md-nav__link--active")) {
        link.removeAttribute("aria-current");
        link.classList.remove("md-nav__item--active", "md-nav__link--active");
      }
      return part;
    };
    const [label, place, register] = [".md-header .label", ".register__place", ".register"].map(take);
    const back = document.querySelector(".trail a");
    const seek = document.querySelector("[data-search]");

    document.querySelector(".md-logo").after(label);
    back.href = home.href;
    back.textContent = place.querySelector(".register__name").textContent;
    if (document.querySelector(".register__pages")) register.replaceChildren(register.firstElementChild);
    document.querySelector("#register nav").prepend(place, register);
    /* The guide has a search of its own. */
    if ("guide" in seek.dataset) return;
    for (const name of ["place", "contacts", "index"]) {
      const value = theirs.querySelector("[data-search]").dataset[name];
      seek.dataset[name] = name === "place" ? value : new URL(value, home).href;
    }
    delete seek.dataset.chooser;
  };

  if (/^[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(binder)) {
    for (const type of ["click", "auxclick", "contextmenu"]) document.addEventListener(type, carry, true);
    if (!first) dress().catch(() => {}).finally(() => delete page.dataset.kommun);
  } else delete page.dataset.kommun;
}
