/* Headings: the contents beside the page mark the one that is read, and a heading's sign copies its address. */
{
  const contents = document.querySelector("#register .md-nav--secondary");
  const links = [...(contents?.querySelectorAll("a") ?? [])];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let marked, asked;

  const cue = () => {
    const { scrollTop, clientHeight, scrollHeight } = contents;
    contents.toggleAttribute("data-more", scrollTop + clientHeight < scrollHeight - 4);
  };
  /* The contents scroll by themselves: to bring the link into view in the usual way could move the page. */
  const reveal = (link) => {
    for (const box of [contents, contents.closest(".md-sidebar__scrollwrap")]) {
      const [outer, inner] = [box, link].map((element) => element.getBoundingClientRect());
      const above = inner.top - outer.top - 60, below = inner.bottom - outer.bottom + 60;
      if (above < 0 || below > 0) box.scrollTop += above < 0 ? above : below;
    }
  };
  const mark = () => {
    asked = false;
    const ended = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = (heading) => heading?.getBoundingClientRect().top < innerHeight / (ended ? 1 : 3);
    const link = links[headings.findLastIndex(passed)];
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    marked = link;
    if (link) reveal(link);
  };

  if (links.length) {
    addEventListener("scroll", () => { asked ||= requestAnimationFrame(mark); }, { passive: true });
    contents.addEventListener("scroll", cue, { passive: true });
    new ResizeObserver(() => { cue(); mark(); }).observe(contents);
  }

  /* Its address, on click. */
  const status = Object.assign(document.createElement("p"), { className: "unseen" });
  status.setAttribute("role", "status");
  document.querySelector("article").append(status);
  document.addEventListener("click", async ({ target }) => {
    const sign = target.closest?.(".headerlink");
    if (!sign || !navigator.clipboard) return;
    for (const other of document.querySelectorAll(".headerlink[data-said]")) delete other.dataset.said;
    try {
      await navigator.clipboard.writeText(sign.href);
      status.textContent = sign.dataset.said = "Adressen är kopierad";
    } catch {
      status.textContent = sign.dataset.said = "Adressen står i webbläsarens adressfält";
    }
  });
}
