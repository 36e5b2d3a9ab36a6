// Saves a form[data-autosave] as it is typed, and loses nothing while the tab lives.
//
// Each save posts only what changed, with the digest of the text each field was drawn with; one request at a time, in order.
// Nothing is written to the browser's storage. The form works without this file: every button posts all of it.
//
// data-whole: each save posts all the fields and the form's key, for what the first save makes. Until each field named in
// data-needs holds something nothing is sent; data-needs-say is said where the last of them alone is missing.
// data-no-network: what is said instead of the usual.
import * as fields from "./saving/fields.js";
import * as notices from "./saving/notices.js";
import { swap } from "./saving/swap.js";
import { TIMEOUT, who } from "./saving/who.js";

const AFTER_LAST_KEY = 1000;
const WHILE_TYPING = 3000;
const ASK_AGAIN = 3000;
const BACK_OFF = [2000, 4000, 8000, 15000, 30000];

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form);

/** Saves a form from now on. It hears `so-that:saved` when all of it is, and `so-that:waits` when its button can't be
 * followed for lack of a network; who takes that over prevents it. */
export function keep(form) {
  const say = notices.pill(form);
  const banner = notices.banner(form);
  const whole = form.dataset.whole !== undefined;
  const needs = (form.dataset.needs ?? "").split(" ").filter(Boolean);
  const known = new Map(); // name → what the server holds, where a save told us
  const held = new Map(); // name → a value that waits for the person: two versions, or refused
  const unanswered = new Map(); // name → texts sent whose answer never came; finding one stored is no conflict
  let away = ""; // "", or why nothing may be sent: "nobody", "other", "stopped"
  let failures = 0;
  let freshToken = false; // a refusal has just been answered with a fresh token
  let firstKey = 0;
  let timer = 0;
  let running = null;
  let leaving = false;
  let passing = false;
  form.autocomplete = "off"; // else Back puts old text over new

  /** What is typed and not saved, of the fields that save themselves (those with a digest); `others`: of the rest. */
  function changed(others = false) {
    const was = fields.drawn(form);
    const batch = new Map();
    for (const [name, value] of fields.typed(form)) {
      if ((fields.digest(form, name) === undefined) !== others) continue;
      if (fields.same(value, known.get(name) ?? was.get(name))) {
        if (held.has(name) && held.get(name) !== true) release(name); // what was refused is no longer there
        continue;
      }
      if (held.has(name) && (held.get(name) === true || fields.same(value, held.get(name)))) continue;
      batch.set(name, value);
    }
    return batch;
  }

  /** The first field that is blank still and has to be there before anything is made of the form. */
  const lacks = () => needs.find((name) => !known.has(name) && !fields.typed(form).get(name)?.some((text) => text.trim()));

  function release(name) {
    held.delete(name);
    notices.clearNote(form, name, "not-saved");
  }

  const unsaved = () => running !== null || held.size > 0 || changed().size > 0 || changed(true).size > 0;

  function askFirst(event) {
    flush();
    event.preventDefault();
  }

  /** The browser asks before leaving, while something is unsaved and only then: an idle listener slows leaving down. */
  function watch() {
    window[!leaving && unsaved() ? "addEventListener" : "removeEventListener"]("beforeunload", askFirst);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  /** Sends until nothing is left; true when all that may be sent is saved. */
  function send() {
    clearTimeout(timer);
    running ??= rounds().finally(() => {
      running = null;
      watch();
    });
    return running;
  }

  async function rounds() {
    firstKey = 0;
    for (;;) {
      if (away) return false;
      const batch = changed();
      if (batch.size && lacks()) {
        const ok = failures ? await reachable() : true;
        if (ok && lacks() === needs.at(-1)) say("waiting", form.dataset.needsSay);
        return ok;
      }
      if (!batch.size) {
        if (!held.size) form.dispatchEvent(new CustomEvent("so-that:saved", { bubbles: true }));
        return failures ? reachable() : true;
      }
      if (!failures) say("saving", "Saving…");
      if (!(await round(whole ? own() : batch))) return false;
    }
  }

  /** All the fields that save themselves. */
  const own = () => new Map([...fields.typed(form)].filter(([name]) => fields.digest(form, name) !== undefined));

  async function round(batch) {
    const response = await post(batch).catch(() => null);
    if (!response || response.status >= 500 || response.status === 429 || response.status === 408) {
      remember(batch);
      return fail();
    }
    const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json().catch(() => null) : null;
    if ((response.ok || response.status === 422) && answer) return take(batch, answer);
    if (response.ok) remember(batch);
    return refused(answer, response.status);
  }

  function post(batch) {
    const body = new URLSearchParams();
    for (const [name, values] of batch) {
      for (const value of values.length ? values : [""]) body.append(name, value);
      const digest = fields.digest(form, name);
      if (digest !== undefined) body.append(`drawn-${name}`, digest);
    }
    if (whole) body.append("key", form.elements.key?.value ?? "");
    body.append("person", form.dataset.person ?? "");
    if (form.elements.key) body.append("key", form.elements.key.value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
    return fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: String(body).length < 60000, // the browser's limit; lets the last words out of a closing tab
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  function remember(batch) {
    for (const [name, [text]] of batch) unanswered.set(name, new Set(unanswered.get(name)).add(text));
  }

  function take(batch, answer) {
    const errors = answer.errors ?? {};
    const conflicts = answer.conflicts ?? {};
    let heard = false;
    for (const [name, value] of batch) {
      heard ||= answer.saved !== undefined || [errors, conflicts, answer.digests ?? {}].some((part) => name in part);
      if (name in errors) {
        held.set(name, value);
        notices.showError(form, name, String(errors[name]));
      } else if (name in conflicts) {
        clash(name, conflicts[name]);
      } else if (answer.saved !== undefined || name in (answer.digests ?? {})) {
        known.set(name, value);
        unanswered.delete(name);
        release(name);
      } else if (whole) {
        held.set(name, value); // nothing is made before what is wrong is put right
      }
    }
    if (!heard) return fail();
    failures = 0;
    freshToken = false;
    banner.hide();
    for (const [name, digest] of Object.entries(answer.digests ?? {})) {
      if (!(name in conflicts)) fields.setDigest(form, name, digest);
    }
    for (const [id, html] of Object.entries(answer.html ?? {})) swap(id, html);
    if (held.size) say("waiting", "Not all saved: see the marked fields");
    else if (answer.saved) say("saved", `Saved ${answer.saved}`);
    return true;
  }

  function clash(name, { stored, digest }) {
    const theirs = [stored];
    if (unanswered.get(name)?.has(stored)) {
      known.set(name, theirs);
      fields.setDigest(form, name, digest);
      return;
    }
    held.set(name, true);
    const settle = (act) => () => {
      held.delete(name);
      known.set(name, theirs);
      fields.setDigest(form, name, digest);
      act();
      if (changed().size) send();
      else if (!held.size) say("saved", "All saved");
      watch();
    };
    notices.showConflict(form, name, stored, {
      keep: settle(() => {}),
      take: settle(() => fields.setValue(form, name, theirs)),
    });
  }

  // When it does not go well

  function fail() {
    const wait = BACK_OFF[Math.min(failures, BACK_OFF.length - 1)];
    failures += 1;
    say("waiting", changed().size ? "Not saved yet" : "No connection");
    banner.show(
      changed().size
        ? (form.dataset.noNetwork ?? "Not saved yet – trying again. What you typed is still here; keep this tab open.")
        : "So That can’t be reached just now. What you typed is saved; use the button again in a moment.",
    );
    later(wait);
    return false;
  }

  /** With nothing left to send: true if the server answers and the same person is signed in. */
  async function reachable() {
    const answer = await who(form);
    if (answer === "unreachable") return fail();
    if (answer !== "same") return wait(answer);
    if (failures) say("saved", "All saved");
    failures = 0;
    banner.hide();
    return true;
  }

  async function refused(answer, status) {
    const person = await who(form);
    if (person === "unreachable") return fail();
    if (person !== "same") return wait(person, answer?.signin);
    if (!freshToken) {
      freshToken = true; // it may only have been the token: once more, with the one just taken
      setTimeout(() => (freshToken = false), TIMEOUT);
      return true;
    }
    away = "stopped";
    const reason = answer?.reason ?? (status === 404 ? "This page can’t be changed any more." : "This could not be saved.");
    say("waiting", "Not saved");
    banner.show(`${reason} What you typed is still here: copy it before you leave.`, copyAll());
    return false;
  }

  const copyAll = () => ({ text: "Copy all", press: (event) => notices.copy(fields.allText(form), event) });

  function wait(person, signin) {
    away = person;
    signin ??= form.dataset.signin ?? "/account/login/";
    const link = { text: "Sign in in another tab", href: signin };
    say("waiting", "Not saved yet");
    if (person === "other") {
      banner.show("Somebody else is signed in now, so nothing was sent. What you typed is still here.", link, copyAll());
    } else {
      banner.show("You have been signed out. What you typed is still here and is saved once you sign in again.", link);
    }
    clearTimeout(timer);
    timer = setTimeout(askAgain, ASK_AGAIN);
    return false;
  }

  async function askAgain() {
    if (away !== "nobody" && away !== "other") return;
    clearTimeout(timer);
    const person = document.hidden ? "unreachable" : await who(form);
    if (person === "same") {
      away = "";
      failures = 0;
      banner.hide();
      if (await send()) say("saved", "Signed in again: all saved");
    } else if (person === "unreachable") {
      clearTimeout(timer);
      timer = setTimeout(askAgain, ASK_AGAIN);
    } else {
      wait(person);
    }
  }

  // What the person does

  form.addEventListener("input", () => {
    watch();
    if (away || failures) return;
    const now = Date.now();
    firstKey ||= now;
    later(Math.max(0, Math.min(AFTER_LAST_KEY, firstKey + WHILE_TYPING - now)));
  });

  function flush() {
    watch();
    if (!away && !failures && changed().size) send();
  }
  form.addEventListener("change", flush);
  form.addEventListener("focusout", flush);

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && away) askAgain();
    else if (failures || changed().size) send();
  });
  window.addEventListener("focus", () => away && askAgain());
  window.addEventListener("online", () => (away ? askAgain() : failures && send()));
  window.addEventListener("pagehide", flush);

  window.addEventListener("pageshow", (event) => {
    leaving = false;
    watch();
    if (event.persisted && !unsaved()) location.reload();
  });

  /** Before the page is left: all saved, or at least still the same person at a server that answers. */
  async function ready() {
    if (running) await running;
    if (away === "stopped") return false;
    if (away) {
      await askAgain();
      if (away) return false;
    }
    return changed().size && !lacks() ? send() : reachable();
  }

  /** Whether somebody takes over a form whose button can't be followed now. */
  function takenOver(button) {
    if (!(failures || away === "nobody") || lacks()) return false;
    return !form.dispatchEvent(new CustomEvent("so-that:waits", { bubbles: true, cancelable: true, detail: { button } }));
  }

  form.addEventListener("submit", async (event) => {
    if (passing) return;
    event.preventDefault();
    if (leaving || takenOver(event.submitter)) return; // the second of a double click
    leaving = true;
    if (!(await ready())) {
      leaving = false;
      takenOver(event.submitter);
      return;
    }
    let button = event.submitter;
    if (button && button.form !== form) {
      // It was replaced while its own press was waiting: another of the same name and value stands in.
      button = Object.assign(document.createElement("button"), { name: button.name, value: button.value, hidden: true });
      form.append(button);
    }
    fields.writeDigests(form);
    watch();
    passing = true;
    form.requestSubmit(button);
    passing = false;
    setTimeout(() => (leaving = false), TIMEOUT); // the answer never came: the button works again
  });

  // A link or another form on the page waits for the last words; if they can't be saved, the browser asks first.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.origin !== location.origin || link.hasAttribute("download") || !unsaved()) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, ASK_AGAIN))]);
    location.assign(link.href);
  });

  document.addEventListener("submit", async (event) => {
    const other = event.target;
    if (other === form || event.defaultPrevented || other.dataset.passing || other.dataset.autosave || !unsaved()) return;
    event.preventDefault();
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, ASK_AGAIN))]);
    other.dataset.passing = "true";
    other.requestSubmit(event.submitter);
    delete other.dataset.passing;
  });

  if (changed().size) later(AFTER_LAST_KEY); // typed before this file had come
}
