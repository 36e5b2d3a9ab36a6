// form[data-advice="/wording/check/"]: a moment after the last key, what the check says of the wording appears in
// [data-advice-out], and only when it says something else. Without a connection, or signed out, it stays silent.
// data-advice-parts="seen source": the names of the fields that it is about, if not those of a wording.

const PAUSE = 300;
const WORDING = "key_action steps so_that";
const partsOf = (form) => (form.dataset.adviceParts ?? WORDING).split(" ");
const running = new WeakMap();

async function ask(form) {
  const out = form.querySelector("[data-advice-out]");
  if (!out) return;
  running.get(form)?.abort();
  const mine = new AbortController();
  running.set(form, mine);
  const typed = new FormData(form);
  const body = new URLSearchParams();
  for (const name of ["csrfmiddlewaretoken", "dismissed", ...partsOf(form)]) {
    for (const text of typed.getAll(name)) body.append(name, text);
  }
  try {
    const response = await fetch(form.dataset.advice, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch" },
      signal: AbortSignal.any([mine.signal, AbortSignal.timeout(10000)]),
    });
    if (!response.ok || response.redirected) return;
    const advice = document.createRange().createContextualFragment((await response.text()).trim());
    const now = advice.textContent.trim();
    if (now !== out.textContent.trim()) out.replaceChildren(advice);
  } catch {
    // The next key asks again.
  }
}

let waiting;
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-advice]");
  if (!form || !partsOf(form).includes(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE, form);
});
