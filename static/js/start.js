// A line to start from: button[data-start="FIELD"] puts its words into #FIELD, under what stands there, to be changed.
// What is left to fill in (…) is marked. Without this file the button saves the page and does the same there.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-start]");
  const field = button && document.getElementById(button.dataset.start);
  if (!field) return;
  event.preventDefault();
  const line = button.textContent.trim();
  const stands = field.value.trimEnd();
  let from = 0;
  if (!stands.split("\n").includes(line)) {
    from = stands ? stands.length + 1 : 0;
    field.value = stands ? `${stands}\n${line}` : line;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.focus();
  const dots = field.value.indexOf("…", from);
  const end = field.value.length;
  field.setSelectionRange(dots < 0 ? end : dots, dots < 0 ? end : dots + 1);
});
