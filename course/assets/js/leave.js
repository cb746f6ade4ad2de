// "Leave this page": the neutral page takes this page's place in the browser's history, so Back does not show it again.
const link = document.querySelector("[data-leave]");

function leave() {
  document.documentElement.classList.add("app-left"); // nothing to see while the other page is on its way
  location.replace(link.href);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Three presses of Shift within a second and a half do the same. Any other key starts the count again, so typing capitals does not.
  const within = 1500;
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      presses = [...presses, event.timeStamp].filter((moment) => event.timeStamp - moment <= within);
      if (presses.length === 3) leave();
    }
  });
}

// Browsers keep a whole page in memory for Back. A private one must ask the server again, which knows who is signed in.
if (document.querySelector("[data-private]")) {
  addEventListener("pagehide", (event) => {
    if (event.persisted) document.documentElement.classList.add("app-left");
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
