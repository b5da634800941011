"""Every mail that was sent can be seen, but only in the embedded set-up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from foundation.jobs.mail import queue_mail
from foundation.jobs.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail() -> OutgoingMail:
    return queue_mail(
        "password_reset",
        to="fatima@example.org",
        language="en",
        key="test",
        name="<b>Fatima</b>",
        address="fatima@example.org",
        link="http://localhost:8000/password/new/x-y",
    )


def test_a_mail_is_listed_and_its_link_can_be_followed(client: Client, mail: OutgoingMail) -> None:
    assert mail.subject in client.get("/mailbox?lang=en").content.decode()

    page = client.get(f"/mailbox/{mail.pk}?lang=en").content.decode()

    assert '<a href="http://localhost:8000/password/new/x-y"' in page
    assert "<b>Fatima</b>" not in page


def test_mail_to_one_address_can_be_picked_out(client: Client, mail: OutgoingMail) -> None:
    assert mail.subject in client.get("/mailbox?to=Fatima@example.org").content.decode()
    assert mail.subject not in client.get("/mailbox?to=bram@example.org").content.decode()


def test_elsewhere_there_is_no_mailbox(client: Client, mail: OutgoingMail, settings: Any) -> None:
    settings.ERKEND_MAILBOX = False

    assert client.get("/mailbox").status_code == 404
    assert client.get(f"/mailbox/{mail.pk}").status_code == 404
