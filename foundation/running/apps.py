from django.apps import AppConfig


class RunningConfig(AppConfig):
    """The commands that prepare, translate and serve; it has no models."""

    name = "foundation.running"
    label = "running"
