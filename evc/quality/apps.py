from importlib import import_module

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "evc.quality"
    label = "quality"

    def ready(self) -> None:
        for module in ("holds", "jobs", "pack.calibration", "pack.contents", "privacy"):
            import_module(f"evc.quality.{module}")
