from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "evc.assessments"
    label = "assessments"
