"""Networks and working groups: circles of organisations with named people, and agreements.

They stand below the domains, as the directory does: who is in which circle is something that
meetings, needs and mailings all ask.
"""

from __future__ import annotations

from flask import Flask

from arena.accounts.services import rights_changed
from arena.audit.words import register_words
from arena.directory import clashes
from arena.directory.services.leaving import left
from arena.jobs import register as register_job
from arena.networks import mail, merging, trail
from arena.networks.jobs import end_lost_seats, expire_links, remind_of_agreements
from arena.networks.queries.admissions import list_past
from arena.networks.queries.topics import list_network_topics
from arena.networks.services.forgetting import erase_admissions
from arena.networks.services.parting import part_with_closed, part_with_left
from arena.networks.views import wiring
from arena.resources.topics import register_topics
from arena.retention import Eraser
from arena.retention import register as register_erasers


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of networks."""
    wiring.init_app(app)
    mail.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_topics(app, list_network_topics)
    register_job(app, "networks.expire_links", 600, expire_links)
    register_job(app, "networks.end_lost_seats", 60, end_lost_seats)
    register_job(app, "networks.remind_of_agreements", 900, remind_of_agreements)
    register_erasers(app, Eraser("networks.admissions", list_past, erase_admissions))
    rights_changed.connect(part_with_closed)
    left.connect(part_with_left)
    clashes.register(app, *merging.RULES)
