"""Pauses, appointments, terms, who can when, who could do what, and many trajectories at once."""

from django.urls import path

from api.v1 import appointments, assigning, availability, pauses, terms

_T = "trajectories/<uuid:pk>"

urlpatterns = [
    path(f"{_T}/pauses", pauses.Pauses.as_view(), name="api-pauses"),
    path("pauses/<uuid:pk>/refuse", pauses.RefusePause.as_view(), name="api-pause-refuse"),
    path("pauses/<uuid:pk>/end", pauses.EndPause.as_view(), name="api-pause-end"),
    path(f"{_T}/end-for-silence", pauses.EndForSilence.as_view(), name="api-silence-end"),
    path(f"{_T}/take-up-again", pauses.TakeUpAgain.as_view(), name="api-silence-undo"),
    path(f"{_T}/due", terms.Due.as_view(), name="api-due"),
    path(f"{_T}/remind", terms.Remind.as_view(), name="api-remind"),
    path(f"{_T}/hours/confirm", terms.ConfirmHours.as_view(), name="api-hours-confirm"),
    path(f"{_T}/assignable", assigning.Assignable.as_view(), name="api-assignable"),
    path(f"{_T}/common-days", appointments.CommonDays.as_view(), name="api-common-days"),
    path(f"{_T}/appointments", appointments.AppointmentsOfTrajectory.as_view(), name="api-trajectory-appointments"),
    path("appointments", appointments.Appointments.as_view(), name="api-appointments"),
    path("appointments/report", appointments.ReportAppointments.as_view(), name="api-appointments-report"),
    path("appointments/<uuid:pk>", appointments.AppointmentDetail.as_view(), name="api-appointment"),
    path("appointments/<uuid:pk>/cancel", appointments.CancelAppointment.as_view(), name="api-appointment-cancel"),
    path(
        "appointments/<uuid:pk>/calendar", appointments.AppointmentCalendar.as_view(), name="api-appointment-calendar"
    ),
    path("me/appointments", appointments.MyAppointments.as_view(), name="api-my-appointments"),
    path("me/free-days", availability.MyFreeDays.as_view(), name="api-free-days"),
    path("me/free-days/<uuid:pk>", availability.MyFreeDay.as_view(), name="api-free-day"),
    path(
        "organisations/<uuid:pk>/expertise",
        availability.ExpertiseOfOrganisation.as_view(),
        name="api-organisation-expertise",
    ),
    path("expertise/<uuid:pk>/end", availability.EndExpertise.as_view(), name="api-expertise-end"),
    path("many/assign", assigning.AssignMany.as_view(), name="api-many-assign"),
    path("many/remind", assigning.RemindMany.as_view(), name="api-many-remind"),
    path("many/due", assigning.MoveMany.as_view(), name="api-many-due"),
    path("many/pause", assigning.PauseMany.as_view(), name="api-many-pause"),
    path("many/runs/<uuid:pk>", assigning.Run.as_view(), name="api-many-run"),
]
