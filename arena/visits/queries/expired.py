"""Which visits are past the periods of what is kept of their people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from arena import db, retention
from arena.events.models import Event
from arena.visits.models import WALK, OpenWalk, Visit
from arena.visits.rules import keeping
from arena.visits.rules.keeping import Case
from arena.visits.rules.ladder import ENDED


def list_expired_contacts() -> list[int]:
    """Return the visits whose contact person is to be erased."""
    query = _visits().where(
        Visit.contact_email.is_distinct_from(""),
        or_(
            and_(Event.kind == WALK, Event.ends_at < retention.cutoff(retention.SEATS)),
            Visit.updated_at < retention.cutoff(retention.CONTACT),
        ),
    )
    return [visit.id for visit in db.session.scalars(query) if is_contact_due(visit)]


def list_expired_needs() -> list[int]:
    """Return the visits for which what the group needs is to be erased."""
    query = _visits().where(
        Visit.access_needs != "",
        or_(Event.ends_at < retention.cutoff(retention.NEEDS), Visit.state.in_(ENDED)),
    )
    return [visit.id for visit in db.session.scalars(query) if are_needs_due(visit)]


def list_expired_invoices() -> Sequence[int]:
    """Return the visits whose reference for an invoice is to be erased."""
    return db.session.scalars(
        select(Visit.id)
        .join(Visit.event)
        .where(
            Visit.invoice_reference != "",
            Event.ends_at < retention.cutoff(retention.INVOICE),
        )
        .order_by(Visit.id)
    ).all()


def list_expired_walk_reports() -> Sequence[int]:
    """Return the open walks, by their events, whose reports are past their period."""
    return db.session.scalars(
        select(OpenWalk.event_id)
        .join(OpenWalk.event)
        .where(
            or_(OpenWalk.incident != "", OpenWalk.promised_answers != ""),
            Event.ends_at < retention.cutoff(retention.REPORT),
        )
        .order_by(OpenWalk.event_id)
    ).all()


def is_contact_due(visit: Visit) -> bool:
    """Tell whether a visit's contact person is to be erased by now."""
    return keeping.is_contact_due(
        _case(visit),
        contact_before=retention.cutoff(retention.CONTACT),
        seats_before=retention.cutoff(retention.SEATS),
    )


def are_needs_due(visit: Visit) -> bool:
    """Tell whether what the group needs is to be erased by now."""
    return keeping.are_needs_due(_case(visit), needs_before=retention.cutoff(retention.NEEDS))


def came_to_nothing(visit: Visit) -> bool:
    """Tell whether a visit did not take place, and will not."""
    return _case(visit).came_to_nothing


def _visits() -> Select[Visit]:
    joined = select(Visit).join(Visit.event).options(contains_eager(Visit.event))
    return joined.order_by(Visit.id)


def _case(visit: Visit) -> Case:
    return Case(
        state=visit.state,
        is_walk=visit.is_walk,
        ends_at=visit.event.ends_at,
        changed_at=visit.updated_at,
    )
