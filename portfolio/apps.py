from importlib import import_module

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "portfolio"
    label = "portfolio"

    def ready(self) -> None:
        import_module("portfolio.jobs")
        import_module("portfolio.privacy")
