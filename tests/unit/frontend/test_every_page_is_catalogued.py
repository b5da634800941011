"""A new page is looked at: by the checks on every page, the screenshots and the walk along every link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver

from frontend.urls import urlpatterns
from tests.pages import LOOKS, NO_PAGE
from tests.scene import NAMES


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_every_page_is_in_the_catalogue() -> None:
    missing = set(names(urlpatterns)) - {look.url_name for look in LOOKS} - set(NO_PAGE)

    assert not missing, f"add these to tests/pages/, to LOOKS or with a reason to NO_PAGE: {sorted(missing)}"


def test_the_catalogue_holds_no_page_that_is_gone() -> None:
    gone = ({look.url_name for look in LOOKS} | set(NO_PAGE)) - set(names(urlpatterns))

    assert not gone


def test_a_page_is_catalogued_or_left_out_and_not_both() -> None:
    assert not {look.url_name for look in LOOKS} & set(NO_PAGE)


def test_every_look_has_a_key_of_its_own() -> None:
    assert [key for key, times in Counter(look.key for look in LOOKS).items() if times > 1] == []


def test_every_open_case_of_the_scene_is_looked_at_by_its_candidate() -> None:
    assert set(NAMES) <= {look.who for look in LOOKS}
