"""Appointments as iCalendar (RFC 5545) with the methods of iTIP (RFC 5546). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

_PRODUCT = "-//Erkend//EVC//NL"


class Method(StrEnum):
    PUBLISH = "PUBLISH"  # a file to look at
    REQUEST = "REQUEST"  # come, or: it has changed
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment. ``uid`` stays the same for its whole life; a higher ``sequence`` takes the place of a lower one."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    where: str
    link: str = ""
    description: str = ""
    is_cancelled: bool = False
    organiser: tuple[str, str] = ("", "")  # name, address
    attendee: tuple[str, str] = ("", "")


def calendar_of(entries: Iterable[Entry], method: Method) -> str:
    """The calendar as text with CRLF ends. Times are in UTC, which every program turns into its own."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    for entry in entries:
        calendar.add_component(_event(entry))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.where:
        event.add("location", entry.where)
    if entry.link:
        event.add("url", entry.link)
    if entry.description:
        event.add("description", entry.description)
    if entry.organiser[1]:
        event["organizer"] = _somebody(*entry.organiser)
    if entry.attendee[1]:
        event.add("attendee", _somebody(*entry.attendee), encode=False)
    return event


def _somebody(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = vText(name)
    return found
