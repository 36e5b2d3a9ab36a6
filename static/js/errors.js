// After a refused form: focus on the summary; its links put the cursor into the field.

const focusSummary = (scope) => scope.querySelector?.("[data-error-summary]")?.focus();

focusSummary(document);
document.addEventListener("htmx:load", (event) => event.target !== document.body && focusSummary(event.target));

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#'], .lacks a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const field = target?.matches("input, select, textarea, button") ? target : target?.querySelector("input:not([type=hidden]), select, textarea");
  if (!field) return;
  event.preventDefault();
  history.replaceState(history.state, "", link.hash);
  (field.closest(".govuk-form-group, .step-row, fieldset") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
