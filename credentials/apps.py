from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class CredentialsConfig(AppConfig):
    name = "credentials"
    label = "credentials"

    def ready(self) -> None:
        """A list of accepted issuers with a mistake in it stops the start, not the first check of a badge."""
        from credentials.services.verification import accepted_issuers  # noqa: PLC0415  # models are loaded by now

        accepted_issuers(settings.ERKEND_ISSUERS)
        import_module("credentials.privacy")
