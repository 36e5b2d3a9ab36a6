// Textareas grow with their text where the browser's own field-sizing is missing.

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  document.querySelectorAll(".govuk-textarea").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches(".govuk-textarea") && grow(event.target));
  document.addEventListener("htmx:load", (event) => event.target.querySelectorAll(".govuk-textarea").forEach(grow));
}
