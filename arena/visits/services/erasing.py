"""Erasing what is known of a visit's people once its period is over; figures stay.

No visit is told of it, nor its version raised: to erase is no contact with anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import change_event, forget_attendee, lock_calendar
from arena.messages.services import forget_mails
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.expired import are_needs_due, came_to_nothing, is_contact_due
from arena.visits.services.wording import staff_note


def erase_contacts(visit_ids: Sequence[int], by: Actor) -> int:
    """Erase the contact persons of visits, what was written to them, and all mails to them.

    What was asked and promised, or told of an accident, goes too: such words name people.
    Of what came to nothing the booker's own words go as well. The visit, its organisation and its
    figures stay, and the booker's link says that the visit is kept no longer.
    """
    due = [visit for visit in _locked(visit_ids) if not visit.is_erased and is_contact_due(visit)]
    lock_calendar()
    for visit in due:
        _erase_contact(visit)
    if due:
        record("visits.erase_contacts", subject=None, by=by, detail={"visits": len(due)})
    return len(due)


def erase_needs(visit_ids: Sequence[int], by: Actor) -> int:
    """Erase what the groups of visits needed."""
    due = [visit for visit in _locked(visit_ids) if visit.access_needs and are_needs_due(visit)]
    lock_calendar()
    for visit in due:
        visit.access_needs = ""
        _tell_calendars(visit)
    if due:
        record("visits.erase_needs", subject=None, by=by, detail={"visits": len(due)})
    return len(due)


def erase_invoice_references(visit_ids: Sequence[int], by: Actor) -> int:
    """Erase the references that invoices carried."""
    due = [visit for visit in _locked(visit_ids) if visit.invoice_reference]
    for visit in due:
        visit.invoice_reference = ""
    if due:
        detail = {"visits": len(due)}
        record("visits.erase_invoice_references", subject=None, by=by, detail=detail)
    return len(due)


def erase_walk_reports(event_ids: Sequence[int], by: Actor) -> int:
    """Erase what was reported of open walks in words; how many came stays."""
    wanted = select(OpenWalk).where(OpenWalk.event_id.in_(event_ids)).order_by(OpenWalk.event_id)
    walks = db.session.scalars(wanted.with_for_update(of=OpenWalk)).all()
    due = [walk for walk in walks if walk.incident or walk.promised_answers]
    for walk in due:
        walk.incident = walk.promised_answers = ""
    if due:
        record("visits.erase_walk_reports", subject=None, by=by, detail={"walks": len(due)})
    return len(due)


def _erase_contact(visit: Visit) -> None:
    if address := visit.contact_email:
        forget_attendee(visit.event, address)
    forget_mails(visit.event, address, visit_id=visit.id)
    visit.contact_name = visit.contact_email = ""
    visit.contact_phone = None
    visit.reply_words = visit.closing_words = visit.staff_note = ""
    visit.access_needs = visit.promised_answers = visit.incident = ""
    visit.questions_asked.clear()
    if came_to_nothing(visit):
        visit.purpose = visit.questions = visit.referred_to = ""
    _tell_calendars(visit)


def _tell_calendars(visit: Visit) -> None:
    """Leave out in staff's calendars what is erased; those of a walk name nobody."""
    if not visit.is_walk:
        change_event(visit.event, staff_note=staff_note(visit))


def _locked(visit_ids: Sequence[int]) -> Sequence[Visit]:
    wanted = select(Visit).where(Visit.id.in_(visit_ids)).order_by(Visit.id)
    return db.session.scalars(wanted.with_for_update(of=Visit)).all()
