"""What those who call a meeting are told: who comes."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import db
from arena.accounts.models import Role, User
from arena.meetings.mail.rows import letter, meeting_rows, title_of
from arena.meetings.models import Answer, Invitee, Meeting, MeetingState
from arena.meetings.queries.answers import (
    Coming,
    answer_of,
    coming_to,
    lacking_seats,
    list_invitees,
)
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web.addresses import absolute_url


def gather_digest(message: Message) -> dict[str, Any]:
    """Return who comes to a meeting, by what they answered."""
    meeting = db.session.get(Meeting, int(message.params["meeting_id"]))
    if meeting is None or meeting.state != MeetingState.CALLED:
        raise NoLongerTrue(N_("The meeting is called off."))
    coming = coming_to(meeting)
    title = title_of(meeting)
    return letter(
        _("Who comes: %(title)s", title=title),
        _("Who comes: %(title)s", title=title),
        _sentences(meeting, coming),
        rows=meeting_rows(meeting, with_link=False),
        lists=_lists(meeting),
        link=_page(message, meeting),
    )


def _sentences(meeting: Meeting, coming: Coming) -> list[str]:
    said = [ngettext("%(num)d person comes.", "%(num)d people come.", coming.yes)]
    if coming.by_link:
        said.append(
            ngettext("%(num)d of them by link.", "%(num)d of them by link.", coming.by_link)
        )
    if lacking := lacking_seats(meeting, coming):
        said.append(
            ngettext(
                "The room is too small: %(num)d seat is missing.",
                "The room is too small: %(num)d seats are missing.",
                lacking,
            )
        )
    return [" ".join(said)]


def _lists(meeting: Meeting) -> list[tuple[str, list[str]]]:
    by_answer: dict[str, list[str]] = {}
    for invitee in list_invitees(meeting):
        by_answer.setdefault(answer_of(invitee), []).append(_line(invitee))
    headings = {
        Answer.ACCEPTED: _("They come"),
        Answer.TENTATIVE: _("Perhaps"),
        Answer.NEEDS_ACTION: _("Have not answered"),
        Answer.DECLINED: _("Do not come"),
    }
    return [
        (heading, by_answer[answer]) for answer, heading in headings.items() if answer in by_answer
    ]


def _line(invitee: Invitee) -> str:
    organisation = invitee.organisation.name if invitee.organisation else invitee.organisation_name
    line = ", ".join(filter(None, (invitee.name, organisation)))
    if invitee.is_remote and answer_of(invitee) == Answer.ACCEPTED:
        line = _("%(who)s (by link)", who=line)
    return f"{line}: {invitee.answer_words}" if invitee.answer_words else line


def _page(message: Message, meeting: Meeting) -> tuple[str, str] | None:
    """Return the meeting's page, for who can sign in."""
    user = None
    if message.params.get("user_id") is not None:
        user = db.session.get(User, int(message.params["user_id"]))
    if user is None:
        return None
    side = "meetings_partner" if user.role == Role.PARTNER else "meetings"
    return _("Open the meeting"), absolute_url(f"{side}.show", meeting_id=meeting.id)
