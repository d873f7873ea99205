"""Reading what an act would tell, before it is done.

The act is really tried, its mails are rendered by what then holds, and everything is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arena import db
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render, render_spoken
from arena.scheduling.trials import TRIAL, try_out
from arena.visits.models import Visit
from arena.visits.rules.ladder import Act
from arena.visits.services import changing, closing, confirming, review

# In a trial, of a booker without an address: see `Preview`.
STAND_IN = "telephone@arena.invalid"
_SERVICES: Mapping[Act, Callable[..., object]] = {
    Act.START_REVIEW: review.start_review,
    Act.ASK_FOR_MORE: review.ask_for_more,
    Act.PROPOSE: review.propose_time,
    Act.DECLINE: review.decline_visit,
    Act.CONFIRM: confirming.confirm_visit,
    Act.REASSIGN: confirming.reassign_hosts,
    Act.CALL_OFF: closing.call_off,
    Act.CANCEL: closing.cancel_visit,
    Act.WITHDRAW: closing.cancel_visit,
    Act.REPORT: closing.report_visit,
    Act.MISS: closing.report_visit,
    Act.FOLLOW_UP: closing.follow_up,
    Act.ARCHIVE: closing.archive,
    Act.CHANGE_HEADCOUNT: changing.change_headcount,
    Act.MOVE: changing.move_visit,
    Act.ACCEPT: changing.accept_proposal,
    Act.REFUSE: changing.decline_proposal,
}


@dataclass(frozen=True)
class Preview:
    """What one person would read; `has_calendar`: the mail carries the entry, or takes it away.

    With `phone` there is no address to write to: the text is what to say to somebody who is called.
    """

    recipient_name: str
    recipient_email: str
    language: str
    subject: str
    text: str
    has_calendar: bool
    phone: str | None = None


def preview(visit: Visit, act: Act, **values: Any) -> Preview | None:
    """Return what the booker would be told if `act` were done with `values`; None for nothing.

    `values` are those of the act's service. Raises what the service would raise. Has a transaction
    of its own: call it outside any.
    """
    return next(iter(preview_all(visit, act, **values)[0]), None)


def preview_all(
    visit: Visit, act: Act, **values: Any
) -> tuple[Sequence[Preview], Sequence[Preview]]:
    """Return what the booker, and what hosts, would be told if `act` were done with `values`."""
    visit_id, booker = visit.id, visit.contact_email or STAND_IN

    def do() -> None:
        tried = db.session.get_one(Visit, visit_id)
        tried.contact_email = booker
        _SERVICES[act](tried, **values, by=TRIAL)

    told = read_trial(do)
    return (
        [each for each in told if each.recipient_email == booker],
        [each for each in told if each.recipient_email != booker],
    )


def read_trial(do: Callable[[], object]) -> Sequence[Preview]:
    """Return what everybody would be told if `do` were done, by `TRIAL`; nothing of it is kept."""
    return try_out(do, lambda messages: [_read(message) for message in messages])


def _read(message: Message) -> Preview:
    if message.recipient_email == STAND_IN:
        return _read_out(message)
    rendered = render(message)
    return Preview(
        message.recipient_name,
        message.recipient_email,
        message.language,
        rendered.subject,
        without_secrets(rendered.text),
        rendered.calendar is not None,
    )


def _read_out(message: Message) -> Preview:
    return Preview(
        message.recipient_name,
        message.recipient_email,
        message.language,
        subject="",
        text=render_spoken(message),
        has_calendar=False,
        phone=db.session.get_one(Visit, message.params["visit_id"]).contact_phone,
    )
