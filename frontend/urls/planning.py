"""Planning: pauses, appointments, free days, expertise, the board's bulk actions and the day that something is due."""

from django.urls import URLPattern, path

from frontend.views.planning import appointments, bulk, calendar, expertise, free_days, pausing, proposals, terms

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/pause", pausing.pause, name="pause"),
    path("pauses/<uuid:pk>/refuse", pausing.refuse, name="pause-refuse"),
    path("pauses/<uuid:pk>/end", pausing.end, name="pause-end"),
    path("trajectories/<uuid:pk>/end-for-silence", pausing.end_for_silence, name="silence-end"),
    path("trajectories/<uuid:pk>/take-up-again", pausing.take_up_again, name="silence-undo"),
    path("trajectories/<uuid:pk>/due", terms.move_due, name="due-move"),
    path("trajectories/<uuid:pk>/remind", terms.remind, name="trajectory-remind"),
    path("trajectories/<uuid:pk>/hours/confirm", terms.confirm_hours, name="hours-confirm"),
    path("trajectories/<uuid:pk>/appointments", appointments.show, name="appointments"),
    path("trajectories/<uuid:pk>/appointments/new", appointments.plan, name="appointment-new"),
    path("appointments/<uuid:pk>/move", appointments.move, name="appointment-move"),
    path("appointments/<uuid:pk>/cancel", appointments.cancel, name="appointment-cancel"),
    path("appointments/<uuid:pk>.ics", appointments.calendar_file, name="appointment-calendar"),
    path("planning", calendar.show, name="planning"),
    path("planning/file", calendar.file, name="planning-file"),
    path("planning/reported", calendar.reported, name="planning-reported"),
    path("free-days", free_days.show, name="free-days"),
    path("expertise", expertise.show, name="expertise"),
    path("expertise/new", expertise.new, name="expertise-new"),
    path("expertise/<uuid:pk>/end", expertise.end, name="expertise-end"),
    path("board/selected", bulk.selected, name="board-selected"),
    path("board/done/<uuid:pk>", bulk.done, name="board-done"),
    path("trajectories/propose/many", proposals.propose, name="propose-many"),
]
