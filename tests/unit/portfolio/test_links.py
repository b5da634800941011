"""Sharing beyond a trajectory: by a link that ends, and with somebody by name."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs.models import OutgoingMail
from portfolio import services as portfolio
from portfolio.errors import HoldsCaseData
from portfolio.models import EvidenceFile, EvidenceItem, ShareLink
from portfolio.services import links, named_readers
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.unit.portfolio.taking_along.test_hostile_exports import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory(name="Fatima el Amrani")


@pytest.fixture
def item(owner):
    item = make_item(owner, title="Plan voor het plein")
    portfolio.add_file(item.pk, stream=BytesIO(picture()), name="plein.png", by=owner)
    return item


def make(owner, *items, **fields):
    link, secret = links.make_link(owner, **{"title": "Vacature", "days": 7, "by": owner, **fields})
    for item in items:
        links.put_on_link(link.pk, item_id=item.pk, by=owner)
    return link, secret


def titles(link):
    return [row.item.title for section in links.sections_of(link) for row in section.shown]


def test_only_the_hash_of_the_secret_is_kept(owner):
    link, secret = make(owner)

    assert links.find_link(secret) == link
    assert secret not in str(ShareLink.objects.values())
    assert links.find_link("iets anders") is None


def test_a_link_that_ended_or_was_withdrawn_opens_nothing(owner, item):
    link, secret = make(owner, item)
    ShareLink.objects.filter(pk=link.pk).update(
        made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert links.find_link(secret) is None

    link, secret = make(owner, item)
    links.revoke_link(link.pk, by=owner)
    assert links.find_link(secret) is None


def test_a_new_address_ends_the_one_of_before(owner, item):
    link, old = make(owner, item)

    new = links.give_new_address(link.pk, days=7, by=owner)

    assert links.find_link(old) is None
    assert links.find_link(new) == link


def test_items_stand_in_the_order_and_under_the_demand_that_the_owner_chose(owner):
    first, second, third = (make_item(owner, title=title) for title in ("Een", "Twee", "Drie"))
    link, _secret = make(owner, demands=["Ervaring op straat", "", "Kan samenwerken"])
    street, together = link.demands.all()
    for item in (first, second, third):
        shown = links.put_on_link(link.pk, item_id=item.pk, demand_id=street.pk, by=owner)
    links.put_on_link(link.pk, item_id=first.pk, demand_id=together.pk, by=owner)
    links.put_on_link(link.pk, item_id=first.pk, demand_id=together.pk, by=owner)  # twice is once

    links.move_on_link(shown.pk, to="up", by=owner)

    by_demand = {section.demand.text: section.shown for section in links.sections_of(link) if section.demand}
    assert [row.item.title for row in by_demand["Ervaring op straat"]] == ["Een", "Drie", "Twee"]
    assert [row.item.title for row in by_demand["Kan samenwerken"]] == ["Een"]


def test_what_is_removed_or_taken_off_is_not_shown(owner, item):
    other = make_item(owner, title="Ander plan")
    link, _secret = make(owner, item, other)

    links.take_off_link(link.items.get(item=other).pk, by=owner)
    assert titles(link) == [item.title]

    portfolio.remove_item(item.pk, by=owner)
    assert titles(link) == []


def test_data_of_an_investigation_is_not_put_on_a_link_nor_shown_on_one(owner, item):
    link, _secret = make(owner, item)
    EvidenceItem.objects.filter(pk=item.pk).update(holds_case_data=True)

    assert titles(link) == []
    with pytest.raises(HoldsCaseData):
        links.put_on_link(link.pk, item_id=item.pk, by=owner)


def test_the_owner_sees_that_a_link_was_read_once_per_reading(owner, item):
    link, _secret = make(owner, item)

    links.read_link(link, by=None)
    links.read_link(link, by=None)  # the same page, loaded again
    links.read_link(link, by=owner)

    (entry,) = AuditEntry.objects.filter(event="evidence.read", chain=owner.audit_chain)
    assert (entry.actor_id, entry.data["item"], entry.data["link"]) == (None, str(item.pk), str(link.pk))


def test_somebody_who_is_signed_in_is_named_in_the_reading(owner, item):
    link, _secret = make(owner, item)
    reader = PersonFactory()

    links.read_link(link, by=reader)

    assert AuditEntry.objects.get(event="evidence.read").actor_id == reader.pk


def test_a_file_is_shown_only_as_a_picture_of_ours_unless_the_owner_allows_the_original(owner, item):
    file = item.files.get()
    closed, _secret = make(owner, item)
    free, _secret = make(owner, item, gives_originals=True)

    opened = links.open_link_file(closed, file.pk, form="preview", by=None)
    opened.stream.close()
    assert opened.is_drawn
    with pytest.raises(EvidenceFile.DoesNotExist):
        links.open_link_file(closed, file.pk, form="original", by=None)
    links.open_link_file(free, file.pk, form="original", by=None).stream.close()
    assert AuditEntry.objects.filter(event="evidence.read", data__form="original").count() == 1


def test_a_link_opens_no_file_that_it_does_not_show(owner, item):
    link, _secret = make(owner, make_item(owner, title="Zonder bestand"))

    with pytest.raises(EvidenceFile.DoesNotExist):
        links.open_link_file(link, item.files.get().pk, form="preview", by=None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
        ({"demands": ["eis"] * 21}, "demands"),
        ({"demands": ["x" * 501]}, "demands"),
    ],
    ids=["no-title", "long-title", "no-days", "too-many-days", "too-many-demands", "long-demand"],
)
def test_a_link_that_can_not_be_says_why(owner, fields, field):
    with pytest.raises(InvalidInput) as caught:
        make(owner, **fields)
    assert caught.value.field == field
    assert not ShareLink.objects.exists()


def test_a_stranger_changes_no_link(owner, item):
    link, _secret = make(owner, item)
    stranger = PersonFactory()

    for act in (
        lambda: links.revoke_link(link.pk, by=stranger),
        lambda: links.give_new_address(link.pk, days=7, by=stranger),
        lambda: links.move_on_link(link.items.get().pk, to="up", by=stranger),
        lambda: links.take_off_link(link.items.get().pk, by=stranger),
        lambda: links.put_on_link(link.pk, item_id=make_item(stranger).pk, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_somebody_by_name_reads_the_item_until_the_owner_ends_it(owner, item):
    reader, other = PersonFactory(), PersonFactory()

    made = named_readers.share_with_person(item.pk, email=reader.email.upper(), by=owner)
    named_readers.share_with_person(item.pk, email=reader.email, by=owner)  # twice is once

    assert EvidenceItem.objects.visible_to(reader).get() == item
    assert named_readers.shared_with(reader) == [item]
    assert not EvidenceItem.objects.visible_to(other).exists()
    mail = OutgoingMail.objects.get(to=reader.email)
    assert f"/portfolio/items/{item.pk}" in mail.text

    named_readers.end_named_share(made.pk, item_id=item.pk, by=owner)
    assert not EvidenceItem.objects.visible_to(reader).exists()
    assert named_readers.readers_of(owner) == []


@pytest.mark.parametrize("email", ["niemand@nergens.example", ""], ids=["unknown", "empty"])
def test_an_address_that_nobody_signs_in_with_is_refused(owner, item, email):
    with pytest.raises(InvalidInput) as caught:
        named_readers.share_with_person(item.pk, email=email, by=owner)
    assert caught.value.field == "email"


def test_nobody_shares_with_themselves(owner, item):
    with pytest.raises(InvalidInput):
        named_readers.share_with_person(item.pk, email=owner.email, by=owner)
