from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "evc.trajectories"
    label = "trajectories"
