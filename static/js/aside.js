// button[value="dismiss:<focus>:<code>"] and button[value="advise_again:<focus>"]: advice is put aside, or shown again, in
// its place. Without this file, or when that can't be done now, the button sends the page as any other does.

const TIMEOUT = 10000;

async function answer(button, focus, code) {
  const form = new FormData(button.form);
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.get("csrfmiddlewaretoken"), code });
  const response = await fetch(`/foci/${focus}/advice/`, {
    method: "POST",
    body,
    headers: { "X-Requested-With": "fetch" },
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok || response.redirected) throw new Error(response.status);
  return document.createRange().createContextualFragment((await response.text()).trim()).firstElementChild;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[value^='dismiss:'], button[value^='advise_again:']");
  if (!button?.form || event.defaultPrevented) return;
  event.preventDefault();
  if (button.dataset.asked) return;
  button.dataset.asked = "true";
  const [verb, focus, code = ""] = button.value.split(":");
  try {
    const fresh = await answer(button, focus, code);
    document.getElementById(`advice-${focus}`).replaceWith(fresh);
    // Undoing it is one key away.
    fresh.querySelector(verb === "dismiss" ? "button[value^='advise_again:']" : "button")?.focus();
  } catch {
    delete button.dataset.asked;
    const still = button.isConnected ? button : document.querySelector(`button[value="${CSS.escape(button.value)}"]`);
    still?.form.requestSubmit(still);
  }
});
