// [data-match]: rows with a select each. Here the responses also lie beside them as cards to drag to a row; the selects stay, for keys.
for (const rows of document.querySelectorAll("[data-match]")) {
  const tray = document.createElement("div");
  tray.className = "app-match__tray";
  tray.setAttribute("aria-hidden", "true"); // the selects say the same
  const title = document.createElement("p");
  title.textContent = rows.dataset.cardsTitle;
  tray.append(title);

  for (const option of rows.querySelector("select").options) {
    if (option.value < 0) continue;
    const card = document.createElement("span");
    card.className = "app-match__card";
    card.textContent = option.text;
    tray.append(card);

    card.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      card.setPointerCapture(event.pointerId);
      card.classList.add("app-match__card--held");
      const { pageX: fromX, pageY: fromY } = event;
      let over = null;
      const follow = ({ clientX, clientY, pageX, pageY }) => {
        card.style.transform = `translate(${pageX - fromX}px, ${pageY - fromY}px)`;
        if (clientY > innerHeight - 60) scrollBy(0, 10);
        else if (clientY < 60) scrollBy(0, -10);
        over?.classList.remove("app-match__row--over");
        over = document.elementsFromPoint(clientX, clientY).map((each) => each.closest(".app-match__row")).find(Boolean);
        over?.classList.add("app-match__row--over");
      };
      const drop = () => {
        card.removeEventListener("pointermove", follow);
        card.classList.remove("app-match__card--held");
        card.style.transform = "";
        if (!over) return;
        over.classList.remove("app-match__row--over");
        const select = over.querySelector("select");
        select.value = option.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      };
      card.addEventListener("pointermove", follow);
      card.addEventListener("lostpointercapture", drop, { once: true });
    });
  }
  rows.before(tray);
}
