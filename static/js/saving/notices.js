// What saving tells the person: a quiet pill, a banner, and notes under a field. All built with textContent.
import { field, readable } from "./fields.js";

function make(tag, props = {}, ...children) {
  const el = Object.assign(document.createElement(tag), props);
  el.append(...children);
  return el;
}

const button = (text, onclick, kind = "govuk-button govuk-button--secondary") =>
  make("button", { type: "button", className: kind, textContent: text, onclick });

/** The "Saved 15:42" pill of a form. Listeners hear of changes of state, and of "Saved" at most every half minute. */
export function pill(form) {
  const eye = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved], .saved") ?? document.body.appendChild(make("p", { className: "saved" }));
  const ear = document.body.appendChild(make("div", { className: "govuk-visually-hidden" }));
  ear.setAttribute("role", "status");
  eye.setAttribute("aria-hidden", "true");
  let state = "";
  let heard = 0;
  return (next, text) => {
    eye.textContent = text;
    eye.dataset.state = next;
    const quiet = next === "saving" || (next === "saved" && state !== "waiting" && Date.now() - heard < 30000);
    if (!quiet) {
      ear.textContent = text;
      heard = Date.now();
    }
    if (next !== "saving") state = next;
  };
}

/** A banner in the form's [data-banner], else at the foot of the page: `show(text, ...actions)` and `hide()`. An action
 * is {text, href} or {text, press}. */
export function banner(form) {
  const words = make("p");
  const actions = make("div", { className: "govuk-button-group" });
  const place = form.querySelector("[data-banner]");
  const box = make("div", { className: place ? "notice notice--warn" : "saving-banner", hidden: true }, words, actions);
  words.setAttribute("role", "alert");
  (place ?? document.body).append(box);
  return {
    show(text, ...list) {
      box.hidden = false;
      if (words.textContent === text) return;
      words.textContent = text;
      actions.replaceChildren(
        ...list.map(({ text: name, href, press }) =>
          href
            ? make("a", { className: "govuk-button", textContent: name, href, target: "_blank", rel: "noopener" })
            : button(name, press),
        ),
      );
    },
    hide() {
      box.hidden = true;
      words.textContent = "";
    },
  };
}

export async function copy(text, event) {
  try {
    await navigator.clipboard.writeText(text);
    event.target.textContent = "Copied";
  } catch {
    const area = make("textarea", { className: "govuk-textarea", value: text, readOnly: true });
    area.setAttribute("aria-label", "Everything typed on this page");
    event.target.replaceWith(area);
    area.select();
  }
}

const noteId = (form, kind, name) => `${kind}-${name}${form.dataset.suffix ?? ""}`;

const place = (el) => el.closest("fieldset.govuk-fieldset, .govuk-radios, .govuk-checkboxes") ?? el;

/** The server's reason against what field `name` holds, under it. */
export function showError(form, name, text) {
  clearNote(form, name, "not-saved");
  const el = field(form, name);
  if (!el) return;
  const note = make("p", { className: "govuk-error-message", id: noteId(form, "not-saved", name), textContent: text });
  place(el).after(note);
  el.setAttribute("aria-invalid", "true");
  el.setAttribute("aria-describedby", `${el.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
}

export function clearNote(form, name, kind) {
  const note = document.getElementById(noteId(form, kind, name));
  if (!note) return;
  note.remove();
  const el = field(form, name);
  if (!el || kind !== "not-saved") return;
  el.removeAttribute("aria-invalid");
  const rest = (el.getAttribute("aria-describedby") ?? "").replace(note.id, "").trim();
  if (rest) el.setAttribute("aria-describedby", rest);
  else el.removeAttribute("aria-describedby");
}

/** Two versions of field `name`: what is typed here and what is `stored`; the person chooses. */
export function showConflict(form, name, stored, { keep, take }) {
  clearNote(form, name, "conflict");
  const el = field(form, name);
  if (!el) return;
  const box = make("div", { className: "conflict", id: noteId(form, "conflict", name) });
  box.setAttribute("role", "group");
  const heading = make("p", { textContent: "This was changed somewhere else. Which version stays?" });
  heading.id = `${box.id}-heading`;
  box.setAttribute("aria-labelledby", heading.id);
  const mine = make("p", { className: "conflict__text", textContent: readable(form, name, el.value) });
  const theirs = make("p", { className: "conflict__text", textContent: readable(form, name, stored) || "(empty)" });
  el.addEventListener("input", () => (mine.textContent = readable(form, name, el.value)));
  const done = (act) => () => {
    box.remove();
    el.focus();
    act();
  };
  box.append(
    heading,
    make("div", { className: "conflict__side" }, make("p", {}, make("strong", { textContent: "Yours" })), mine, button("Keep mine", done(keep))),
    make("div", { className: "conflict__side" }, make("p", {}, make("strong", { textContent: "Theirs" })), theirs, button("Take theirs", done(take))),
  );
  place(el).after(box);
}
