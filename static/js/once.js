// form[data-once]: the second of two quick presses sends nothing. Text typed there is not left behind unasked, nor for an
// error page when the server can’t be reached. (What saves itself is guarded by saving.js.)

const pressed = new WeakMap();
let passing;
const forms = () => [...document.querySelectorAll("form[data-once]")];
const has = (form, test) => [...form.querySelectorAll("textarea")].some(test);
const askFirst = (event) => event.preventDefault();

async function follow(form, button) {
  const { ok } = await fetch("/whoami/", { cache: "no-store", signal: AbortSignal.timeout(8000) }).catch(() => ({}));
  form.querySelector("[data-once-say]")?.remove();
  if (ok) {
    passing = form;
    return form.requestSubmit(button);
  }
  pressed.delete(form);
  const line = document.createElement("p");
  line.className = "govuk-error-message";
  line.dataset.onceSay = "";
  line.setAttribute("role", "alert");
  line.textContent = "No connection. What you typed is still here: try again in a moment.";
  button.before(line);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (passing !== form) {
    if (Date.now() - (pressed.get(form) ?? 0) < 10000) event.preventDefault();
    else if (!event.defaultPrevented) {
      pressed.set(form, Date.now());
      if (has(form, (area) => area.value)) {
        event.preventDefault();
        return follow(form, event.submitter);
      }
    }
  }
  passing = null;
  window.removeEventListener("beforeunload", askFirst);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("form[data-once] textarea")) return;
  const changed = forms().some((form) => has(form, (area) => area.value !== area.defaultValue));
  window[changed ? "addEventListener" : "removeEventListener"]("beforeunload", askFirst);
});

window.addEventListener("pageshow", () => forms().forEach((form) => pressed.delete(form)));
