"""The links of every page of the catalogue, each asked as the person who sees it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from tests.pages import LOOKS
from tests.scene import Scene


class Targets(HTMLParser):
    """What a page leads to: the addresses of links and pictures, those of forms, and the ids that a #part may name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if address := given.get("href") or given.get("src"):
            self.links.add(address)
        for name in ("action", "data-autosave-url", "data-upload-next"):
            if given.get(name):
                self.forms.add(given[name])


def dead_links(scene: Scene) -> list[str]:
    """A line for each link or form that leads nowhere."""
    return [line for who in dict.fromkeys(look.who for look in LOOKS) for line in _dead_links(scene, who)]


def _dead_links(scene: Scene, who: str | None) -> Iterator[str]:
    """As one person; an address that several pages lead to is asked once."""
    client, asked = Client(), set()
    if who is not None:
        client.force_login(scene.people[who])
    for look in LOOKS:
        if look.who != who or look.url_name == "sign-out":
            continue
        page = look.address(scene)
        targets = Targets(client.get(page).content.decode())
        for link in sorted(targets.links):
            address, part = urldefrag(_inside(link))
            if part and not address and part not in targets.ids:
                yield f"{look.key}: nothing has the id {part}"
            address = f"{page.partition('?')[0]}{address}" if address.startswith("?") else address
            is_ours = address.startswith("/") and not address.startswith(settings.STATIC_URL)
            if not is_ours or address in asked or "lang=" in address:
                continue  # elsewhere, asked before, or this page in another language
            asked.add(address)
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer)  # read to its end, so that the file is closed
            if answer.status_code >= 400:
                yield f"{look.key}: {address} answers {answer.status_code}"
        for form in sorted(targets.forms):
            address = urlsplit(_inside(form)).path
            if address.startswith("/") and not _is_known(address):
                yield f"{look.key}: a form goes to {address}, which nobody answers"


def _inside(address: str) -> str:
    """An address of ours without the host that the outside world reaches us by."""
    return address.removeprefix(settings.ERKEND_PUBLIC_URL) or "/"


def _is_known(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
