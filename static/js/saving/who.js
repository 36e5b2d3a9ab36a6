// Who is signed in now, for a page that was drawn before.

export const TIMEOUT = 20000;

/** "same", "nobody", "other" or "unreachable". A fresh token is taken only from the person the page was drawn for. */
export async function who(form) {
  if (!form.dataset.whoami) return "same";
  try {
    const options = { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) };
    const response = await fetch(form.dataset.whoami, options);
    if (!response.ok) return "unreachable";
    const { person, csrf } = await response.json();
    if (!person) return "nobody";
    if (person !== form.dataset.person) return "other";
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = csrf;
    return "same";
  } catch {
    return "unreachable";
  }
}
