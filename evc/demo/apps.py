from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "evc.demo"
    label = "demo"
