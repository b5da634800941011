from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "evc.programmes"
    label = "programmes"

    def ready(self) -> None:
        import_module("evc.programmes.jobs")
        import_module("evc.programmes.privacy")
