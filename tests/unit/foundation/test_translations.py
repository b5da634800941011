"""Texts are found in Python and templates, translations survive, and what is missing is named."""

import gettext
from pathlib import Path

import pytest
from django.core.management import call_command

from foundation.running import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("Hello %(name)s, "
      "welcome")
b = ngettext("One file", "%(count)s files", 3)
c = pgettext("month", "May")
d = _(variable)
"""
TEMPLATE = """{% load i18n %}<p class="it's">{% translate "Open" %}</p>
    {# a comment with an apostrophe: it's #}
  {% blocktranslate count number=files|length trimmed %}
      One "page"
    {% plural %}
      {{ number }} pages
  {% endblocktranslate %}
 {% translate "May" context "may do" %} (((
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "evc" / "x" / "migrations").mkdir(parents=True)
    (tmp_path / "evc" / "x" / "services.py").write_text(PYTHON)
    (tmp_path / "evc" / "x" / "migrations" / "0001.py").write_text('_("never")')
    (tmp_path / "frontend" / "templates").mkdir(parents=True)
    (tmp_path / "frontend" / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


@pytest.fixture
def po(root):
    return root / "frontend" / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def translate(po, **texts):
    """Fill in translations by the first words of a message."""
    catalog = messages.read(po, locale="nl")
    for message in catalog:
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        for start, text in texts.items():
            if first and first.startswith(start):
                message.string = text
    with po.open("wb") as file:
        messages.write_po(file, catalog)


ALL = {
    "Hello": "Hallo %(name)s, welkom",
    "One": ("Eén", "%(count)s %(number)s"),
    "May": "Mei",
    "Open": "Openen",
}


def test_messages_are_found_in_python_and_in_templates(root):
    found = messages.extract(root)

    assert {(message.id, message.context) for message in found if message.id} == {
        ("Hello %(name)s, welcome", None),
        (("One file", "%(count)s files"), None),
        ("May", "month"),
        ("Open", None),
        (('One "page"', "%(number)s pages"), None),
        ("May", "may do"),
    }
    assert found["Open"].locations == [("frontend/templates/page.html", 0)]


def test_bringing_up_to_date_keeps_translations_and_drops_what_is_gone(root, po):
    messages.update(po, messages.extract(root), locale="nl")
    translate(po, **ALL)
    (root / "evc" / "x" / "services.py").write_text('_("Hello %(name)s, welcome")\n_("New")\n')

    messages.update(po, messages.extract(root), locale="nl")

    catalog = messages.read(po, locale="nl")
    assert catalog["Hello %(name)s, welcome"].string == "Hallo %(name)s, welkom"
    assert catalog["New"].string == ""
    assert catalog.get("May", "month") is None


def test_nothing_new_changes_nothing_in_the_file(root, po):
    messages.update(po, messages.extract(root), locale="nl")
    before = po.read_bytes()

    messages.update(po, messages.extract(root), locale="nl")

    assert po.read_bytes() == before


def test_what_is_missing_unsure_wrong_or_left_over_is_named(root, po):
    found = messages.extract(root)
    messages.update(po, found, locale="nl")
    assert len(messages.problems(po, found, locale="nl")) == 6

    translate(po, **ALL | {"One": ("Eén", "%(count)s")})
    catalog = messages.read(po, locale="nl")
    catalog["Open"].flags.add("fuzzy")
    catalog["Hello %(name)s, welcome"].string = "Hallo %(naam)s"
    catalog.add("Gone", "Weg")
    with po.open("wb") as file:
        messages.write_po(file, catalog)

    named = messages.problems(po, found, locale="nl")
    assert sorted(line.split(":")[0] for line in named) == ["fuzzy", "not used any more", "wrong", "wrong"]


def test_a_catalogue_is_compiled_when_it_is_newer_and_without_its_unsure_texts(root, po):
    messages.update(po, messages.extract(root), locale="nl")
    translate(po, Hello="Hallo %(name)s, welkom", Open="Openen")
    catalog = messages.read(po, locale="nl")
    catalog["Open"].flags.add("fuzzy")
    with po.open("wb") as file:
        messages.write_po(file, catalog)

    assert messages.catalogues(root / "frontend" / "locale") == [po]
    assert messages.compile_catalogue(po) is True
    assert messages.compile_catalogue(po) is False

    with po.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Hello %(name)s, welcome") == "Hallo %(name)s, welkom"
    assert compiled.gettext("Open") == "Open"
    assert [path.name for path in po.parent.iterdir() if path.name.startswith(".")] == []


def test_every_text_has_its_dutch():
    call_command("translate", "check")  # raises with the missing, unsure, wrong and left-over ones, a line each


def test_no_compiled_catalogue_is_kept_in_the_repository():
    assert "*.mo" in (Path(__file__).resolve().parents[3] / ".gitignore").read_text().splitlines()
