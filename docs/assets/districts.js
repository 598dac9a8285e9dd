/* The contacts for one district: the cards of the others are put away. Nothing chosen leaves the page or is stored. */
for (const form of document.querySelectorAll(".district_choice")) {
  const [select] = form.elements;
  const status = form.querySelector("[role=status]");
  const cards = [...document.querySelectorAll(".contact[data-districts]")];
  const lines = [...document.querySelectorAll(".number_list [data-districts]")];
  const choose = () => {
    for (const place of [...cards, ...lines])
      place.hidden = !!select.value && !place.dataset.districts.split(" ").includes(select.value);
    const away = cards.filter((card) => card.hidden).length;
    status.textContent = away ? `${away === 1 ? "En kontakt" : `${away} kontakter`} för andra kommundelar visas inte.` : "";
  };
  /* A link to a card that is put away brings it back. */
  const follow = () => {
    if (!cards.find((card) => `#${card.id}` === location.hash)?.hidden) return;
    select.value = "";
    choose();
    document.querySelector(location.hash).scrollIntoView();
  };

  select.addEventListener("change", choose);
  addEventListener("hashchange", follow);
  form.hidden = false;
  choose();
}
