"""The section of a meeting's page that says who comes, and the reader's own answer."""

from __future__ import annotations

from typing import Any

from flask import Flask

from arena import clock
from arena.accounts.policy import is_staff
from arena.accounts.sessions import signed_in_user
from arena.meetings.forms.answering import AnswerForm
from arena.meetings.models import Invitee, Meeting
from arena.meetings.policy import Rights
from arena.meetings.queries.answers import (
    answer_of,
    coming_to,
    is_about_earlier,
    lacking_seats,
    list_invitees,
)
from arena.meetings.queries.meetings import find_invitee_of
from arena.meetings.rules.states import Act, may_do
from arena.meetings.sections import Section, register
from arena.meetings.views.answering import about
from arena.networks.queries.standing import list_sittings


def init_app(app: Flask) -> None:
    """Add the sections to the page of every meeting."""
    register(
        app,
        Section("answer", 10, "meetings/_mine.html", gather_mine),
        Section("coming", 60, "meetings/_coming.html", gather_coming),
    )


def gather_mine(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return the reader's own invitation, while the meeting is ahead."""
    invitee = find_invitee_of(meeting, signed_in_user())
    if invitee is None or meeting.event.is_cancelled or meeting.event.ends_at <= clock.now():
        return None
    stands = about(invitee)
    form = AnswerForm(formdata=None, data={"words": invitee.answer_words})
    form["shown"].data = stands["sequence"]
    return {"invitee": invitee, "form": form, "about": stands}


def gather_coming(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return who comes: all of it for who leads and for staff, else the names of who is listed."""
    invitees = list_invitees(meeting)
    is_ahead = meeting.event.ends_at > clock.now()
    may_invite = rights.may_lead and is_ahead and may_do(Act.INVITE, meeting.state)
    if not invitees and not may_invite:
        return None
    sees_all = rights.may_lead or rights.may_write or is_staff(signed_in_user())
    shown = invitees if sees_all else _listed(meeting, invitees)
    coming = coming_to(meeting)
    return {
        "invitees": [(each, answer_of(each), is_about_earlier(each)) for each in shown],
        "unnamed": len(invitees) - len(shown),
        "coming": coming,
        "lacking": lacking_seats(meeting, coming),
        "may_invite": may_invite,
        "sees_all": sees_all,
    }


def _listed(meeting: Meeting, invitees: Any) -> list[Invitee]:
    """Return those whose name the other members may see, and who is a guest by name."""
    listed = {
        sitting.person.id
        for sitting in list_sittings(meeting.network, clock.today())
        if sitting.seat.is_listed
    }
    return [each for each in invitees if each.is_guest or each.person_id in listed]
