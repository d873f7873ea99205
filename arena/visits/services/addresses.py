"""Reaching a booker: the mail once more, another address, or a first one for who only called."""

from __future__ import annotations

from arena import clock, tokens
from arena.audit.models import Actor
from arena.events.models import GUEST
from arena.events.services import change_event, lock_calendar, set_attendees
from arena.messages.services import plan_reminders
from arena.scheduling.services import send
from arena.visits.links import manage_token
from arena.visits.models import Visit, VisitState
from arena.visits.rules.ladder import Act
from arena.visits.services import notices
from arena.visits.services.acting import doing
from arena.visits.services.errors import HasAddress, SameAddress, SentOften
from arena.visits.services.limiting import require_quiet_address
from arena.visits.services.making import lock_address, plain_address
from arena.visits.services.wording import staff_note

# The mail that tells how a visit stands.
_STANDS = {
    VisitState.RECEIVED: "received",
    VisitState.IN_REVIEW: "received",
    VisitState.INCOMPLETE: "asked",
    VisitState.OFFERED: "proposed",
    VisitState.CONFIRMED: "confirmed",
}


def mend_address(visit: Visit, email: str, *, by: Actor, version: int | None = None) -> None:
    """Give an unconfirmed visit another address, and ask that one to confirm.

    The links in the mail to the old address are dead from then on: it may be a stranger's. The time
    is held no longer for it. Raises `SameAddress`, `TooManyMails`.
    """
    lock_address(email)
    with doing(visit, Act.MEND_ADDRESS, by=by, version=version):
        address = plain_address(email)
        if address == visit.contact_email:
            raise SameAddress
        require_quiet_address(address)
        visit.contact_email = address
        visit.token_version += 1
        if not visit.is_walk:
            lock_calendar()
            change_event(visit.event, staff_note=staff_note(visit))
        visit.token_hash = tokens.digest(manage_token(visit))
        send(visit.event, notices.to_booker(visit, "verify"))


def add_address(visit: Visit, email: str, *, by: Actor, version: int | None = None) -> None:
    """Note where a booker who only called is mailed: what stands now, and all that follows.

    Staff vouch for the address, as for all that they enter: it is not asked. Raises `HasAddress`.
    """
    with doing(visit, Act.ADD_ADDRESS, by=by, version=version):
        if visit.contact_email is not None:
            raise HasAddress
        visit.contact_email = plain_address(email)
        lock_calendar()
        change_event(visit.event, staff_note=staff_note(visit))
        is_settled = visit.state == VisitState.CONFIRMED
        if is_settled:
            set_attendees(visit.event, GUEST, notices.booker_of(visit))
            plan_reminders(visit.event)
        template = _STANDS.get(VisitState(visit.state))
        if template and clock.now() < visit.event.starts_at:
            method = "REQUEST" if is_settled else None
            send(visit.event, notices.to_booker(visit, template, calendar_method=method))


def send_again(visit: Visit, *, by: Actor, version: int | None = None) -> None:
    """Send the mail with the link that confirms the address once more. Raises `SentOften`."""
    lock_address(visit.contact_email)
    with doing(visit, Act.SEND_AGAIN, by=by, version=version):
        require_quiet_address(visit.contact_email, SentOften)
        send(visit.event, notices.to_booker(visit, "verify"))
