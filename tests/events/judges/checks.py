"""Our own judge: what the standards and real programs need and no parser notices.

It reads bytes and lines only, so that it shares no code, and no mistake, with what it judges.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

MAX_OCTETS = 75  # RFC 5545, 3.1.
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
ONCE_PER_EVENT = (
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "TRANSP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
)
# RFC 5546, 3.1.2; anything else makes ruby icalendar and libical complain.
OF_A_ZONE = {"TZID", "X-LIC-LOCATION", "BEGIN", "END"}
OF_AN_OBSERVANCE = {"BEGIN", "END", "DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}
ONLY_IN_FEEDS = {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
NOT_IN_FEEDS = {"METHOD", "ORGANIZER", "ATTENDEE", "X-WR-TIMEZONE", "RRULE", "RDATE", "EXDATE"}

Line = tuple[str, str, str]  # Name, parameters, value.
Block = tuple[str, list[Line]]  # A component and its own lines.


def faults_of_feed(ics: bytes) -> list[str]:
    """List what is wrong with a subscription."""
    return _faults(ics, _feed_faults)


def faults_of_mail(ics: bytes) -> list[str]:
    """List what is wrong with the calendar of a mail."""
    return _faults(ics, _mail_faults)


def _faults(ics: bytes, more: Callable[[list[Block]], list[str]]) -> list[str]:
    if faults := _octet_faults(ics):
        return faults
    lines = [_split(line) for line in _unfold(ics)]
    blocks = _blocks(lines)
    if not blocks:
        return ["BEGIN and END do not pair"]
    return [*_calendar_faults(blocks), *_zone_faults(blocks), *_event_faults(blocks), *more(blocks)]


def _octet_faults(ics: bytes) -> list[str]:
    faults = []
    if not ics.startswith(b"BEGIN:VCALENDAR\r\n") or not ics.endswith(b"END:VCALENDAR\r\n"):
        faults.append("does not begin or end as a calendar")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", ics):
        faults.append("a line does not end with CRLF")
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", ics):
        faults.append("a control character")
    for line in ics.split(b"\r\n"):
        if len(line) > MAX_OCTETS:
            faults.append(f"a line of {len(line)} octets")
        try:
            line.decode()
        except UnicodeDecodeError:
            faults.append("a line that splits a character or is not UTF-8")
    return faults


def _unfold(ics: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", ics).decode().split("\r\n")[:-1]


def _split(line: str) -> Line:
    """Part a content line; a colon inside quotes belongs to a parameter."""
    found = re.fullmatch(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)', line)
    return (found[1], found[2], found[3]) if found else (f"unreadable {line!r}", "", "")


def _blocks(lines: list[Line]) -> list[Block]:
    """Part the lines by component, in the order in which they begin; [] if they do not pair."""
    blocks: list[Block] = []
    open_blocks: list[Block] = []
    for name, parameters, value in lines:
        if name == "BEGIN":
            open_blocks.append((value, []))
            blocks.append(open_blocks[-1])
        elif not open_blocks:
            return []
        elif name == "END":
            if open_blocks.pop()[0] != value:
                return []
        else:
            open_blocks[-1][1].append((name, parameters, value))
    return [] if open_blocks else blocks


def _calendar_faults(blocks: list[Block]) -> list[str]:
    names = Counter(name for name, _, _ in blocks[0][1])
    kinds = [kind for kind, _ in blocks]
    faults = [f"{name} {names[name]} times" for name in ("PRODID", "VERSION") if names[name] != 1]
    faults += [f"unreadable: {name}" for _, own in blocks for name, _, _ in own if " " in name]
    known = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
    faults += [f"a {kind}" for kind in kinds if kind not in known]
    if kinds.count("VTIMEZONE") != 1 or kinds[1] != "VTIMEZONE":
        faults.append("not one VTIMEZONE before the events")
    if ("VERSION", "", "2.0") not in blocks[0][1]:
        faults.append("not VERSION:2.0")
    return faults


def _zone_faults(blocks: list[Block]) -> list[str]:
    faults = []
    for kind, own in blocks:
        allowed = {
            "VTIMEZONE": OF_A_ZONE,
            "STANDARD": OF_AN_OBSERVANCE,
            "DAYLIGHT": OF_AN_OBSERVANCE,
        }
        if kind in allowed:
            faults += [f"{name} in {kind}" for name, _, _ in own if name not in allowed[kind]]
    return faults


def _event_faults(blocks: list[Block]) -> list[str]:
    zones = {
        value for kind, own in blocks if kind == "VTIMEZONE" for n, _, value in own if n == "TZID"
    }
    events = [own for kind, own in blocks if kind == "VEVENT"]
    is_cancel = any(
        line[0] == "METHOD" and line[2] == "CANCEL" for _, own in blocks for line in own
    )
    statuses: set[str | None] = STATUSES | ({None} if is_cancel else set())
    uids = Counter(value for own in events for name, _, value in own if name == "UID")
    faults = [f"UID {uid} {count} times" for uid, count in uids.items() if count > 1]
    for own in events:
        names = Counter(name for name, _, _ in own)
        faults += [f"{name} {names[name]} times" for name in ONCE_PER_EVENT if names[name] != 1]
        values = {name: value for name, _, value in own}
        if values.get("STATUS") not in statuses or names["STATUS"] > 1:
            faults.append(f"STATUS {values.get('STATUS')}")
        if values.get("STATUS") == "CANCELLED" and values.get("TRANSP") != "TRANSPARENT":
            faults.append("cancelled, and still takes time")
        if not values.get("SEQUENCE", "").isdigit():
            faults.append("SEQUENCE is no number")
        if not values.get("SUMMARY"):
            faults.append("SUMMARY is empty")
        faults += _time_faults(own, zones)
    return faults


def _time_faults(own: list[Line], zones: set[str]) -> list[str]:
    faults = []
    kinds = []
    for name, parameters, value in own:
        if name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
            if not re.fullmatch(r"\d{8}T\d{6}Z", value):
                faults.append(f"{name} is not in UTC")
        elif name in ("DTSTART", "DTEND"):
            zone = re.fullmatch(r";TZID=(.+)", parameters)
            if zone and re.fullmatch(r"\d{8}T\d{6}", value):
                kinds.append("local")
                if zone[1] not in zones:
                    faults.append(f"{name} in a zone that is not there")
            elif not parameters and re.fullmatch(r"\d{8}T\d{6}Z", value):
                kinds.append("UTC")
            elif parameters == ";VALUE=DATE" and re.fullmatch(r"\d{8}", value):
                kinds.append("date")
            else:
                faults.append(f"{name}{parameters}:{value}")
    if len(set(kinds)) > 1:
        faults.append(f"start and end of two kinds: {kinds}")
    return faults


def _feed_faults(blocks: list[Block]) -> list[str]:
    faults = []
    header = {name for name, _, _ in blocks[0][1]}
    faults += [f"no {name}" for name in sorted(ONLY_IN_FEEDS - header)]
    if ("REFRESH-INTERVAL", ";VALUE=DURATION") not in {(n, p) for n, p, _ in blocks[0][1]}:
        faults.append("REFRESH-INTERVAL does not say that it is a DURATION (RFC 7986, 5.7)")
    for kind, own in blocks:
        if kind in ("VCALENDAR", "VEVENT"):
            faults += [f"{name} in {kind}" for name, _, _ in own if name in NOT_IN_FEEDS]
        values = {name: value for name, _, value in own}
        if kind == "VEVENT" and values.get("DTSTAMP") != values.get("LAST-MODIFIED"):
            faults.append("DTSTAMP is not the last change (RFC 5545, 3.8.7.2)")
    return faults


def _mail_faults(blocks: list[Block]) -> list[str]:
    names = {name for name, _, _ in blocks[0][1]}
    faults = [f"{name} in a mail" for name in sorted(names & ONLY_IN_FEEDS)]
    methods = [value for name, _, value in blocks[0][1] if name == "METHOD"]
    events = [own for kind, own in blocks if kind == "VEVENT"]
    if len(methods) != 1 or len(events) != 1:
        return [*faults, f"{methods} for {len(events)} entries"]
    people = Counter(name for name, _, _ in events[0])
    faults += [f"{people[n]} {n}" for n in ("ORGANIZER", "ATTENDEE") if people[n] != 1]
    status = {value for name, _, value in events[0] if name == "STATUS"}
    may_be = ({"CANCELLED"}, set()) if methods[0] == "CANCEL" else ({"CONFIRMED"}, {"TENTATIVE"})
    if status not in may_be:
        faults.append(f"METHOD:{methods[0]} of an entry that is {status}")
    return faults
