// Asks the signer's passkey for a signature when a form with a challenge is sent, and sends what it said. Without
// script no browser signs (W3C Web Authentication); the command line does.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const say = (form, words) => {
    const shown = form.querySelector(".errors") || form.insertBefore(document.createElement("div"), form.firstChild);
    shown.className = "errors";
    shown.setAttribute("role", "alert");
    shown.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }));
  };
  const sign = async (asked) => {
    const wanted = {
      challenge: bytes(asked.dataset.challenge),
      rpId: asked.dataset.rpId,
      allowCredentials: asked.dataset.credentials.split(" ").map((id) => ({ type: "public-key", id: bytes(id) })),
      userVerification: "required",
    };
    const made = await navigator.credentials.get({ publicKey: wanted });
    const fields = asked.form.elements;
    fields.authenticator_data.value = text(made.response.authenticatorData);
    fields.client_data.value = text(made.response.clientDataJSON);
    fields.signature.value = text(made.response.signature);
    asked.value = text(made.rawId);
  };
  for (const asked of document.querySelectorAll("input[data-challenge]")) {
    asked.form.addEventListener("submit", (event) => {
      if (asked.value) return;
      event.preventDefault();
      sign(asked).then(
        () => asked.form.requestSubmit(),
        () => say(asked.form, asked.dataset.refused),
      );
    });
  }
})();
