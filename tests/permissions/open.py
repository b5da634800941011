"""Named addresses that are open to whoever asks, each with the reason. Everything else stands in the matrix."""

from __future__ import annotations

from collections.abc import Mapping

OPEN: Mapping[str, str] = {
    # Pages
    "start": "the front door",
    "accessibility": "the statement on accessibility",
    "language": "the choice of language, for visitors too",
    "verify": "anybody may check a badge",
    "badge": "the holder's public page; closed, it says so and shows nothing",
    "achievement": "what an achievement asks stands in every badge",
    "confirm": "a witness has no account: the mailed link is the whole permission",
    "confirm-code": "a witness has no account: the code on the candidate's phone is the whole permission",
    "confirmed": "a witness has no account: the mailed link is the whole permission",
    "testimony": "a referee has no account: the mailed link is the whole permission",
    "testimony-save": "a referee has no account: the mailed link is the whole permission",
    "testimony-decline": "a referee has no account: the mailed link is the whole permission",
    "practice-offline": "the page that stands in without a connection; nothing about anybody is in it",
    "practice-state": "tells a phone who is signed in: to whoever is not that nobody is, and nothing more",
    "web-manifest": "what a phone needs to install the practice log",
    "service-worker": "our own script, the same for everybody",
    "shared": "whoever has the link may read what it shows; ended, it says so and shows nothing",
    "shared-file": "whoever has the link may see the files that it shows",
    "still": "the mailed link is the whole permission, and all it does is tell the coach how it is going",
    "invitation": "the mailed link is the whole permission, and who may accept is seen there",
    "styleguide": "components with made-up words; only where somebody builds on Erkend",
    "mailbox": "only in the embedded set-up, which runs on one's own machine",
    "mailbox-mail": "only in the embedded set-up, which runs on one's own machine",
    # Signing in and out: whoever comes here has no session yet, or ends their own
    "account_login": "signing in",
    "sign-in": "signing in",
    "account_logout": "ends one's own session",
    "sign-out": "ends one's own session",
    "account_email_verification_sent": "says that a mail is on its way",
    "account_inactive": "says that the account is closed",
    "account_reset_password": "a forgotten password; the answer never tells whether there is an account",
    "account_reset_password_done": "says that a mail is on its way",
    "account_reset_password_from_key": "the mailed link is the whole permission",
    "account_reset_password_from_key_done": "says that the new password works",
    "account_confirm_email": "the mailed link is the whole permission",
    # Machines
    "did-document": "the issuer's public keys",
    "status-list": "which badges were withdrawn, by number only",
    "achievement-document": "what an achievement asks stands in every badge",
    "api-schema": "the description of the API",
    "api-docs": "the description of the API",
    "api-verify": "anybody may check a badge",
    "api-confirm": "a witness has no account: the mailed link is the whole permission",
    "api-vc-unknown": "says that there is nothing at an address",
    "api-unknown": "says that there is nothing at an address",
    "healthz": "whether this process is alive; tells nothing else",
    "readyz": "whether this process can serve; tells nothing else",
}
