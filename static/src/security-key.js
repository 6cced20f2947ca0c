// Asks the browser for a security key where a form needs one. The form's other ways in work without it.
const KNOWN = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function answer(form) {
  if ("keyCreate" in form.dataset) {
    const { publicKey } = JSON.parse(form.dataset.keyCreate).creation_options;
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }
  const { publicKey } = JSON.parse(form.dataset.keyGet).request_options;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

function show(form, part) {
  for (const each of ["wait", "failed", "missing"]) form.querySelector(`[data-key-${each}]`).hidden = each !== part;
}

async function ask(event) {
  const form = event.currentTarget;
  event.preventDefault();
  show(form, "wait");
  try {
    form.elements.credential.value = JSON.stringify((await answer(form)).toJSON());
    form.submit();
  } catch {
    show(form, "failed");
  }
}

export function askForKeys() {
  if (!KNOWN) return;
  for (const form of document.querySelectorAll("[data-key-create], [data-key-get]")) {
    show(form, null);
    form.addEventListener("submit", ask);
  }
}
