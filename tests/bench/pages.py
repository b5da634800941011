"""The pages that are timed, with how many times the empty page each may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from credentials.services import badge_picture
from foundation.people.models import Person
from tests.bench.data import Data
from tests.bench.urls import FLOOR

_LIST_PAGES = 10

Request = Callable[[int], HttpResponse]  # with the number of the round, so that inputs differ


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    request: Request
    reach: float  # times the empty page
    status: int = 200


def figures(data: Data) -> list[Figure]:
    """The floor first."""
    anybody = Client()
    candidate, coach, assessor, coordinator = (
        signed_in(person) for person in (data.candidate, data.coach, data.assessor, data.coordinator)
    )
    building, assessment = data.building.pk, data.assessment.pk
    issuer = data.badges[0].issuer
    return [
        Figure("floor", lambda number: candidate.get(FLOOR), 1),
        Figure("public-badge", lambda number: anybody.get(_badge(data, number)), 2),
        Figure("public-badge-again", _again(anybody, _badge(data, 0)), 1, status=304),
        Figure("verify-form", lambda number: anybody.get(reverse("verify")), 2),
        Figure("status-list", lambda number: anybody.get(reverse("status-list", args=[_status_list(data)])), 2),
        Figure("did", lambda number: anybody.get(reverse("did-document", args=[issuer.organisation.slug])), 2),
        Figure("verdict", _upload(anybody, data), 4),
        Figure("home", lambda number: candidate.get(reverse("home")), 6),
        Figure("portfolio", lambda number: candidate.get(reverse("portfolio"), {"page": 1 + number % 10}), 8),
        Figure("coverage", lambda number: candidate.get(reverse("coverage", args=[building])), 8),
        Figure("plan", lambda number: candidate.get(reverse("plan", args=[building])), 8),
        Figure("news", lambda number: candidate.get(reverse("news")), 8),
        Figure("candidates", lambda number: coach.get(reverse("candidates")), 8),
        Figure("desk", lambda number: assessor.get(reverse("desk", args=[assessment])), 10),
        Figure("board", lambda number: coordinator.get(reverse("board"), {"page": 1 + number % 10}), 10),
        Figure("api-list", _any_page(coordinator, reverse("api-trajectories")), 5),
        Figure("api-items", _any_page(candidate, reverse("api-items")), 5),
        Figure("api-log", _any_page(candidate, reverse("api-repetitions")), 5),
    ]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _any_page(client: Client, address: str) -> Request:
    """A list of the API, the first page or a later one, by the links that it gives."""
    pages: list[str] = [address]
    while len(pages) < _LIST_PAGES and (following := client.get(pages[-1]).json()["next"]):
        pages.append(following)
    return lambda number: client.get(pages[number % len(pages)])


def _badge(data: Data, number: int) -> str:
    return reverse("badge", args=[data.badges[number % len(data.badges)].pk])


def _again(client: Client, address: str) -> Request:
    """A reader who has the page already."""
    etag = client.get(address).headers["ETag"]
    return lambda number: client.get(address, headers={"if-none-match": etag})


def _status_list(data: Data) -> object:
    return data.badges[0].status_list_id


def _upload(client: Client, data: Data) -> Request:
    """An employer sends a picture; another one each round, so that nothing was seen before."""
    pictures = [badge_picture(badge, "png") for badge in data.badges]

    def send(number: int) -> HttpResponse:
        file = SimpleUploadedFile("badge.png", pictures[number % len(pictures)], "image/png")
        return client.post(reverse("verify"), {"file": file})

    return send
