from importlib import import_module

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "evc.retention"
    label = "retention"

    def ready(self) -> None:
        import_module("evc.retention.jobs")
