"""What differs between two versions, in the reader's words, for pages and mails alike."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from arena.delegations.rules.programme import ChangeKind, Difference, Entry
from arena.delegations.rules.snapshots import Changes, FactChange
from arena.web import filters
from arena.web.languages import localized


@dataclass(frozen=True)
class Told:
    """One change: what it is about, when that is, and what has become of it.

    `kind` is how it is marked: "new", "gone", "moved" or "other".
    """

    title: str
    when: str
    lines: tuple[str, ...]
    kind: str


def tell_changes(changes: Changes) -> list[Told]:
    """Return each change in words, in the order of the programme; facts of the whole come first."""
    facts = [Told(_fact(fact), "", (), "other") for fact in changes.facts]
    return facts + [_told(each) for each in changes.entries]


def tell_line(told: Told) -> str:
    """Return one change on one line, as a list in a mail has it."""
    head = f"{told.title} ({told.when})" if told.when else told.title
    return f"{head}: {' '.join(told.lines)}" if told.lines else head


def entry_title(entry: Entry) -> str:
    """Return what an entry is called, and for which group where it is not for all."""
    title = localized(entry, "title")
    return f"{group_word(entry.group)}: {title}" if entry.group else title


def entry_hosts(entry: Entry) -> str:
    """Return who receives the guests at an entry, each with title and organisation."""
    people = []
    for host in entry.hosts:
        about = ", ".join(filter(None, (localized(host, "title"), host.organisation)))
        people.append(f"{host.name} ({about})" if about else host.name)
    return filters.listing(people)


def _told(difference: Difference) -> Told:
    entry, kinds = difference.entry, difference.kinds
    when = filters.span(entry.starts_at, entry.ends_at)
    if kinds == (ChangeKind.ADDED,):
        return Told(entry_title(entry), when, (_("New in the programme."),), "new")
    if kinds == (ChangeKind.REMOVED,):
        return Told(entry_title(entry), when, (_("Is no longer in the programme."),), "gone")
    before, after = difference.before, difference.after
    if before is None or after is None:
        raise ValueError("What changed was there before, and is there still.")
    lines = tuple(line for kind in kinds for line in _lines(kind, before, after))
    is_moved = ChangeKind.MOVED in kinds
    return Told(entry_title(after), when, lines, "moved" if is_moved else "other")


def _lines(kind: ChangeKind, before: Entry, after: Entry) -> list[str]:
    if kind is ChangeKind.MOVED:
        return [_("Another time; it was %(was)s.", was=_time_before(before, after))]
    if kind is ChangeKind.PLACE:
        return _place(localized(before, "place"), localized(after, "place"))
    if kind is ChangeKind.HOSTS:
        names = entry_hosts(after)
        return [
            _("Who receives you: %(names)s.", names=names)
            if names
            else _("We tell you later who receives you.")
        ]
    return _words(before, after)


def _time_before(before: Entry, after: Entry) -> str:
    """Return the former time; without its day where that is the same."""
    is_same_day = filters.isodate(before.starts_at) == filters.isodate(after.starts_at)
    write = filters.clock_span if is_same_day else filters.span
    return write(before.starts_at, before.ends_at)


def _place(before: str, after: str) -> list[str]:
    if before == after:
        return []  # The other language alone was mended.
    if not before or not after:
        return [_("Place: %(place)s.", place=after) if after else _("The place is open again.")]
    return [_("Another place: %(place)s; it was %(was)s.", place=after, was=before)]


def _words(before: Entry, after: Entry) -> list[str]:
    was, now = entry_title(before), entry_title(after)
    if was != now:
        return [_("Was called “%(title)s” before.", title=was)]
    return [_("Is described in other words.")]


def _fact(fact: FactChange) -> str:
    words: dict[FactChange, str] = {
        FactChange.DAYS: _("The days of the visit have changed."),
        FactChange.DAY_LEADS: _("It is somebody else whom you call on the day."),
        FactChange.MEETING_LINK: _("There is another link to the meeting online."),
    }
    return words[fact]


def group_word(name: str) -> str:
    """Return “Grupp A”; groups that are called so already, or by other words, keep them."""
    return str(_("Group %(name)s", name=name)) if 0 < len(name) <= 2 else name
