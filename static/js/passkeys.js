// form[data-passkey]: a passkey is asked for, and what it answers is posted. `data-passkey` says which: "create" and
// "get" carry their question in `data-options`; "ask" (signing in) fetches it when it is pressed.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const ids = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function create({ publicKey }) {
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: ids(publicKey.excludeCredentials),
      // To sign in by itself it has to be kept on the device and to ask who is there.
      authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
}

async function get({ publicKey }) {
  return navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: ids(publicKey.allowCredentials) },
  });
}

async function ask(form) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return get((await response.json()).request_options);
}

const asks = {
  create: (form) => create(JSON.parse(form.dataset.options)),
  get: (form) => get(JSON.parse(form.dataset.options)),
  ask,
};

function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

const WORDS = {
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "This browser allows passkeys only on a secure address.",
};

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-passkey-said]");
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(answer(await asks[form.dataset.passkey](form)));
      form.submit();
    } catch (error) {
      said.textContent = WORDS[error.name] ?? "No passkey was used. Try again, or go another way.";
    }
  });
}
