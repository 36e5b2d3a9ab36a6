// The autosaved fields of a form, by name; a value is always a list of strings (radios, checkboxes, many selects).

const NEVER = new Set(["hidden", "submit", "button", "image", "reset", "file", "password", "fieldset", "output"]);

export const controls = (form) =>
  [...form.elements].filter((el) => el.name && !el.disabled && !NEVER.has(el.type));

function read(form, isOn, text) {
  const values = new Map();
  for (const el of controls(form)) {
    const list = values.get(el.name) ?? [];
    if (el.type === "checkbox" || el.type === "radio") {
      if (isOn(el)) list.push(el.value);
    } else if (el.options) {
      const chosen = [...el.options].filter(isOn);
      if (!chosen.length && !el.multiple && el.options.length) chosen.push(el.options[0]);
      list.push(...chosen.map((option) => option.value));
    } else {
      list.push(text(el));
    }
    values.set(el.name, list);
  }
  return values;
}

/** What the fields hold now. */
export const typed = (form) => read(form, (el) => el.checked ?? el.selected, (el) => el.value);

/** What the server drew them with. */
export const drawn = (form) => read(form, (el) => el.defaultChecked ?? el.defaultSelected, (el) => el.defaultValue);

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const field = (form, name) => controls(form).find((el) => el.name === name);

const hidden = (form, name) => form.querySelector(`input[type=hidden][name="${CSS.escape(`drawn-${name}`)}"]`);

/** The digest of the text that field `name` was drawn with, or undefined. */
export const digest = (form, name) => hidden(form, name)?.value ?? field(form, name)?.dataset.drawn;

export function setDigest(form, name, value) {
  let input = hidden(form, name);
  if (!input) {
    input = Object.assign(document.createElement("input"), { type: "hidden", name: `drawn-${name}` });
    form.append(input);
  }
  input.value = value;
}

/** Before an ordinary submit: the digests held in data-drawn go along too. */
export function writeDigests(form) {
  for (const el of controls(form)) {
    if (el.dataset.drawn !== undefined && !hidden(form, el.name)) setDigest(form, el.name, el.dataset.drawn);
  }
}

export function setValue(form, name, values) {
  for (const el of controls(form).filter((control) => control.name === name)) {
    if (el.type === "checkbox" || el.type === "radio") el.checked = values.includes(el.value);
    else if (el.options) [...el.options].forEach((option) => (option.selected = values.includes(option.value)));
    else el.value = values[0] ?? "";
    el.dispatchEvent(new Event("input", { bubbles: true })); // it grows, and its difference is drawn again
  }
}

const clean = (text) => text.replace(/\s+/g, " ").trim();

export const label = (el) => clean(el.labels?.[0]?.textContent ?? el.ariaLabel ?? el.name);

/** Everything typed into the form, as plain text to paste elsewhere. */
export const allText = (form) =>
  controls(form)
    .filter((el) => el.matches("textarea, input:not([type=radio], [type=checkbox])") && el.value.trim())
    .map((el) => `${label(el)}\n${el.value.trim()}`)
    .join("\n\n");

/** How a stored value reads to a person: a choice by its label. */
export function readable(form, name, value) {
  for (const el of controls(form).filter((control) => control.name === name)) {
    if ((el.type === "radio" || el.type === "checkbox") && el.value === value) return label(el);
    const option = el.options && [...el.options].find((each) => each.value === value);
    if (option) return option.label;
  }
  return value;
}
