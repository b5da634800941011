"""A candidate answers, from a mail, how it is going. Opening the page changes nothing: mail scanners press links."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evc.trajectories import services as trajectories
from evc.trajectories.models import Stall
from evc.trajectories.selectors import asked_pause, coming_pause
from frontend.views.public.page import render_public


@csrf_exempt  # the link is the whole permission; a browser that keeps no cookies has to be able to answer
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str, answer: str) -> HttpResponse:
    """One button; after pressing it what happens next."""
    chosen = answer.replace("-", "_")
    stall = trajectories.find_stall(token)
    if stall is None or chosen not in Stall.Answer.values:
        return render_public(request, "guiding/still_ended.html", {}, status=404)
    if request.method == "POST":
        stall = trajectories.answer_stall(token, answer=chosen)
    context = {
        "answer": Stall.Answer(chosen),
        "is_answered": request.method == "POST" or stall.answer == chosen,
        "others": [
            {"label": each.label, "href": reverse("still", args=[token, each.value.replace("_", "-")])}
            for each in Stall.Answer
            if each != chosen
        ],
        "trajectory": stall.trajectory,
        "pause": asked_pause(stall.trajectory) or coming_pause(stall.trajectory, timezone.localdate()),
    }
    return render_public(request, "guiding/still.html", context)
