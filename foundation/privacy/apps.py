from importlib import import_module

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "foundation.privacy"
    label = "privacy"

    def ready(self) -> None:
        import_module("foundation.privacy.own")
        import_module("foundation.privacy.jobs")
