from importlib import import_module

from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "evc.trajectories"
    label = "trajectories"

    def ready(self) -> None:
        import_module("evc.trajectories.jobs")
        import_module("evc.trajectories.planning_jobs")
        import_module("evc.trajectories.privacy")
