"""Signing in and out, a forgotten password, confirming an address: allauth's views under our pages and addresses."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth
from allauth.account.models import get_emailconfirmation_model
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy

from frontend.forms.account.signing import ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm


class _Answers422:
    """A form with errors is answered with 422, as everywhere."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignIn(_Answers422, allauth.LoginView):
    """Returns to the page that asked for it (``next``)."""

    form_class = SignInForm
    template_name = "account/sign_in.html"


class SignOut(allauth.LogoutView):
    template_name = "account/sign_out.html"


class Forgotten(_Answers422, allauth.PasswordResetView):
    """Always the same answer, whether there is an account or not."""

    form_class = ForgottenForm
    template_name = "account/forgotten.html"


class ForgottenSent(allauth.PasswordResetDoneView):
    template_name = "account/forgotten_sent.html"


class NewPassword(_Answers422, allauth.PasswordResetFromKeyView):
    form_class = NewPasswordForm
    template_name = "account/new_password.html"


class NewPasswordDone(allauth.PasswordResetFromKeyDoneView):
    template_name = "account/new_password_done.html"


class ChangePassword(_Answers422, allauth.PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "account/change_password.html"
    success_url = reverse_lazy("account")


class ConfirmAddress(allauth.ConfirmEmailView):
    """The link in the mail: looking confirms nothing, a button does."""

    template_name = "account/confirm_address.html"

    def get_redirect_url(self) -> str:
        return reverse("addresses") if self.request.user.is_authenticated else reverse("sign-in")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = 200 if context.get("can_confirm") else 404
        return super().render_to_response(context, status=status, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if get_emailconfirmation_model().from_key(self.kwargs["key"]) is None:
            return self.get(*args, **kwargs)
        return super().post(*args, **kwargs)


class AddressUnconfirmed(allauth.EmailVerificationSentView):
    """Signing in with an address that was not confirmed yet: the link was mailed again."""

    template_name = "account/address_unconfirmed.html"


class AccountClosed(allauth.AccountInactiveView):
    template_name = "account/closed.html"
