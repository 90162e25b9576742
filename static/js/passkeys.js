// Security keys: fills the hidden field of a form marked data-passkey, then sends it.
// Without it, the second factor is the code of an application.

const supported =
  "credentials" in navigator &&
  "parseRequestOptionsFromJSON" in (window.PublicKeyCredential || {});

const asRequest = (options) => ({
  publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
});

function asCreation(options, alone) {
  const publicKey = structuredClone(options.publicKey);
  const selection = publicKey.authenticatorSelection;
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  return { publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) };
}

const written = (form) => JSON.parse(form.querySelector("script").textContent);

async function fetched(form) {
  const answer = await fetch(form.dataset.passkeyOptions, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

const credential = {
  add: (form) =>
    navigator.credentials.create(
      asCreation(written(form).creation_options, form.elements.passwordless?.checked ?? false),
    ),
  authenticate: (form) => navigator.credentials.get(asRequest(written(form).request_options)),
  login: async (form) =>
    navigator.credentials.get(asRequest((await fetched(form)).request_options)),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!supported) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[data-passkey-status]");
    try {
      const made = await credential[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      if (status) status.hidden = false;
    }
  });
}
