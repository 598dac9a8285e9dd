/* An address from when all fields stood on one page leads on to the field's own page. */
const leadOn = () => {
  const named = [...document.querySelectorAll(".field_kind, .field_kind [id]")].find(({ id }) => `#${id}` === location.hash);
  if (named) location.replace(named.querySelector("a").pathname + location.hash);
};
leadOn();
addEventListener("hashchange", leadOn);
