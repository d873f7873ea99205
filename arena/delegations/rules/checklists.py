"""What a type of delegation always needs doing: the lists that an arena begins with, and due days.

An offset below zero counts from the first day of the visit, any other from the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple


class Entry(NamedTuple):
    """One thing to do, in both languages; `role` is a `RoleName`, "" for whoever coordinates."""

    offset_days: int
    title_sv: str
    title_en: str
    role: str = ""


_ALL = (
    Entry(-20, "Fråga värdar och platser", "Ask hosts and places"),
    Entry(-14, "Skicka ut programmet", "Release the programme"),
    Entry(-10, "Be om deltagarförteckning och behov", "Ask for the list of participants and needs"),
    Entry(-3, "Skriv ut mappen", "Print the pack"),
    Entry(-1, "Ring kontaktpersonen", "Call the contact person", "day_lead"),
    Entry(0, "Räkna gästerna", "Count the guests", "day_lead"),
    Entry(2, "Tacka gästerna", "Thank the guests"),
    Entry(7, "Skriv rapporten", "Write the report"),
    Entry(30, "Följ upp: vad har hänt sedan besöket?", "Follow up: what has come of the visit?"),
    Entry(90, "Följ upp igen och avsluta", "Follow up once more, and close"),
)
_OWN: Mapping[str, tuple[Entry, ...]] = {
    "political": (
        Entry(-30, "Skicka inbjudningsbrev", "Send the letter of invitation"),
        Entry(-28, "Stäm av med protokollenheten", "Agree with the Protocol Unit", "formal_host"),
        Entry(-15, "Boka tolk", "Book an interpreter"),
        Entry(-7, "Ordna gåvor och flaggor", "See to gifts and flags", "protocol_officer"),
        Entry(-7, "Placering och rangordning", "Seating and precedence", "protocol_officer"),
        Entry(-5, "Skicka namnlista till säkerhet", "Send the list of names", "security"),
    ),
    "business": (
        Entry(-21, "Samla gästernas behov inför möten", "Gather what guests look for in meetings"),
        Entry(-7, "Skicka mötesschema", "Send the schedule of meetings"),
        Entry(1, "Fråga om kontakter får delas", "Ask whether contacts may be shared"),
    ),
    "technical": (
        Entry(-14, "Samla gästernas frågor", "Gather the guests' questions"),
        Entry(5, "Skicka underlag och länkar", "Send papers and links"),
    ),
    "academic": (
        Entry(-10, "Dela in studenterna i grupper", "Divide the students into groups"),
        Entry(1, "Skicka enkäten", "Send the survey"),
    ),
    "media": (
        Entry(-7, "Stäm av med pressansvarig", "Agree with the press officer"),
        Entry(-3, "Fråga de intervjuade om samtycke", "Ask those interviewed for consent"),
        Entry(1, "Skicka faktaunderlag med datum", "Send facts with their dates"),
    ),
    "civic": (),
    "digital": (
        Entry(-14, "Samla frågor i förväg", "Gather questions in advance"),
        Entry(-7, "Bestäm om mötet spelas in", "Decide whether the meeting is recorded"),
        Entry(-1, "Prova ljud, bild och tolk", "Test sound, picture and interpreter"),
    ),
}
# A screen needs no printed pack, and nobody is counted at a door.
_NOT_ON_SCREEN = {"Print the pack", "Call the contact person"}


def built_in(delegation_type: str) -> list[Entry]:
    """Return the list that an arena begins with for a type of delegation, by when it is due."""
    entries = [*_ALL, *_OWN.get(delegation_type, ())]
    if delegation_type == "digital":
        entries = [each for each in entries if each.title_en not in _NOT_ON_SCREEN]
    return sorted(entries, key=lambda each: each.offset_days)


def due_on(offset_days: int, *, first_day: date, last_day: date) -> date:
    """Return when something is due."""
    return (first_day if offset_days < 0 else last_day) + timedelta(days=offset_days)
