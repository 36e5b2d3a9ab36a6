// form[data-once]: the second of two quick presses sends nothing, and what was typed is not left behind unasked.
// (The meeting's own form is guarded by saving.js.)

const pressed = new WeakMap();
const forms = () => [...document.querySelectorAll("form[data-once]")];
const askFirst = (event) => event.preventDefault();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (Date.now() - (pressed.get(form) ?? 0) < 10000) event.preventDefault();
  else if (!event.defaultPrevented) pressed.set(form, Date.now());
  window.removeEventListener("beforeunload", askFirst);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("form[data-once] textarea")) return;
  const typed = forms().flatMap((form) => [...form.querySelectorAll("textarea")]);
  const changed = typed.some((area) => area.value !== area.defaultValue);
  window[changed ? "addEventListener" : "removeEventListener"]("beforeunload", askFirst);
});

window.addEventListener("pageshow", () => forms().forEach((form) => pressed.delete(form)));
