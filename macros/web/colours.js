(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("farger"); } catch { /* a private window keeps nothing */ }
  const dark = chosen ? chosen === "morka" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.mdColorScheme = dark ? "slate" : "default";
  if (/[?&]kommun=/.test(location.search)) document.documentElement.dataset.kommun = "";
})();
