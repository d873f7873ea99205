"""Calling a meeting: who is asked, who is asked as well, and who is asked no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from arena import clock, db, tokens
from arena.audit.models import Actor
from arena.directory.models import Organisation, Person
from arena.errors import Invalid
from arena.events.models import PARTICIPANT
from arena.events.services import Guest, set_attendees
from arena.meetings.links import invitee_token
from arena.meetings.models import Invitee, Meeting
from arena.meetings.rules.states import Act
from arena.meetings.services.acting import doing
from arena.meetings.services.telling import asked, tell
from arena.messages.services import plan_reminders


class NobodyChosen(Invalid):
    """There is nobody to invite."""

    def __init__(self) -> None:
        super().__init__(_l("Choose somebody to invite."))


@dataclass(frozen=True)
class ToInvite:
    """Somebody who is to be invited; a guest has no person in the directory."""

    name: str
    email: str
    language: str
    person: Person | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether they are invited beside the network's own people."""
        return self.person is None


def call_meeting(
    meeting: Meeting,
    chosen: Sequence[ToInvite],
    *,
    words: str = "",
    by: Actor,
    version: int | None = None,
) -> int:
    """Send the invitations; return how many. Who has one already keeps it, and gets no other.

    Raises `NobodyChosen`, and what `doing` raises.
    """
    with doing(meeting, Act.CALL, by=by, version=version) as detail:
        added = _invite(meeting, chosen, words)
        if not asked(meeting):
            raise NobodyChosen
        meeting.calls += 1
        meeting.called_at = meeting.called_at or clock.now()
        detail["invited"] = len(added)
    return len(added)


def invite_more(
    meeting: Meeting,
    chosen: Sequence[ToInvite],
    *,
    words: str = "",
    by: Actor,
    version: int | None = None,
) -> int:
    """Invite more people to a meeting that is called: they alone get a mail."""
    with doing(meeting, Act.INVITE, by=by, version=version) as detail:
        added = _invite(meeting, chosen, words)
        if not added:
            raise NobodyChosen
        detail["invited"] = len(added)
    return len(added)


def uninvite(
    meeting: Meeting,
    invitees: Sequence[Invitee],
    *,
    has_left: bool,
    by: Actor,
    version: int | None = None,
) -> None:
    """Take people off the list: the entry leaves their calendar, and nobody else hears of it.

    `has_left`: they left the network, which is why.
    """
    with doing(meeting, Act.INVITE, by=by, version=version, name="uninvite") as detail:
        gone = [each for each in invitees if each in meeting.invitees]
        detail["uninvited"] = len(gone)
        told = [each for each in gone if each.asked_sequence is not None]
        for invitee in gone:
            meeting.invitees.remove(invitee)
        _take_part(meeting)
        tell(
            meeting,
            told,
            "uninvited",
            method="CANCEL",
            params={"has_left": has_left, "meeting_id": meeting.id},
        )


def _invite(meeting: Meeting, chosen: Iterable[ToInvite], words: str) -> list[Invitee]:
    known = {invitee.email for invitee in meeting.invitees}
    people = {invitee.person_id for invitee in meeting.invitees if invitee.person_id is not None}
    added = []
    for each in chosen:
        email = each.email.strip().lower()
        if not email or email in known or (each.person and each.person.id in people):
            continue
        known.add(email)
        invitee = Invitee(
            person=each.person,
            organisation=each.organisation,
            organisation_name=each.organisation_name,
            name=each.name,
            email=email,
            language=each.language,
            is_guest=each.is_guest,
        )
        meeting.invitees.append(invitee)
        added.append(invitee)
    db.session.flush()
    for invitee in added:
        invitee.token_hash = tokens.digest(invitee_token(invitee))
        invitee.asked_sequence = meeting.event.sequence
    _take_part(meeting)
    tell(meeting, added, "invited", method="REQUEST", params={"words": words})
    return added


def _take_part(meeting: Meeting) -> None:
    """Let the event know who is invited: their feeds and reminders go by it."""
    set_attendees(meeting.event, PARTICIPANT, [_guest(each) for each in asked(meeting)])
    db.session.flush()
    plan_reminders(meeting.event)


def _guest(invitee: Invitee) -> Guest:
    person = invitee.person
    return Guest(
        role=PARTICIPANT,
        name=invitee.name,
        email=invitee.email,
        language=invitee.language,
        user_id=None if person is None else person.user_id,
    )
