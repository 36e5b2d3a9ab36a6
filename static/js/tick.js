// form[data-tick]: a step's tick is saved at once and shown at once; if it could not be saved it goes back and says so.
// The form works alone: it posts done=1 or done=0, which sets and never toggles, so sending it twice does no harm.

const set = (button, done) => {
  button.setAttribute("aria-pressed", done);
  button.value = done ? "0" : "1";
};

async function send(form, button) {
  const done = button.value === "1";
  const when = button.querySelector(".tick__when");
  const before = when?.textContent;
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  form.dataset.busy = "true";
  set(button, done);
  if (when) when.textContent = done ? "Saving…" : "";
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: true,
      signal: AbortSignal.timeout(15000),
    });
    const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    if (!response.ok) throw new Error(answer.reason ?? (response.status === 401 ? "You have been signed out: reload the page and sign in." : ""));
    if (!("done" in answer)) return location.reload(); // the plain page: it knows best
    set(button, answer.done);
    if (when) when.textContent = answer.when ?? "";
    say(form, "");
    document.dispatchEvent(new CustomEvent("so-that:ticked", { detail: answer }));
  } catch (error) {
    set(button, !done);
    if (when) when.textContent = before;
    say(form, error.name === "Error" && error.message ? error.message : "Not saved: there is no connection. Try again in a moment.");
  } finally {
    delete form.dataset.busy;
  }
}

function say(form, text) {
  let note = form.querySelector(".tick-form__error");
  if (!note && !text) return;
  if (!note) {
    note = document.createElement("p");
    note.className = "tick-form__error";
    note.setAttribute("role", "alert");
    form.append(note);
  }
  note.textContent = text;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-tick]");
  if (!form) return;
  const button = event.submitter ?? form.querySelector("button[aria-pressed]");
  event.preventDefault();
  if (!form.dataset.busy) send(form, button);
});
