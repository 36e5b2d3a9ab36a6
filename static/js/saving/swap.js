// Parts of the page that a save changed, put in place: not under a pressed finger, or a button replaced between press and
// release would never be clicked.

const AFTER_PRESS = 100;

let pressed = false;
const waiting = new Map();
document.addEventListener("pointerdown", () => (pressed = true));
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    setTimeout(() => {
      pressed = false;
      waiting.forEach((html, id) => swap(id, html));
      waiting.clear();
    }, AFTER_PRESS);
  });
}

const likeness = (el) => {
  if (el.matches("a[href]")) return `a[href="${CSS.escape(el.getAttribute("href"))}"]`;
  return el.matches("button[value]") ? `button[value="${CSS.escape(el.value)}"]` : null;
};

/** The part of the page with this id reads as `html` says; its fields are never replaced. */
export function swap(id, html) {
  if (pressed) return waiting.set(id, html);
  const old = document.getElementById(id);
  const fresh = document.createRange().createContextualFragment(html).firstElementChild;
  if (!old || !fresh || old.querySelector("input, textarea, select") || old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) ? likeness(document.activeElement) : null;
  old.replaceWith(fresh);
  if (focused) fresh.querySelector(focused)?.focus();
  document.dispatchEvent(new CustomEvent("so-that:swapped", { detail: { id } }));
}
