from importlib import import_module

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "evc.assessments"
    label = "assessments"

    def ready(self) -> None:
        import_module("evc.assessments.privacy")
