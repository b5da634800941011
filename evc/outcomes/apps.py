from importlib import import_module

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "evc.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        import_module("evc.outcomes.jobs")
        import_module("evc.outcomes.privacy")
