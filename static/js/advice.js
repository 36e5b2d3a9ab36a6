// [data-advice="/wording/check/"], a form or a part of one: a moment after the last key, what the check says of the
// wording appears in [data-advice-out], and only when it says something else. Without a connection, or signed out, it
// stays silent.
// data-advice-parts="seen source": the names of the fields that it is about, if not those of a wording;
// data-advice-prefix: what stands before them in this form.

const PAUSE = 300;
const WORDING = "key_action steps so_that";
const partsOf = (box) => (box.dataset.adviceParts ?? WORDING).split(" ");
const prefixOf = (box) => box.dataset.advicePrefix ?? "";
const running = new WeakMap();

async function ask(box) {
  const out = box.querySelector("[data-advice-out]");
  if (!out) return;
  running.get(box)?.abort();
  const mine = new AbortController();
  running.set(box, mine);
  const typed = new FormData(box.closest("form"));
  const body = new URLSearchParams();
  const add = (name, from) => typed.getAll(from).forEach((text) => body.append(name, text));
  for (const name of ["csrfmiddlewaretoken", "dismissed"]) add(name, name);
  for (const name of partsOf(box)) add(name, prefixOf(box) + name);
  try {
    const response = await fetch(box.dataset.advice, {
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
  const box = event.target.closest?.("[data-advice]");
  if (!box || !partsOf(box).some((name) => prefixOf(box) + name === event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE, box);
});
