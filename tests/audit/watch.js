/* Runs before each page's own scripts: notes what its policy stops, what moves as it loads, and what takes long. */
{
  const watch = { violations: [], shifts: [], tasks: [], scripts: [] };
  Object.defineProperty(window, "watch", { value: watch });
  document.addEventListener("securitypolicyviolation", (event) =>
    watch.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  const name = (node) =>
    node?.nodeType === 1 ? node.tagName.toLowerCase() + [...node.classList].map((one) => `.${one}`).join("") : "#text";
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput)
      watch.shifts.push({ value: entry.value, nodes: entry.sources.map((source) => name(source.node)) });
  });
  observe("longtask", (entry) => watch.tasks.push(entry.duration));
  observe("long-animation-frame", (entry) => {
    for (const part of entry.scripts) watch.scripts.push({ duration: part.duration, source: part.sourceURL || part.invoker });
  });
}
