/**
 * Compare a typed e-mail address with the hashed identities of a badge, in the page: the address is not sent.
 * An identity is "sha256$" + hex of SHA-256 over the address followed by the salt (Open Badges 3.0, IdentityObject).
 * Needs a secure page (https or localhost); elsewhere, without script, and for identities that are not hashed in this way,
 * the form is posted and the server compares.
 */
async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function belongsTo(email, identity) {
  const spellings = new Set([email, email.toLowerCase()]);
  for (const spelling of spellings) {
    if (`sha256$${await sha256(spelling + identity.identitySalt)}` === identity.identityHash.toLowerCase()) return true;
  }
  return false;
}

function enhance(form) {
  const identities = [...form.querySelectorAll("[data-identity-hash]")].map((element) => element.dataset);
  const result = form.querySelector("[data-identity-result]");
  const isHashed = identities.length > 0 && identities.every((identity) => identity.identityHash.startsWith("sha256$"));
  if (!globalThis.crypto?.subtle || !isHashed) return;

  form.addEventListener("submit", async (event) => {
    const email = form.elements.email.value.trim();
    if (!email) return;
    event.preventDefault();
    const answers = await Promise.all(identities.map((identity) => belongsTo(email, identity)));
    result.textContent = answers.some(Boolean) ? form.dataset.textSame : form.dataset.textOther;
    result.dataset.same = String(answers.some(Boolean));
  });
}

document.querySelectorAll("form[data-identity-check]").forEach(enhance);
