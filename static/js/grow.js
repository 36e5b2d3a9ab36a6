// Textareas grow with their text where the browser's own field-sizing is missing.

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  document.querySelectorAll(".govuk-textarea").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches(".govuk-textarea") && grow(event.target));
  document.addEventListener("htmx:load", (event) => event.target.querySelectorAll(".govuk-textarea").forEach(grow));
  // Nor is a field as high as its text on paper there: the text is printed in its stead.
  window.addEventListener("beforeprint", () => document.querySelectorAll(".govuk-textarea").forEach((area) => {
    const text = document.createElement("p");
    text.className = "as-typed print-only on-paper";
    text.textContent = area.value;
    area.after(text);
  }));
  window.addEventListener("afterprint", () => document.querySelectorAll(".on-paper").forEach((text) => text.remove()));
}
