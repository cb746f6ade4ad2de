// form[data-autosave]: each change is sent as it is made, in order, and never in the way of the person or of the form's own button.
// The server answers 2xx when it is saved. Words for both outcomes stand on an element of the form with data-saved and data-not-saved.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-saved]");
  let turn = Promise.resolve();
  let handedIn = false;

  async function save() {
    if (handedIn) return;
    let saved = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
        redirect: "manual", // a redirect means: sign in first
        keepalive: true,
      });
      saved = answer.ok;
    } catch {
      // no connection: say so below
    }
    if (status) status.textContent = saved ? status.dataset.saved : status.dataset.notSaved;
  }

  form.addEventListener("change", () => {
    turn = turn.then(save);
  });
  form.addEventListener("submit", () => {
    handedIn = true;
  });
}
