// ol[data-order]: steps with a select for the place of each. Here they become one list to drag, or to move with two buttons; the selects
// stay in the form and carry the answer.
for (const list of document.querySelectorAll("[data-order]")) {
  const { up, down, moved, how } = list.dataset;
  const steps = () => [...list.children];
  const select = (step) => step.querySelector("select");
  const words = (step) => step.querySelector("label").textContent;
  const isPlaced = () => steps().every((step) => select(step).value >= 0);

  const write = () => {
    steps().forEach((step, place) => { select(step).value = String(place); });
    select(list).dispatchEvent(new Event("change", { bubbles: true }));
  };
  const settle = (step) => {
    write();
    live.textContent = `${words(step)} ${moved} ${steps().indexOf(step) + 1}`;
  };
  const shift = (step, by) => {
    const other = by < 0 ? step.previousElementSibling : step.nextElementSibling;
    if (other) by < 0 ? other.before(step) : other.after(step);
  };

  const hint = document.createElement("p");
  hint.className = "govuk-hint";
  hint.textContent = how;
  const live = document.createElement("p");
  live.className = "govuk-visually-hidden";
  live.setAttribute("role", "status");
  list.before(hint);
  list.after(live);
  list.classList.add("app-order--list");
  if (isPlaced()) list.append(...steps().sort((one, other) => select(one).value - select(other).value));

  for (const step of steps()) {
    for (const [text, sign, by] of [[up, "↑", -1], [down, "↓", 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "app-order__button";
      button.textContent = sign;
      button.setAttribute("aria-label", `${text}: ${words(step)}`);
      button.addEventListener("click", () => {
        shift(step, by);
        button.focus();
        settle(step);
      });
      step.append(button);
    }
    const grip = document.createElement("span");
    grip.className = "app-order__grip";
    grip.setAttribute("aria-hidden", "true");
    step.prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      step.classList.add("app-order__step--held");
      const follow = ({ clientY }) => {
        const { previousElementSibling: before, nextElementSibling: after } = step;
        const middle = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
        if (before && clientY < middle(before)) step.after(before); // the others move: a held one that moves would be let go
        else if (after && clientY > middle(after)) step.before(after);
      };
      const drop = () => {
        grip.removeEventListener("pointermove", follow);
        step.classList.remove("app-order__step--held");
        settle(step);
      };
      grip.addEventListener("pointermove", follow);
      grip.addEventListener("lostpointercapture", drop, { once: true });
    });
  }

  // sending the list as it stands is an answer, too
  list.closest("form").addEventListener("submit", (event) => {
    if (event.submitter?.name !== "skip" && !isPlaced()) write();
  });
}
