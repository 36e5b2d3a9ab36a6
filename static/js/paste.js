// A whole sentence pasted into a key action falls into its three parts: textarea[data-paste="/wording/parse/"] in a .focus-card.
// It is done here, with an undo, where there are rows enough for its steps; else by the server, with the page's own button
// (do=split:ID), which saves all and adds the rows. Nothing happens where the other parts hold text already.

const WHOLE = /\bso (that|pupils)\b|\bby\s+\w+ing\b|\n\s*\S/i;

document.addEventListener("paste", (event) => {
  const area = event.target;
  if (!area.matches?.("textarea[data-paste]") || area.value.trim()) return;
  if (WHOLE.test(event.clipboardData?.getData("text/plain").trim() ?? "")) setTimeout(() => fall(area));
});

async function fall(area) {
  const card = area.closest(".focus-card");
  const rows = [...card.querySelectorAll(".step-row textarea, .step-row input[type=text]")];
  const soThat = card.querySelector("[name$='-so_that']");
  if (!soThat || soThat.value.trim() || rows.some((row) => row.value.trim())) return;
  const pasted = area.value;
  const body = new URLSearchParams({ text: pasted, csrfmiddlewaretoken: area.form.elements.csrfmiddlewaretoken.value });
  const response = await fetch(area.dataset.paste, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  const parts = response?.ok ? await response.json().catch(() => null) : null;
  if (!parts?.key_action || (!parts.so_that && !parts.steps.length) || area.value !== pasted) return;
  if (parts.steps.length > rows.length) return split(area);
  write(area, parts.key_action);
  write(soThat, parts.so_that);
  rows.forEach((row, index) => write(row, parts.steps[index] ?? ""));
  offerUndo(area, () => {
    write(area, pasted);
    [soThat, ...rows].forEach((field) => write(field, ""));
  });
}

function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function split(area) {
  const button = Object.assign(document.createElement("button"), { name: "do", value: `split:${area.name.split("-")[1]}`, hidden: true });
  area.after(button);
  area.form.requestSubmit(button);
}

function offerUndo(area, undo) {
  const note = Object.assign(document.createElement("p"), { className: "paste-note small", textContent: "Put into its three parts. " });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Undo" });
  note.setAttribute("role", "status");
  button.addEventListener("click", () => {
    undo();
    note.remove();
    area.focus();
  });
  note.append(button);
  area.after(note);
}
