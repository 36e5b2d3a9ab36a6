// form[data-waits]: sent by its button. Without a network it waits in the page, and is sent when the network is back.
//
// What waits is in the page's memory alone. The form's key makes it count once, however often it is sent. Without this
// file the button posts the form.
import * as fields from "./saving/fields.js";
import { copy } from "./saving/notices.js";
import { TIMEOUT, who } from "./saving/who.js";

const BACK_OFF = [2000, 4000, 8000, 15000];
const ASK_AGAIN = 3000;
const NO_NETWORK = "No network. It waits here and is sent when you are back. Keep this page open.";

for (const form of document.querySelectorAll("form[data-waits]")) wait(form);

function wait(form) {
  const line = form.querySelector("[data-waits-say]");
  let waits = false; // the button was pressed, and no answer has come
  let busy = false;
  let failures = 0;
  let timer = 0;
  let passing = false;
  let button = null;
  form.autocomplete = "off";

  const askFirst = (event) => event.preventDefault();
  const typed = () => !fields.same([...fields.typed(form)], [...fields.drawn(form)]);

  function watch() {
    window[waits || (typed() && !passing) ? "addEventListener" : "removeEventListener"]("beforeunload", askFirst);
  }

  function say(text, ...more) {
    line.hidden = !text;
    if (line.dataset.text === text) return;
    line.dataset.text = text;
    line.replaceChildren(text, ...more);
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  }

  async function send() {
    if (busy) return;
    busy = true;
    waits = true;
    watch();
    clearTimeout(timer);
    try {
      await attempt();
    } finally {
      busy = false;
      watch();
    }
  }

  async function attempt(again = true) {
    const response = await post().catch(() => null);
    if (!response || response.status >= 500 || response.status === 429 || response.status === 408) return offline();
    const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json().catch(() => null) : null;
    if (response.ok && answer?.href) return leave(() => location.assign(answer.href));
    const person = await who(form);
    if (person === "unreachable") return offline();
    if (person !== "same") return signedOut(person);
    if (response.status === 401 && again) return attempt(false);
    waits = false;
    if (response.status === 422 || response.status === 409) return leave(() => form.requestSubmit(button));
    say(`${answer?.reason ?? "This can’t be saved any more."} What you typed is still here. `, copyAll());
  }

  function post() {
    const data = new FormData(form, button);
    return fetch(form.action, {
      method: "POST",
      body: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  function offline() {
    say(NO_NETWORK);
    later(BACK_OFF[Math.min(failures, BACK_OFF.length - 1)]);
    failures += 1;
  }

  function signedOut(person) {
    const link = Object.assign(document.createElement("a"), {
      href: form.dataset.signin ?? "/account/login/",
      target: "_blank",
      rel: "noopener",
      textContent: "Sign in in another tab",
    });
    if (person === "other") say("Somebody else is signed in now, so nothing was sent. What you typed is still here. ", link, copyAll());
    else say("You have been signed out. It waits here and is sent once you sign in again. ", link);
    later(ASK_AGAIN);
  }

  function copyAll() {
    return Object.assign(document.createElement("button"), {
      type: "button",
      className: "link-button",
      textContent: "Copy all",
      onclick: (event) => copy(fields.allText(form), event),
    });
  }

  /** The page is left on purpose. */
  function leave(act) {
    waits = false;
    passing = true;
    watch();
    say("");
    act();
  }

  form.addEventListener("submit", (event) => {
    if (passing) return;
    event.preventDefault();
    button = event.submitter;
    send();
  });
  form.addEventListener("input", watch);
  const again = () => waits && send();
  window.addEventListener("online", again);
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  window.addEventListener("pageshow", () => {
    passing = false;
    watch();
  });
}
