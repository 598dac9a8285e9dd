/* How many questions are ticked, and the ticks kept on this device: only if asked, and only the questions' ids. */
{
  const panel = document.querySelector(".ticks");
  const [count, clear, keep, told] = panel.querySelectorAll("output, button, input, [role=status]");
  const gone = document.querySelector(".gone");
  const KEY = `bockar${location.pathname}`;
  const boxes = new Map([...document.querySelectorAll(".question input")].map((box) => [box.closest("li").id, box]));
  let undo = [];

  const ticked = () => [...boxes].filter(([, box]) => box.checked).map(([id]) => id);
  const tick = (ids) => boxes.forEach((box, id) => { box.checked = ids.includes(id); });
  const stored = (work) => {
    try {
      return work(localStorage) ?? null;
    } catch {
      return undefined;
    }
  };
  const forget = () => stored((kept) => kept.removeItem(KEY));
  const show = () => {
    const many = ticked().length;
    count.textContent = `${many} av ${boxes.size}`;
    clear.textContent = undo.length ? "Ångra" : "Rensa";
    clear.hidden = !many && !undo.length;
    gone.textContent = keep.checked ? "De ligger kvar tills du slutar spara." : "De försvinner när du stänger sidan.";
  };
  const save = () => {
    if (!keep.checked || stored((kept) => kept.setItem(KEY, JSON.stringify(ticked()))) !== undefined) return;
    forget();
    keep.checked = false;
    told.textContent = "Det gick inte att spara. Kanske är fönstret privat, så att webbläsaren inte sparar något.";
  };
  const read = () => {
    const kept = stored((all) => all.getItem(KEY)) ?? null;
    keep.checked = kept !== null;
    if (kept !== null) {
      let ids = [];
      try {
        ids = [JSON.parse(kept)].flat();
      } catch { /* Not written by this script: as if nothing was ticked. */ }
      tick(ids);
      save();
    }
    keep.closest("details").open = keep.checked;
    show();
  };
  const change = (before) => {
    undo = before;
    told.textContent = "";
    save();
    show();
  };

  document.addEventListener("change", ({ target }) => { if (target.matches(".question input")) change([]); });
  clear.addEventListener("click", () => {
    const [back, before] = [undo, undo.length ? [] : ticked()];
    tick(back);
    change(before);
  });
  keep.addEventListener("change", () => {
    told.textContent = keep.checked ? "Bockarna är sparade på den här enheten." : "Inget är sparat längre.";
    keep.checked ? save() : forget();
    show();
  });
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) read(); });

  panel.hidden = false;
  read();
}
