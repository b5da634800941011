from importlib import import_module

from django.apps import AppConfig

from evc.roles import register_roles


class StandardsConfig(AppConfig):
    name = "evc.standards"
    label = "standards"

    def ready(self) -> None:
        register_roles()
        import_module("evc.standards.jobs")
        import_module("evc.standards.privacy")
