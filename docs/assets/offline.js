/* Take the municipality's binders along: saved in this browser, and removed again. Nothing is fetched, registered or
   stored before the reader asks. The work itself is done in worker.js, at the site's root. */
for (const box of document.querySelectorAll(".offline__save")) {
  const { town, root } = box.dataset;
  const [summary, form, told, saved] = box.querySelectorAll("summary, form, [role=status], div");
  const [sheets, words, save] = form.querySelectorAll("input, span, button");
  const [install, remove] = saved.children;
  const scope = new URL(root, location).href;
  const { serviceWorker } = navigator;
  const size = (bytes) => `${(bytes / 1e6).toLocaleString("sv-SE", { maximumFractionDigits: 1 })} MB`;
  const sum = (rows) => rows.reduce((bytes, row) => bytes + row[1], 0);
  const faults = {
    QuotaExceededError: "Det gick inte att spara. Det finns inte plats i den här webbläsaren.",
    TypeError: "Det gick inte att spara. Har du nät? Prova igen.",
  };
  let prompt;

  const ask = (worker, question, hear = () => {}) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.fault) reject(data.fault);
      else if ("state" in data) resolve(data.state);
      else hear(data);
    };
    worker.postMessage({ town, ...question }, [port2]);
  });
  const registered = async () => {
    const registration = await serviceWorker.getRegistration(scope);
    return registration?.scope === scope ? registration : undefined;
  };
  /* All of it, the worker too. */
  const forget = async () => {
    const registration = await registered();
    if (registration?.active) await ask(registration.active, { does: "remove" });
  };
  const head = (rel, address) => {
    if (!document.head.querySelector(`[rel=${rel}]`))
      document.head.append(Object.assign(document.createElement("link"), { rel, href: new URL(address, scope) }));
  };
  const show = (state) => {
    form.hidden = Boolean(state);
    saved.hidden = !state;
    summary.textContent = state ? "Pärmen är sparad här" : "Spara pärmen i mobilen";
    if (!state) return;
    head("manifest", `${town}/manifest.webmanifest`);
    head("apple-touch-icon", "assets/icons/app-192.png");
    const from = state.date ? ` Den är från ${state.date}.` : "";
    const hint = matchMedia("(display-mode: browser)").matches
      ? " Vill du ha den som en app? Välj Lägg till på hemskärmen i webbläsarens meny." : "";
    told.textContent = `Du kan läsa pärmen utan nät. Kopian tar ${size(state.bytes)}${state.sheets ? ", med alla blad" : ""}.${from}${hint}`;
  };
  const fail = (fault) => { told.textContent = faults[fault?.name ?? fault] ?? "Det gick inte att spara. Kanske är fönstret privat."; };
  /* What it takes is told before anything is saved. */
  const weigh = async () => {
    if (!box.open || save.dataset.weighed || form.hidden) return;
    save.dataset.weighed = "yes";
    const lists = [`${town}/offline.json`, "offline.json"].map(async (list) => (await fetch(new URL(list, scope))).json());
    const [own, shared] = await Promise.all(lists).catch(() => []);
    if (!own) return;
    save.textContent = `Spara pärmen, ${size(sum(own.files) + sum(shared.files))}`;
    words.textContent = `Ta med bladen att skriva ut, ${size(sum(own.sheets))} till`;
    sheets.parentElement.hidden = !own.sheets.length;
  };

  box.addEventListener("toggle", weigh);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    told.textContent = "Sparar. Låt sidan vara öppen.";
    try {
      await serviceWorker.register(new URL("worker.js", scope), { scope });
      const { active } = await serviceWorker.ready;
      const count = ({ done, of }) => { save.textContent = `${Math.round((100 * done) / of)} %`; };
      show(await ask(active, { does: "save", sheets: sheets.checked }, count));
      remove.focus();
    } catch (fault) {
      await forget().catch(() => {});
      fail(fault);
    }
    delete save.dataset.weighed;
    save.textContent = "Spara pärmen";
    save.disabled = false;
    weigh();
  });
  remove.addEventListener("click", async () => {
    await forget();
    show();
    told.textContent = "Pärmen är borttagen härifrån.";
    weigh();
    summary.focus();
  });
  /* The browser's own offer waits until she asks for it. */
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event;
    install.hidden = false;
  });
  install.addEventListener("click", () => {
    prompt.prompt();
    install.hidden = true;
  });

  if (serviceWorker && "caches" in window) {
    box.hidden = false;
    registered().then(async (registration) => {
      if (registration?.active) show(await ask(registration.active, { does: "state" }));
    });
  }
}
