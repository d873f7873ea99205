"""Study visits: what is offered, asked for, settled and followed up."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.jobs import register as register_job
from arena.scheduling.planning import register_planner
from arena.visits import mail, trail, views
from arena.visits.jobs import escalate_asks, expire_holds, tell_of_late
from arena.visits.models import VISIT, WALK
from arena.visits.planning import VisitPlanner, WalkPlanner
from arena.visits.views import staff


def init_app(app: Flask) -> None:
    """Register the pages, the mails, the words of the trail and what the worker does."""
    views.init_app(app)
    staff.init_app(app)
    mail.init_app(app)
    register_planner(app, VISIT, VisitPlanner())
    register_planner(app, WALK, WalkPlanner())
    register_words(app, records=trail.RECORDS, acts=trail.ACTS)
    register_job(app, "visits.expire_holds", 60, expire_holds)
    register_job(app, "visits.escalate_asks", 60, escalate_asks)
    register_job(app, "visits.tell_of_late", 900, tell_of_late)
