"""Where candidate and coach work together: the plan, what is asked, the news, and an answer when work stood still."""

from django.urls import URLPattern, path

from frontend.views.guiding import candidates, dossier, news, plan, requests, still

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/plan", plan.show, name="plan"),
    path("trajectories/<uuid:pk>/plan/new", plan.new, name="plan-new"),
    path("trajectories/<uuid:pk>/plan/<uuid:planned>", plan.change, name="plan-change"),
    path("trajectories/<uuid:pk>/plan/<uuid:planned>/accept", plan.accept, name="plan-accept"),
    path("trajectories/<uuid:pk>/plan/<uuid:planned>/end", plan.end, name="plan-end"),
    path("trajectories/<uuid:pk>/plan/<uuid:planned>/shown", plan.fulfil, name="plan-fulfil"),
    path("trajectories/<uuid:pk>/ask", requests.ask, name="evidence-ask"),
    path("requests/<uuid:pk>/done", requests.done, name="request-done"),
    path("requests/<uuid:pk>/withdraw", requests.withdraw, name="request-withdraw"),
    path("trajectories/<uuid:pk>/handed-in", dossier.show, name="handed-in"),
    path("trajectories/<uuid:pk>/handed-in/<uuid:item>/take-out", dossier.take_out, name="dossier-take-out"),
    path("candidates", candidates.show, name="candidates"),
    path("news", news.show, name="news"),
    path("account/mail", news.mail, name="mail-choice"),
    path("still/<str:token>/<slug:answer>", still.answer, name="still"),
]
