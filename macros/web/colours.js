(() => {
  const page = document.documentElement;
  let chosen = null;
  try { chosen = localStorage.getItem("farger"); } catch { /* a private window keeps nothing */ }
  const dark = chosen ? chosen === "morka" : matchMedia("(prefers-color-scheme: dark)").matches;
  page.dataset.mdColorScheme = dark ? "slate" : "default";
  if (/[?&]kommun=/.test(location.search)) page.dataset.kommun = "";
  page.dataset.scripted = page.dataset.unset = "";
  const ours = [...document.fonts].filter((font) => font.style === "normal" && font.display === "block");
  Promise.all(ours.map((font) => font.load())).finally(() => delete page.dataset.unset);
})();
