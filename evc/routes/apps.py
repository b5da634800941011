from django.apps import AppConfig


class RoutesConfig(AppConfig):
    name = "evc.routes"
    label = "routes"
