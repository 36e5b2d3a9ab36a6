// form[data-once]: the second of two quick presses sends nothing. (The meeting's own form is guarded by saving.js.)

const pressed = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (Date.now() - (pressed.get(form) ?? 0) < 10000) event.preventDefault();
  else if (!event.defaultPrevented) pressed.set(form, Date.now());
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach((form) => pressed.delete(form)));
