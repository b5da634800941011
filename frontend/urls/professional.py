"""The work of coach, assessor, quality officer, coordinator and manager."""

from django.urls import URLPattern, path

from frontend.views.professional import (
    badges,
    board,
    hours,
    intake,
    people,
    propose,
    quality,
    records,
    trajectory,
)

urlpatterns: list[URLPattern] = [
    path("board", board.show, name="board"),
    # A trajectory, by whoever plans, guides or assesses it
    path("trajectories/propose", propose.propose, name="trajectory-propose"),
    path("trajectories/<uuid:pk>/start", trajectory.start, name="trajectory-start"),
    path("trajectories/<uuid:pk>/take-back", trajectory.take_back, name="trajectory-take-back"),
    path("trajectories/<uuid:pk>/close", trajectory.close, name="trajectory-close"),
    path("trajectories/<uuid:pk>/advice", intake.advice, name="trajectory-advice"),
    path("trajectories/<uuid:pk>/tests", intake.tests, name="trajectory-tests"),
    path("trajectories/<uuid:pk>/parts", intake.parts, name="trajectory-parts"),
    path("trajectories/<uuid:pk>/people", people.people, name="trajectory-people"),
    path("trajectories/<uuid:pk>/people/<uuid:participant>/end", people.end, name="participant-end"),
    path("trajectories/<uuid:pk>/no-ties", people.no_ties, name="no-ties"),
    path("trajectories/<uuid:pk>/give-back", people.give_back, name="part-give-back"),
    path("trajectories/<uuid:pk>/hours/candidate", hours.show, name="trajectory-hours"),
    path("trajectories/<uuid:pk>/records/<slug:instrument>", records.record, name="record"),
    path("trajectories/<uuid:pk>/identity", records.identity_seen, name="identity-seen"),
    # The quality check
    path("quality", quality.queue, name="quality"),
    path("quality/<uuid:pk>", quality.check, name="quality-check"),
    path("quality/<uuid:pk>/release", quality.release, name="quality-release"),
    path("quality/<uuid:pk>/send-back", quality.send_back, name="quality-send-back"),
    path("quality/<uuid:pk>/advice/<uuid:work_process>", quality.gap_advice, name="gap-advice"),
    path("badges/<uuid:pk>/revoke", badges.revoke, name="badge-revoke"),
    path("badges/<uuid:pk>/suspend", badges.suspend, name="badge-suspend"),
    path("badges/<uuid:pk>/lift-suspension", badges.lift, name="badge-lift"),
]
