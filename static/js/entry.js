// The form of an entry of the log: another entry can be begun while one waits for the network.
//
// "Save and log another" sets the form aside, where it goes on saving itself, and puts a fresh one with a key of its own
// in its place. With a network the button is an ordinary one.
import { keep } from "./saving.js";

const ID_LISTS = ["for", "aria-describedby", "aria-labelledby"];
const pristine = new Map(); // address → the form as it was drawn
let number = 0;

for (const form of document.querySelectorAll("form[data-another]")) pristine.set(form.dataset.autosave, form.cloneNode(true));

const words = (form) => {
  const text = form.elements.seen.value.replace(/\s+/g, " ").trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** Every id in a form gets an end of its own, for the fresh form to have them. */
function rename(form) {
  number += 1;
  form.dataset.suffix = `-${number}`;
  for (const el of form.querySelectorAll("[id]")) el.id += form.dataset.suffix;
  for (const name of ID_LISTS) {
    for (const el of form.querySelectorAll(`[${name}]`)) {
      el.setAttribute(name, el.getAttribute(name).split(" ").map((id) => id + form.dataset.suffix).join(" "));
    }
  }
}

function another(form) {
  const fresh = pristine.get(form.dataset.autosave).cloneNode(true);
  const box = Object.assign(document.createElement("details"), { className: "govuk-details entry-waits" });
  const summary = Object.assign(document.createElement("summary"), { className: "govuk-details__summary" });
  const text = Object.assign(document.createElement("div"), { className: "govuk-details__text" });
  summary.append(
    Object.assign(document.createElement("span"), {
      className: "govuk-details__summary-text",
      textContent: `Waits to be sent: “${words(form)}”`,
    }),
  );
  rename(form);
  form.querySelectorAll(".govuk-button-group").forEach((group) => group.remove()); // it goes by itself
  form.before(box, fresh);
  text.append(form);
  box.append(summary, text);
  fresh.elements.key.value = crypto.randomUUID();
  fresh.elements.csrfmiddlewaretoken.value = form.elements.csrfmiddlewaretoken.value;
  form.addEventListener("so-that:saved", () => {
    const note = Object.assign(document.createElement("p"), { className: "notice", textContent: `Sent: “${words(form)}”` });
    note.setAttribute("role", "status");
    box.replaceWith(note);
  });
  keep(fresh);
  fresh.elements.seen.focus();
}

document.addEventListener("so-that:waits", (event) => {
  if (event.detail.button?.value !== "another" || !pristine.has(event.target.dataset.autosave)) return;
  event.preventDefault();
  another(event.target);
});
