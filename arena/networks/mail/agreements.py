"""Reminders of agreements, to who looks after them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from arena import clock, db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.networks.models import Agreement
from arena.networks.queries.agreements import term_of
from arena.networks.rules.agreements import reminders_due
from arena.networks.words import agreement_type
from arena.web import filters
from arena.web.addresses import absolute_url

DAY = timedelta(days=1)


def about_agreement(message: Message) -> str:
    """Return what a mail is about, for staff: the agreement's title."""
    agreement = db.session.get(Agreement, message.params["agreement_id"])
    return agreement.title if agreement else str(_("An agreement that is no longer kept"))


def gather_reminder(message: Message) -> dict[str, Any]:
    """Return what a reminder says; one of an end or a review that has changed is not sent."""
    agreement = db.session.get(Agreement, message.params["agreement_id"])
    if agreement is None:
        raise NoLongerTrue(N_("The agreement is no longer kept."))
    reminder: str = message.params["reminder"]
    if reminder not in reminders_due(term_of(agreement), agreement.review_on, clock.today()):
        raise NoLongerTrue(N_("The agreement has other days now, or has been renewed."))
    is_review = reminder.startswith("review:")
    last_day = agreement.ends_on - DAY if agreement.ends_on else None
    return {
        "is_review": is_review,
        "title": agreement.title,
        "last_day": last_day,
        "rows": [
            (_("Kind"), str(agreement_type(agreement.type))),
            (_("Parties"), filters.listing([p.organisation.name for p in agreement.parties])),
            (_("Last day"), filters.day(last_day) if last_day else ""),
            (_("Registry number"), agreement.registry_number),
        ],
        "page_url": absolute_url("networks_agreements.show", agreement_id=agreement.id),
    }
