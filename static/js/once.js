// form[data-once]: the second of two quick presses sends nothing, and what was typed is not left behind unasked.
// (The meeting's own form is guarded by saving.js.)

const pressed = new WeakMap();
const forms = () => [...document.querySelectorAll("form[data-once]")];

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (Date.now() - (pressed.get(form) ?? 0) < 10000) event.preventDefault();
  else if (!event.defaultPrevented) pressed.set(form, Date.now());
});

window.addEventListener("beforeunload", (event) => {
  if (forms().some((form) => pressed.has(form))) return;
  const areas = forms().flatMap((form) => [...form.querySelectorAll("textarea")]);
  if (areas.some((area) => area.value !== area.defaultValue)) event.preventDefault();
});

window.addEventListener("pageshow", () => forms().forEach((form) => pressed.delete(form)));
