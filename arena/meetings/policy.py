"""Who may see and do what with meetings; who sits in a network is asked of networks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from arena.accounts import policy as accounts
from arena.meetings.models import Meeting
from arena.networks import policy


def may_read_meetings(person: Any) -> bool:
    """Let all staff see when networks meet."""
    return policy.may_read_networks(person)


def may_use_meetings_as_partner(person: Any) -> bool:
    """Let partners into the pages of meetings; which, `may_see` decides."""
    return policy.may_use_networks_as_partner(person)


def may_see(person: Any, meeting: Meeting, seats_in: Collection[int], *, is_invited: bool) -> bool:
    """Let staff, the network's people and who is invited see a meeting.

    `seats_in`: the networks in which the person sits today.
    """
    return is_invited or policy.may_see(person, meeting.network, seats_in)


@dataclass(frozen=True)
class Rights:
    """What somebody may do with one meeting, or with the meetings of one network.

    `may_lead`: plan, call, move, cancel. `may_write`: agenda, attendance, notes and minutes.
    """

    may_lead: bool
    may_write: bool


def rights_of(person: Any, offices: Collection[str]) -> Rights:
    """Return what somebody with those offices in the network today may do."""
    return Rights(policy.may_lead(person, offices), policy.may_write_records(person, offices))


def may_lead_all(person: Any) -> bool:
    """Let those who plan lead the meetings of all networks."""
    return accounts.may_plan(person)


def may_read_record(
    person: Any,
    meeting: Meeting,
    seats_in: Collection[int],
    *,
    is_draft: bool,
    may_write: bool,
    is_invited: bool,
) -> bool:
    """Let those who write read drafts, and everybody of the network what was sent.

    `is_invited` counts only where people outside may know of the network.
    """
    if may_write:
        return True
    return not is_draft and (is_invited or policy.may_see(person, meeting.network, seats_in))


def may_close_action(owner_user_id: int | None, person: Any, rights: Rights) -> bool:
    """Let who has promised something say that it is done, and those who write the minutes."""
    return rights.may_write or (owner_user_id is not None and owner_user_id == person.id)
