"""Pages, moments, blocks and recordings through the pages: pointing, commenting there, covering, telling."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.models import AuditEntry
from portfolio import services as portfolio
from portfolio.models import CoveredCopy, EvidenceComment, EvidenceFile, EvidenceItem, Place, Recording
from tests.factories.assessments import started
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item, recording
from tests.factories.trajectories import fill_seats, share_evidence, who_is

pytestmark = pytest.mark.django_db
PLAN = "plan-fietsparkeren-stationsplein.pdf"


@pytest.fixture
def file(building: Trajectory) -> EvidenceFile:
    """A paper of some pages in an item that is shared."""
    item = share_evidence(building, ["W1", "W2", "W3"])
    return portfolio.add_file(item.pk, stream=BytesIO(document(PLAN)), name=PLAN, by=building.candidate)


@pytest.fixture
def work(file: EvidenceFile) -> str:
    return str(file.item.links.get(work_process__code="W1").work_process_id)


@pytest.fixture
def coach(building: Trajectory, sign_in: Any) -> Client:
    return sign_in(who_is(building, Participant.Part.COACH))


class TestPointing:
    def test_one_tap_points_at_the_page_that_is_shown(self, candidate: Client, file: EvidenceFile, work: str) -> None:
        page = candidate.post(reverse("file-page", args=[file.pk, 2]), {"work_process": work}, follow=True)

        assert (Place.objects.get().page_from, Place.objects.get().page_until) == (2, 2)
        assert f"{PLAN}, page 2" in page.content.decode()
        assert f"{PLAN}, page 2" in candidate.get(reverse("item", args=[file.item_id])).content.decode()

    @pytest.mark.parametrize("sent", [{}, {"work_process": "x"}, {"work_process": "W1", "page_until": "900"}], ids=str)
    def test_what_is_no_place_is_said_and_nothing_is_kept(
        self, candidate: Client, file: EvidenceFile, work: str, sent: dict[str, str]
    ) -> None:
        sent = {name: work if value == "W1" else value for name, value in sent.items()}

        answer = candidate.post(reverse("file-page", args=[file.pk, 2]), sent)

        assert answer.status_code == 422
        assert sent.get("page_until", "") in answer.content.decode()
        assert not Place.objects.exists()

    def test_a_moment_is_typed_as_minutes_and_seconds(self, candidate: Client, file: EvidenceFile, work: str) -> None:
        sound = portfolio.add_file(file.item_id, stream=BytesIO(recording()), name="gesprek.wav", by=file.owner)
        moments = {"work_process": work, "second_from": "1:05", "second_until": "1:40"}

        candidate.post(reverse("file-play", args=[sound.pk]), moments)
        refused = candidate.post(reverse("file-play", args=[sound.pk]), {**moments, "second_from": "65 tellen"})

        assert (Place.objects.get().second_from, Place.objects.get().second_until) == (65, 100)
        assert refused.status_code == 422
        assert "65 tellen" in refused.content.decode()

    def test_the_coach_reads_the_page_comments_there_and_points_at_nothing(
        self, coach: Client, candidate: Client, file: EvidenceFile, work: str
    ) -> None:
        address = reverse("file-page", args=[file.pk, 2])
        assert "Here you see it" not in coach.get(address).content.decode()
        assert coach.post(address, {"work_process": work}).status_code == 404

        said = {"text": "Leg dit uit.", "file_id": str(file.pk), "page": "2"}
        coach.post(reverse("item-comment", args=[file.item_id]), said)

        assert EvidenceComment.objects.get().page == 2
        assert f'href="{address}"' in candidate.get(reverse("item", args=[file.item_id])).content.decode()

    def test_reading_a_page_is_logged_where_the_owner_sees_it(self, coach: Client, file: EvidenceFile) -> None:
        picture = coach.get(reverse("file-page-picture", args=[file.pk, 1]))

        assert picture["Content-Type"] == "image/png"
        assert AuditEntry.objects.filter(event="evidence.read", data__form="page").exists()

    @pytest.mark.parametrize("number", [0, 999])
    def test_a_page_that_is_not_there_is_not_found(self, candidate: Client, file: EvidenceFile, number: int) -> None:
        assert candidate.get(reverse("file-page", args=[file.pk, number])).status_code == 404
        assert candidate.get(reverse("file-page-picture", args=[file.pk, number])).status_code == 404

    def test_after_a_new_version_the_place_is_asked_about_and_confirmed(
        self, candidate: Client, file: EvidenceFile, work: str
    ) -> None:
        candidate.post(reverse("file-page", args=[file.pk, 2]), {"work_process": work})
        newer = portfolio.add_file(
            file.item_id, stream=BytesIO(document(PLAN) + b"\n%\n"), name=PLAN, line=file.line, by=file.owner
        )
        asked = candidate.get(reverse("item", args=[file.item_id])).content.decode()

        candidate.post(reverse("place-confirm", args=[Place.objects.get().pk]))

        assert "Is it still right?" in asked
        assert Place.objects.get().file_id == newer.pk

    def test_a_place_is_its_owners_alone(self, coach: Client, candidate: Client, file: EvidenceFile, work: str) -> None:
        candidate.post(reverse("file-page", args=[file.pk, 2]), {"work_process": work})
        place = Place.objects.get()

        assert coach.post(reverse("place-remove", args=[place.pk])).status_code == 404
        assert coach.post(reverse("place-confirm", args=[place.pk])).status_code == 404
        assert candidate.post(reverse("place-remove", args=[place.pk])).status_code == 302

    def test_the_desk_opens_at_the_place(
        self, candidate: Client, building: Trajectory, file: EvidenceFile, work: str, sign_in: Any
    ) -> None:
        candidate.post(reverse("file-page", args=[file.pk, 2]), {"work_process": work, "note": "De keuze"})
        trajectories.submit_dossier(building.pk, by=building.candidate)
        fill_seats(building)
        assessment = started(building)

        page = sign_in(assessment.assessor).get(reverse("desk", args=[assessment.pk]), {"at": work}).content.decode()

        assert f'href="{reverse("desk-page", args=[assessment.pk, file.pk, 2])}?at={work}"' in page
        assert "De keuze" in page


class TestCovering:
    HALF = {"box-0-page": "1", "box-0-x": "0", "box-0-y": "0", "box-0-width": "100", "box-0-height": "50"}

    def test_numbers_alone_cover_and_the_coach_gets_the_copy(
        self, candidate: Client, coach: Client, file: EvidenceFile
    ) -> None:
        candidate.post(reverse("file-cover", args=[file.pk]), self.HALF)

        assert CoveredCopy.objects.get().boxes == [{"page": 1, "x": 0.0, "y": 0.0, "width": 1.0, "height": 0.5}]
        for address in (reverse("file", args=[file.pk]), reverse("file-page-picture", args=[file.pk, 1])):
            answer = coach.get(address)
            seen = Image.open(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
            assert max(seen.convert("L").crop((0, 0, seen.width, int(seen.height * 0.45))).tobytes()) < 60

    def test_a_block_that_is_left_out_is_not_burned_in(self, candidate: Client, file: EvidenceFile) -> None:
        second = {name.replace("0", "1", 1): value for name, value in self.HALF.items()} | {"box-1-remove": "on"}

        candidate.post(reverse("file-cover", args=[file.pk]), self.HALF | second)

        assert len(CoveredCopy.objects.get().boxes) == 1

    @pytest.mark.parametrize("sent", [{}, {"box-0-x": "140"}, {"box-0-page": "1", "box-0-x": "3"}], ids=str)
    def test_what_covers_nothing_is_said_and_stays_typed(
        self, candidate: Client, file: EvidenceFile, sent: dict[str, str]
    ) -> None:
        answer = candidate.post(reverse("file-cover", args=[file.pk]), sent)

        assert answer.status_code == 422
        assert sent.get("box-0-x", "") in answer.content.decode()
        assert not CoveredCopy.objects.exists()

    def test_the_blocks_of_now_are_filled_in_and_can_be_taken_away(
        self, candidate: Client, coach: Client, file: EvidenceFile
    ) -> None:
        candidate.post(reverse("file-cover", args=[file.pk]), self.HALF)
        assert 'value="50.0"' in candidate.get(reverse("file-cover", args=[file.pk])).content.decode()

        candidate.post(reverse("file-uncover", args=[file.pk]))

        assert not CoveredCopy.objects.filter(ended_at=None).exists()

    def test_nobody_else_covers(self, coach: Client, sign_in: Any, file: EvidenceFile) -> None:
        for client in (coach, sign_in(PersonFactory())):
            assert client.get(reverse("file-cover", args=[file.pk])).status_code == 404
            assert client.post(reverse("file-uncover", args=[file.pk])).status_code == 404


class TestTelling:
    @pytest.fixture
    def story(self, building: Trajectory) -> EvidenceItem:
        return make_item(building.candidate, kind="reflection", title="Een avond")

    @pytest.fixture
    def address(self, story: EvidenceItem) -> str:
        return reverse("item-story-part", args=[story.pk, "task"])

    def sound(self, data: bytes | None = None) -> dict[str, SimpleUploadedFile]:
        return {"file": SimpleUploadedFile("opname.wav", recording() if data is None else data)}

    def test_a_recording_is_kept_without_script(self, candidate: Client, story: EvidenceItem, address: str) -> None:
        page = candidate.post(address, self.sound(), follow=True).content.decode()

        assert "<audio" in page
        assert "Recorded" in candidate.get(reverse("item-story", args=[story.pk])).content.decode()
        assert "Task, spoken" in candidate.get(reverse("item", args=[story.pk])).content.decode()

    def test_a_script_gets_the_way_back_or_the_reason(self, candidate: Client, address: str) -> None:
        asks = {"headers": {"Accept": "application/json"}}

        assert candidate.post(address, self.sound(), **asks).json() == {"href": address}
        assert candidate.post(address, **asks).status_code == 422
        assert candidate.post(address, self.sound(b"geen geluid"), **asks).json()["message"]

    def test_only_this_page_may_ask_for_the_microphone(self, candidate: Client, address: str) -> None:
        assert "microphone=(self)" in candidate.get(address)["Permissions-Policy"]
        assert "microphone=()" in candidate.get(reverse("portfolio"))["Permissions-Policy"]

    def test_a_text_version_is_kept_as_a_draft_or_confirmed(self, candidate: Client, address: str) -> None:
        candidate.post(address, self.sound())
        write = reverse("recording-text", args=[Recording.objects.get().pk])

        candidate.post(write, {"text": "Ik moest luisteren."})
        assert Recording.objects.get().text_confirmed_at is None
        candidate.post(write, {"text": "Ik moest luisteren.", "confirm": "1"})
        assert Recording.objects.get().text_confirmed_at is not None

    def test_an_empty_text_cannot_be_confirmed(self, candidate: Client, address: str) -> None:
        candidate.post(address, self.sound())

        answer = candidate.post(reverse("recording-text", args=[Recording.objects.get().pk]), {"confirm": "1"})

        assert answer.status_code == 422

    def test_an_unknown_part_and_another_persons_story_are_not_found(
        self, candidate: Client, sign_in: Any, story: EvidenceItem, address: str
    ) -> None:
        candidate.post(address, self.sound())
        stranger = sign_in(PersonFactory())

        assert candidate.get(reverse("item-story-part", args=[story.pk, "epilogue"])).status_code == 404
        assert stranger.get(address).status_code == 404
        assert stranger.post(reverse("recording-remove", args=[Recording.objects.get().pk])).status_code == 404
