"""Signing in, invitations, one's own account, people of an organisation, the mailbox.

Names that begin with ``account_`` are those that allauth looks for; only what we use of it has an address.
"""

from django.urls import URLPattern, path, re_path

from frontend.views.account import (
    addresses,
    invitations,
    mailbox,
    organisation,
    person,
    privacy,
    records,
    signing,
    tokens,
)

_sign_in, _sign_out = signing.SignIn.as_view(), signing.SignOut.as_view()

urlpatterns: list[URLPattern] = [
    path("sign-in", _sign_in, name="account_login"),
    path("sign-in", _sign_in, name="sign-in"),
    path("sign-out", _sign_out, name="account_logout"),
    path("sign-out", _sign_out, name="sign-out"),
    path("sign-in/confirm-address", signing.AddressUnconfirmed.as_view(), name="account_email_verification_sent"),
    path("sign-in/closed", signing.AccountClosed.as_view(), name="account_inactive"),
    path("password/forgotten", signing.Forgotten.as_view(), name="account_reset_password"),
    path("password/forgotten/sent", signing.ForgottenSent.as_view(), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        signing.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("password/new/done", signing.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    path("invitations/<str:token>", invitations.invitation, name="invitation"),
    # One's own account
    path("account", person.account, name="account"),
    path("account/password", signing.ChangePassword.as_view(), name="account_change_password"),
    path("account/addresses", addresses.addresses, name="addresses"),
    path("account/addresses/confirm/<str:key>", signing.ConfirmAddress.as_view(), name="account_confirm_email"),
    path("account/addresses/<int:pk>/mail-again", addresses.mail_again, name="address-mail-again"),
    path("account/addresses/<int:pk>/primary", addresses.make_primary, name="address-primary"),
    path("account/addresses/<int:pk>/remove", addresses.remove, name="address-remove"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:pk>/revoke", tokens.revoke, name="token-revoke"),
    path("account/readings", person.readings, name="readings"),
    path("account/shared-with-me", privacy.shared_with_me, name="shared-with-me"),
    path("account/portfolio", privacy.take_along, name="take-along"),
    path("account/portfolio/make", privacy.ask_export, name="take-along-ask"),
    path("account/portfolio/take-in", privacy.take_in, name="take-in"),
    path("account/portfolio/<uuid:pk>.zip", privacy.download, name="take-along-file"),
    path("account/erase", privacy.erase, name="erase"),
    # An organisation, for its administrators
    path("organisations/<slug:slug>/people", organisation.show, name="organisation-people"),
    path("organisations/<slug:slug>/people/invite", organisation.invite, name="organisation-invite"),
    path("organisations/<slug:slug>/people/<uuid:pk>/team", organisation.team, name="member-team"),
    path("organisations/<slug:slug>/people/<uuid:pk>/role", organisation.give, name="organisation-give-role"),
    path("organisations/<slug:slug>/roles/<uuid:pk>/end", organisation.end, name="organisation-end-role"),
    path("organisations/<slug:slug>/invitations/<uuid:pk>/withdraw", organisation.withdraw, name="invitation-withdraw"),
    path("organisations/<slug:slug>/audit", records.audit, name="organisation-audit"),
    path("organisations/<slug:slug>/keys", records.keys, name="organisation-keys"),
    path("organisations/<slug:slug>/keys/rotate", records.rotate, name="organisation-keys-rotate"),
    path("organisations/<slug:slug>/keys/<uuid:pk>/revoke", records.revoke_key, name="organisation-key-revoke"),
    # Mail that was sent (embedded only)
    path("mailbox", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:pk>", mailbox.mail, name="mailbox-mail"),
]
