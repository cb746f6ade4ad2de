// The account menu is a <details>; it also closes with Escape and with a tap elsewhere.
const menu = document.querySelector("details[data-menu]");

if (menu) {
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
