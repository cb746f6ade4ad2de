// Remembers how far a lesson was read: [data-place-url][data-csrf] holds section[id][data-section] elements.
// A section counts when it has been in the upper part of the screen for a moment, once, and only forward.
const lesson = document.querySelector("[data-place-url]");
const moment = 1500; // milliseconds, so that scrolling past is not reading

if (lesson && "IntersectionObserver" in window) {
  const sections = [...lesson.querySelectorAll("section[id][data-section]")];
  const waiting = new Map();
  let furthest = -1;

  const reached = (section) => {
    const position = sections.indexOf(section);
    if (position <= furthest) return;
    furthest = position;
    fetch(lesson.dataset.placeUrl, {
      method: "POST",
      body: new URLSearchParams({ section: section.id, csrf_token: lesson.dataset.csrf }),
      headers: { "X-Requested-With": "place" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
    }).catch(() => {}); // no connection: the place is a comfort, not a duty
  };

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target));
      if (isIntersecting) waiting.set(target, setTimeout(reached, moment, target));
    }
  }, { rootMargin: "0px 0px -40% 0px" });
  for (const section of sections) observer.observe(section);
}
