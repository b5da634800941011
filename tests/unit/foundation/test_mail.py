"""Mail is written in its reader's language, sent once, shown in the embedded mailbox, and leaves no links behind elsewhere."""

import pytest
from django.core import mail as sent
from django.utils import timezone, translation

from foundation.jobs import services as jobs
from foundation.jobs.mail import queue_mail, send
from foundation.jobs.models import OutgoingMail
from foundation.jobs.selectors import mailbox

pytestmark = pytest.mark.django_db


def an_invitation(key="k", **fields):
    context = {
        "name": "Şeyma Weiß 🦺",
        "organisation": "Water & Wegen <b>",
        "inviter": "Jan",
        "until": timezone.localdate(),
        "link": "http://localhost:8000/invitations/geheim",
        "has_account": False,
    }
    return queue_mail("invitation", to="seyma@example.org", language="en", key=key, **(context | fields))


def test_a_mail_is_sent_once_also_when_its_job_runs_twice():
    first, again = an_invitation(), an_invitation()
    assert first.pk == again.pk
    jobs.run_due()
    send(first.pk)

    [message] = sent.outbox
    assert message.to == ["seyma@example.org"]
    assert message.extra_headers["Message-ID"].startswith(f"<{first.pk}@")
    first.refresh_from_db()
    assert first.sent_at is not None


def test_plain_text_is_not_escaped_and_html_says_the_same_escaped():
    mail = an_invitation()

    assert "Hello Şeyma Weiß 🦺," in mail.text
    assert "Water & Wegen <b>" in mail.subject
    assert "Water &amp; Wegen &lt;b&gt;" in mail.html
    assert 'href="http://localhost:8000/invitations/geheim"' in mail.html
    assert "<b>" not in mail.html
    for line in (line.strip() for line in mail.text.splitlines()):
        assert line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in mail.html


def test_html_mail_has_no_inline_style_and_loads_nothing():
    html = an_invitation().html

    assert not any(word in html for word in ("style", "<script", "<img", "src="))


def test_a_name_with_a_line_break_cannot_begin_another_header():
    mail = an_invitation(organisation="Kwaad\r\nBcc: iedereen@example.org", sender_name="Kwaad\nBcc: ook@example.org")
    jobs.run_due()

    [message] = sent.outbox
    assert "\n" not in mail.subject
    assert message.bcc == []
    assert "\n" not in message.from_email


def test_the_organisation_is_the_senders_name_and_the_address_stays_ours():
    an_invitation(sender_name="Gemeente Straße, afdeling HR")
    jobs.run_due()

    [message] = sent.outbox
    parsed = message.message()["From"]
    assert "noreply@localhost" in parsed
    assert "<noreply@localhost>" in message.from_email


def test_a_language_that_is_not_spoken_becomes_the_default():
    with translation.override("en"):
        mail = queue_mail(
            "password_reset", to="a@example.org", language="xx", key="k2", name="a", address="b", link="c"
        )

    assert mail.language == "nl"


def test_the_mailbox_shows_mail_to_an_address_only_where_it_is_open(settings):
    mail = an_invitation()
    an_invitation(key="other")
    OutgoingMail.objects.filter(key="other").update(to="ander@example.org")

    assert list(mailbox(to=" Seyma@example.org ")) == [mail]
    assert mailbox().count() == 2
    settings.ERKEND_MAILBOX = False
    assert mailbox().count() == 0


def test_where_no_mailbox_is_open_the_links_are_let_go_after_sending(settings):
    settings.ERKEND_MAILBOX = False
    mail = an_invitation()
    jobs.run_due()

    mail.refresh_from_db()
    assert "geheim" in sent.outbox[0].body
    assert (mail.text, mail.html) == ("", "")


def test_without_a_mail_server_a_mail_counts_as_sent_and_can_be_read(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    mail = an_invitation()
    jobs.run_due()

    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert "geheim" in mail.text
