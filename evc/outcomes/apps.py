from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "evc.outcomes"
    label = "outcomes"
