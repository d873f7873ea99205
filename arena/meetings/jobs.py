"""What the worker does for meetings, again and again."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import db
from arena.errors import ArenaError
from arena.meetings.models import Invitee, Meeting
from arena.meetings.queries.due import list_silent, list_to_digest
from arena.meetings.queries.leaving import list_called_ahead, list_gone
from arena.meetings.services.following import follow
from arena.meetings.services.reminding import ask_again, is_time_to_remind, tell_who_comes

log = structlog.get_logger("arena.meetings")


def follow_networks() -> None:
    """Take who has left a network off the lists of what is still to come, meeting by meeting.

    Acts on networks see to it themselves; this is for what ends with a day.
    """
    for meeting_id in list_called_ahead():
        if not list_gone(db.session.get_one(Meeting, meeting_id)):
            continue
        try:
            with db.transaction():
                follow(db.session.get_one(Meeting, meeting_id))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_followed", meeting=meeting_id, reason=type(error).__name__)


def remind() -> None:
    """Ask again who has not answered, and tell who calls who comes; each by themselves."""
    if not is_time_to_remind():
        return
    for invitee_id in [invitee.id for invitee in list_silent()]:
        try:
            with db.transaction():
                ask_again(db.session.get_one(Invitee, invitee_id))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_asked_again", invitee=invitee_id, reason=type(error).__name__)
    for meeting_id in [meeting.id for meeting in list_to_digest()]:
        try:
            with db.transaction():
                tell_who_comes(db.session.get_one(Meeting, meeting_id))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_told_who_comes", meeting=meeting_id, reason=type(error).__name__)
