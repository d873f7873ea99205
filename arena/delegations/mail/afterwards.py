"""What mails say of what is to be done, and to guests once they have been here."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.models import User
from arena.delegations.models import Delegation
from arena.delegations.queries.promises import list_promises
from arena.delegations.queries.reminders import list_due
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized


def gather_due(message: Message) -> dict[str, Any]:
    """Return what its reader has to see to; when all is done meanwhile, nothing is sent."""
    person = db.session.get(User, message.params["user_id"])
    due = list_due(person, clock.today()) if person else None
    if not due:
        raise NoLongerTrue(N_("Everything is done."))
    return {
        "count": len(due.tasks) + len(due.promises),
        "tasks": [
            _(
                "%(what)s: %(delegation)s, by %(day)s",
                what=localized(task, "title"),
                delegation=task.delegation.name,
                day=filters.day(task.due_on),
            )
            for task in due.tasks
        ],
        "promises": [
            _(
                "%(what)s: %(delegation)s, by %(day)s",
                what=promise.question,
                delegation=promise.delegation.name,
                day=filters.day(promise.due_on),
            )
            for promise in due.promises
        ],
        "tasks_url": absolute_url("delegations_staff.my_tasks"),
    }


def gather_thanks(message: Message) -> dict[str, Any]:
    """Return the thanks to a delegation, with the answers that there are and those to come."""
    delegation = db.session.get_one(Delegation, message.params["delegation_id"])
    if delegation.is_erased:
        raise NoLongerTrue(N_("The guests' data were erased."))
    promises = list_promises(delegation)
    return {
        "delegation": delegation,
        "words": message.params["words"],
        "answers": [
            (promise.question, promise.answer) for promise in promises if promise.answered_at
        ],
        "to_come": [promise.question for promise in promises if not promise.answered_at],
        "coordinator": delegation.coordinator,
    }
