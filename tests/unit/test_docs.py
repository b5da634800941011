"""The documents for people stay true: links lead somewhere, and the README's tour uses the words on the screen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from evc.demo.story import STANDARDS
from evc.demo.story.reading import read_cast
from evc.routes.shipped import ROUTES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "evc").rglob("*.md")]
    if path.is_file()
)
TOUR = re.compile(r"## Ten minutes.*?(?=\n## )", re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(path):
    text = path.read_text(encoding="utf-8")
    targets = [*re.findall(r"\]\(([^)#\s]+)[^)]*\)", text), *re.findall(r'(?:src|href)="([^"#]+)"', text)]

    files = [target for target in targets if "://" not in target and "{%" not in target]
    assert [target for target in files if not (path.parent / target).exists()] == []


def test_every_word_that_the_tour_tells_to_click_is_on_the_screen():
    tour = TOUR.search((ROOT / "README.md").read_text(encoding="utf-8"))
    with (ROOT / "frontend" / "locale" / "nl" / "LC_MESSAGES" / "django.po").open("rb") as file:
        known = {text for message in read_po(file, locale="nl") for text in _texts(message.string)}
    cast = read_cast()
    known |= {one.name for one in [*cast.people.values(), *cast.organisations.values()]}
    known |= {json.loads(path.read_text(encoding="utf-8"))["standard"]["title"] for path in STANDARDS.glob("*.json")}
    known |= {text for route in ROUTES for text in map(str, route.fields.values())} | {"EN"}

    assert [words for words in re.findall(r"\*\*(.+?)\*\*", tour[0]) if words not in known] == []


def test_everybody_whom_the_tour_signs_in_has_an_account_in_the_demo():
    addresses = set(re.findall(r"`([^`@\s]+@[^`\s]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert addresses
    assert addresses <= {person.email for person in read_cast().people.values() if person.has_account}


def test_every_package_that_is_installed_to_run_it_is_listed_with_what_it_is_for():
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[\[=~<> ]", line)[0] for line in lines if line and line[0] not in "#-"}
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").casefold()

    assert {name for name in names if not re.search(rf"\b{re.escape(name.casefold())}\b", listed)} == set()


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string),)
