/* Loads the page anew when `mkdocs serve` has built it again. MkDocs' own script stands in the page, where the policy
   lets no script run; it still says which build the page is from. */
{
  const own = /livereload\((\d+),/;
  const built = () => [...document.scripts].map(({ text }) => own.exec(text)?.[1]).find(Boolean);
  const ask = async (build) => {
    try {
      const answer = await fetch(`/livereload/${build}/0`, { cache: "no-store" });
      const latest = answer.ok ? Number(await answer.text()) : NaN;
      if (latest > build) location.reload();
      else setTimeout(ask, Number.isNaN(latest) ? 3000 : 0, build);
    } catch {
      setTimeout(ask, 3000, build);
    }
  };
  const build = built();
  if (build) ask(Number(build));
}
