"""Study visits: what is offered, asked for, settled and followed up."""

from __future__ import annotations

from flask import Flask

from arena.accounts.services import rights_changed
from arena.audit.words import register_words
from arena.jobs import register as register_job
from arena.resources.services import planned_less
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.scheduling.closing import register_mover
from arena.scheduling.planning import register_planner
from arena.scheduling.stops import register_source
from arena.visits import mail, showings, trail, views
from arena.visits.closed_days import VisitMover, WalkMover
from arena.visits.jobs import escalate_asks, expire_holds, tell_of_late
from arena.visits.models import VISIT, WALK
from arena.visits.planning import VisitPlanner, WalkPlanner
from arena.visits.queries.expired import (
    list_expired_contacts,
    list_expired_invoices,
    list_expired_needs,
    list_expired_walk_reports,
)
from arena.visits.queries.freshness import PUBLIC_VERSION
from arena.visits.services.asking import end_waiting_for, end_waiting_for_person
from arena.visits.services.erasing import (
    erase_contacts,
    erase_invoice_references,
    erase_needs,
    erase_walk_reports,
)
from arena.visits.views import staff
from arena.web import keeping


def init_app(app: Flask) -> None:
    """Register the pages, the mails, the words of the trail and what the worker does."""
    views.init_app(app)
    keeping.init_app(app, PUBLIC_VERSION)
    staff.init_app(app)
    mail.init_app(app)
    register_planner(app, VISIT, VisitPlanner())
    register_planner(app, WALK, WalkPlanner())
    register_mover(app, VISIT, VisitMover())
    register_mover(app, WALK, WalkMover())
    register_source(app, showings.SOURCE, showings.list_showings)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS)
    rights_changed.connect(end_waiting_for_person)
    planned_less.connect(end_waiting_for)
    register_job(app, "visits.expire_holds", 60, expire_holds)
    register_job(app, "visits.escalate_asks", 60, escalate_asks)
    register_job(app, "visits.tell_of_late", 900, tell_of_late)
    register_erasers(
        app,
        Eraser("visits.contacts", list_expired_contacts, erase_contacts),
        Eraser("visits.invoice_references", list_expired_invoices, erase_invoice_references),
        Eraser("visits.needs", list_expired_needs, erase_needs),
        Eraser("visits.walk_reports", list_expired_walk_reports, erase_walk_reports),
    )
