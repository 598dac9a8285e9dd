/* Loads the page anew when it has changed. One stream of events serves all tabs: a browser gives a host six
   connections. Where there is no SharedWorker, the page asks now and then. */
{
  const { page } = document.currentScript.dataset;
  const own = new URL(".", document.currentScript.src);
  const seen = () => document.visibilityState === "visible";
  let late = false;
  let asking = false;

  /* What is told while an answer is on its way may be newer than the answer: then the page asks once more. */
  const look = async () => {
    late = asking || !seen();
    if (late) return;
    asking = true;
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      const name = answer.headers.get("X-Page");
      if (name && name !== page) location.reload();
    } catch {
      return; // the preview is starting again, and tells when it is there
    } finally {
      asking = false;
    }
    if (late && seen()) look();
  };

  document.addEventListener("visibilitychange", () => {
    if (late && seen()) look();
  });
  if ("SharedWorker" in window) {
    const { port } = new SharedWorker(new URL("reload_worker.js", own));
    port.onmessage = look;
    addEventListener("pagehide", () => port.postMessage("bye"));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
  } else {
    setInterval(look, 1500);
  }
}
