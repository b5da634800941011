"""Adding, reading, linking, sharing and removing evidence through the pages; bad files lose nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.models import AuditEntry
from portfolio import services as portfolio
from portfolio.models import EvidenceItem
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.trajectories import share_evidence, who_is

pytestmark = pytest.mark.django_db
PAPER = "certificaat-lastige-gesprekken.pdf"


def upload(name: str = PAPER, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else document(name))


@pytest.mark.parametrize(
    ("name", "content"), [("leeg.pdf", b""), ("tekst.pdf", b"geen pdf"), ("kapot.pdf", b"%PDF-1.7\nhalf")]
)
def test_a_wrong_file_is_refused_with_a_sentence_and_leaves_nothing(
    candidate: Client, name: str, content: bytes
) -> None:
    answer = candidate.post("/portfolio/add/files", {"file": upload(name, content)})

    assert answer.status_code == 422
    assert f"{name}: " in answer.content.decode()
    assert not EvidenceItem.objects.exists()


def test_a_plain_form_keeps_the_good_files_and_names_the_wrong_ones(candidate: Client) -> None:
    answer = candidate.post("/portfolio/add/files", {"file": [upload(), upload("kapot.pdf", b"%PDF-1.7\nhalf")]})

    assert answer.status_code == 422
    assert "kapot.pdf:" in answer.content.decode()
    assert EvidenceItem.objects.count() == 1


def test_no_file_at_all_is_said_at_the_field(candidate: Client) -> None:
    answer = candidate.post("/portfolio/add/files", {"sent": "1"})

    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_a_form_with_a_wrong_file_keeps_what_was_typed_and_makes_no_item(candidate: Client) -> None:
    typed = {"title": "Mijn teamleider over de markt", "what_it_shows": "Hoe ik bemiddel."}

    answer = candidate.post(
        "/portfolio/add/testimony", {**typed, "file": upload("brief.docx", b"PK\x03\x04 geen echte docx")}
    )

    assert answer.status_code == 422
    assert typed["title"] in answer.content.decode()
    assert typed["what_it_shows"] in answer.content.decode()
    assert not EvidenceItem.objects.exists()


def test_an_item_without_a_file_is_added_and_leads_to_its_links(candidate: Client) -> None:
    answer = candidate.post("/portfolio/add/position", {"title": "Boa", "organisation": "Waterrijk"})

    item = EvidenceItem.objects.get()
    assert (item.kind, item.organisation) == ("position", "Waterrijk")
    assert answer.headers["Location"] == reverse("item-links", args=[item.pk])


def test_a_period_that_ends_before_it_begins_comes_back_at_its_field(candidate: Client) -> None:
    answer = candidate.post(
        "/portfolio/add/position", {"title": "Boa", "period_from": "2025-01-01", "period_until": "2024-01-01"}
    )

    assert answer.status_code == 422
    assert "lies before its start" in answer.content.decode()
    assert 'value="2024-01-01"' in answer.content.decode()


def test_what_was_read_is_shown_apart_until_it_is_confirmed(building: Trajectory, candidate: Client) -> None:
    owner = building.candidate
    candidate.post("/portfolio/add/files", {"file": upload()})
    item = EvidenceItem.objects.get(owner=owner)
    address = reverse("item", args=[item.pk])
    assert "field--read" in candidate.get(address).content.decode()

    answer = candidate.post(
        reverse("item-confirm", args=[item.pk]), {"title": "Omgaan met lastige gesprekken", "organisation": "Elders"}
    )

    item.refresh_from_db()
    page = candidate.get(address).content.decode()
    assert answer.status_code == 302
    assert item.reading_confirmed_at is not None
    assert "Elders" in page
    assert "the document says" in page
    assert item.files.get().reading["title"]["value"] != item.title


def test_a_paper_in_another_name_is_said(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate, kind="certificate", holder="Geheel Iemand Anders")

    assert (
        "The name on this paper is Geheel Iemand Anders"
        in candidate.get(reverse("item", args=[item.pk])).content.decode()
    )


def test_a_paper_that_is_valid_no_longer_is_said(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate, kind="certificate", valid_until=date(2024, 3, 31))

    page = candidate.get(reverse("item", args=[item.pk])).content.decode()

    assert "This paper was valid until 31 March 2024." in page


def test_links_are_ticked_as_sentences_and_can_all_be_taken_away(building: Trajectory, candidate: Client) -> None:
    work_process = building.standard_version.work_processes.first()
    item = make_item(building.candidate)
    address = reverse("item-links", args=[item.pk])
    field = f"standard-{building.standard_version_id}-work_processes"
    assert work_process.title in candidate.get(address).content.decode()

    candidate.post(address, {field: [str(work_process.pk)]})
    assert list(item.links.values_list("work_process", flat=True)) == [work_process.pk]

    candidate.post(address, {})
    assert not item.links.exists()


def test_a_work_process_of_somebody_elses_standard_is_no_choice(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate)
    field = f"standard-{building.standard_version_id}-work_processes"

    answer = candidate.post(reverse("item-links", args=[item.pk]), {field: [str(item.pk)]})

    assert answer.status_code == 422
    assert not item.links.exists()


def test_a_removed_item_can_be_put_back_from_the_next_page(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate, title="Plan voor de markt")

    after = candidate.post(reverse("item-remove", args=[item.pk]), follow=True)
    assert "Plan voor de markt" in after.content.decode()
    assert "Put it back" in after.content.decode()
    item.refresh_from_db()
    assert item.removed_at is not None

    candidate.post(reverse("item-restore", args=[item.pk]))
    item.refresh_from_db()
    assert item.removed_at is None


def test_sharing_is_per_trajectory_and_ends_when_the_owner_says_so(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate)
    coach = Client()
    coach.force_login(who_is(building, Participant.Part.COACH))
    assert coach.get(reverse("item", args=[item.pk])).status_code == 404

    candidate.post(reverse("item-share", args=[item.pk, building.pk]))
    assert coach.get(reverse("item", args=[item.pk])).status_code == 200

    candidate.post(reverse("item-share-end", args=[item.pk, building.pk]))
    assert coach.get(reverse("item", args=[item.pk])).status_code == 404


def test_a_coach_reads_and_comments_without_the_owners_buttons_and_that_reading_is_logged(
    building: Trajectory, sign_in: Any
) -> None:
    item = share_evidence(building, ["W1"])
    coach = sign_in(who_is(building, Participant.Part.COACH))

    page = coach.get(reverse("item", args=[item.pk])).content.decode()
    coach.post(reverse("item-comment", args=[item.pk]), {"text": "Wat deed jij zelf?"})

    assert "Remove from my portfolio" not in page
    assert item.comments.get().text == "Wat deed jij zelf?"
    assert AuditEntry.objects.filter(chain=building.candidate.audit_chain, event="evidence.read").exists()
    for name in ("item-remove", "item-confirm"):
        assert coach.post(reverse(name, args=[item.pk]), {"title": "x"}).status_code == 404


def test_all_shares_are_chosen_on_one_page(building: Trajectory, candidate: Client) -> None:
    one, two = make_item(building.candidate, title="Een"), make_item(building.candidate, title="Twee")
    trajectories.share_item(building.pk, one.pk, by=building.candidate)

    candidate.post(reverse("share", args=[building.pk]), {"items": [str(two.pk)]})

    shared = EvidenceItem.objects.filter(shares__audience=building.audience_id, shares__ended_at=None)
    assert list(shared) == [two]


def test_an_original_is_an_attachment_and_a_preview_a_picture_of_ours(building: Trajectory, candidate: Client) -> None:
    file = make_item(building.candidate, file=PAPER).files.get()
    address = reverse("file", args=[file.pk])

    original, preview = candidate.get(f"{address}?form=original"), candidate.get(f"{address}?form=preview")

    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Type"] == "application/pdf"
    assert preview.headers["Content-Type"] in {"image/jpeg", "image/png"}
    assert preview.headers["Content-Disposition"].startswith("inline")
    for answer in (original, preview):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert b"".join(answer.streaming_content)


def test_a_new_version_takes_the_place_of_the_old_one(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate, file=PAPER)
    line = item.files.get().line

    candidate.post(
        reverse("item-file-version", args=[item.pk, line]),
        {"file": upload("foto.png", document("foto-fietsen-stationsplein.png"))},
    )

    assert sorted(item.files.values_list("version", flat=True)) == [1, 2]
    assert "Older versions" in candidate.get(reverse("item", args=[item.pk])).content.decode()


def test_a_story_is_saved_while_it_is_written(building: Trajectory, candidate: Client) -> None:
    begun = candidate.post("/portfolio/add/story")
    again = candidate.post("/portfolio/add/story")
    assert begun.headers["Location"] == again.headers["Location"]  # an empty one is taken up again
    story = EvidenceItem.objects.get()

    saved = candidate.post(
        reverse("item-story-save", args=[story.pk]), {"field": "action", "value": "Ik haalde ze uit elkaar."}
    )
    unknown = candidate.post(reverse("item-story-save", args=[story.pk]), {"field": "owner", "value": "x"})

    story.refresh_from_db()
    assert saved.status_code == 200
    assert unknown.status_code == 422
    assert story.starr == {"action": "Ik haalde ze uit elkaar."}


def test_the_filters_keep_what_they_say(building: Trajectory, candidate: Client) -> None:
    owner = building.candidate
    work_process = building.standard_version.work_processes.first()
    done = make_item(owner, title="Af", what_it_shows="Alles", work_processes=[work_process])
    make_item(owner, title="Niet gekoppeld", what_it_shows="Alles")
    trajectories.share_item(building.pk, done.pk, by=owner)
    candidate.post("/portfolio/add/files", {"file": upload()})
    read = EvidenceItem.objects.exclude(title__in=["Af", "Niet gekoppeld"]).get()

    def titles(which: str) -> set[str]:
        page = candidate.get(f"/portfolio?filter={which}").content.decode()
        return {title for title in ("Af", "Niet gekoppeld", read.title) if f">{title}</a>" in page}

    assert titles("missing") == {"Niet gekoppeld", read.title}
    assert titles("unread") == {read.title}
    assert titles("shared") == {"Af"}
    assert titles("nonsense") == {"Af", "Niet gekoppeld", read.title}


def test_an_item_that_was_removed_elsewhere_gives_its_reason(building: Trajectory, candidate: Client) -> None:
    item = make_item(building.candidate)
    portfolio.remove_item(item.pk, by=building.candidate)

    answer = candidate.post(reverse("item-edit", args=[item.pk]), {"kind": "work_product", "title": "Nieuw"})

    assert answer.status_code == 422
    assert "Put it back first" in answer.content.decode()


def test_somebody_elses_item_cannot_be_shared_or_changed(building: Trajectory, candidate: Client) -> None:
    other = make_item(PersonFactory())

    for name, args in (
        ("item-share", [other.pk, building.pk]),
        ("item-remove", [other.pk]),
        ("item-restore", [other.pk]),
        ("item-edit", [other.pk]),
        ("item-comment", [other.pk]),
        ("item-file", [other.pk]),
    ):
        assert candidate.post(reverse(name, args=args), {"title": "x", "text": "x"}).status_code == 404, name
