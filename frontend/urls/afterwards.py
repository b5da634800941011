"""What comes after an outcome: appeal, complaint, the case file, the development talk and the evaluation."""

from django.urls import URLPattern, path

from frontend.views.afterwards import appeal_people, appeals, case_file, complaints, development, evaluation

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/appeal", appeals.lodge, name="appeal-lodge"),
    path("appeals/<uuid:pk>", appeals.show, name="appeal"),
    path("appeals/<uuid:pk>/withdraw", appeals.withdraw, name="appeal-withdraw"),
    path("appeals/<uuid:pk>/take-up", appeals.take_up, name="appeal-take-up"),
    path("appeals/<uuid:pk>/decide", appeals.decide, name="appeal-decide"),
    path("appeals/<uuid:pk>/people", appeal_people.people, name="appeal-people"),
    path("appeals/<uuid:pk>/seat", appeal_people.seat, name="appeal-seat"),
    path("trajectories/<uuid:pk>/file", case_file.show, name="case-file"),
    path("trajectories/<uuid:pk>/complaint", complaints.lodge, name="complaint-lodge"),
    path("complaints", complaints.mine, name="complaints"),
    path("complaints/<uuid:pk>", complaints.show, name="complaint"),
    path("complaints/<uuid:pk>/withdraw", complaints.withdraw, name="complaint-withdraw"),
    path("complaints/<uuid:pk>/again", complaints.again, name="complaint-again"),
    path("complaints/<uuid:pk>/hand-on", complaints.hand_on, name="complaint-hand-on"),
    path("complaints/<uuid:pk>/handler", complaints.handler, name="complaint-handler"),
    path("trajectories/<uuid:pk>/development", development.show, name="development"),
    path("development/<uuid:pk>/<slug:do>", development.step, name="development-step"),
    path("trajectories/<uuid:pk>/evaluation", evaluation.evaluate, name="evaluation"),
    path("organisations/<slug:slug>/evaluations", evaluation.results, name="organisation-evaluations"),
    path("organisations/<slug:slug>/evaluations/questions", evaluation.questions, name="evaluation-questions"),
    path("organisations/<slug:slug>/terms", evaluation.terms, name="organisation-terms"),
]
