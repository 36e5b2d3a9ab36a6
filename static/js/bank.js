// The bank beside a focus, details[data-bank="its address"]: what is at hand once it is opened, what a search finds as it
// is typed. Without this file "Search" saves the page, and leads to one of its own.

const PAUSE = 200;
const asked = new WeakMap();

async function show(panel) {
  asked.get(panel)?.abort();
  const mine = new AbortController();
  asked.set(panel, mine);
  const query = new URLSearchParams({ q: panel.querySelector("input[type=search]").value });
  try {
    const response = await fetch(`${panel.dataset.bank}?${query}`, {
      headers: { "X-Requested-With": "fetch" },
      signal: AbortSignal.any([mine.signal, AbortSignal.timeout(10000)]),
    });
    if (!response.ok || response.redirected) return;
    const found = document.createRange().createContextualFragment(await response.text()).firstElementChild;
    if (!mine.signal.aborted && found?.matches(".found")) panel.querySelector(".found").replaceWith(found);
  } catch {
    // The next key asks again, and the link is still there.
  }
}

for (const panel of document.querySelectorAll("details[data-bank]")) {
  // Out of the meeting's form, which Enter would send, into one of its own.
  const search = panel.querySelector("input[type=search]");
  if (search.dataset.form) search.setAttribute("form", search.dataset.form);
  let waiting;
  panel.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE, panel);
  });
  panel.addEventListener("toggle", () => {
    if (panel.open && !asked.has(panel)) show(panel);
  });
  // A button replaced between press and release is never clicked.
  panel.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".found")) return;
    clearTimeout(waiting);
    asked.get(panel)?.abort();
  });
  search.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(panel);
  });
  if (panel.open) show(panel);
}
