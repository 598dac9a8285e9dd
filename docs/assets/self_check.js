/* Says whether an answer is right once the fold with it is opened, and counts. Nothing is stored or sent. */
{
  const form = document.querySelector(".self_check");
  const questions = [...form?.querySelectorAll("fieldset") ?? []];

  const judge = (question) => {
    const chosen = question.querySelector("input:checked")?.value;
    const shown = question.querySelector("details").open;
    const { right } = question.dataset;
    question.classList.toggle("right", shown && chosen === right);
    question.classList.toggle("wrong", shown && chosen !== undefined && chosen !== right);
    const words = chosen === right ? "Rätt." : `Du valde ${chosen}. Rätt svar är ${right}.`;
    question.querySelector(".verdict").textContent = shown && chosen ? words : "";
  };
  const count = () => {
    const tried = questions.filter((question) => question.matches(".right, .wrong")).length;
    const right = questions.filter((question) => question.matches(".right")).length;
    form.querySelector(".total").textContent = tried === questions.length ? `Du hade ${right} rätt av ${tried}.` : "";
  };

  for (const question of questions) {
    for (const [target, event] of [[question, "change"], [question.querySelector("details"), "toggle"]]) {
      target.addEventListener(event, () => {
        judge(question);
        count();
      });
    }
  }
}
