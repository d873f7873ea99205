"""Meetings of networks and working groups: planned, called, held and minuted."""

from __future__ import annotations

from flask import Flask

from arena.accounts import leaving
from arena.audit.words import register_words
from arena.directory import clashes, history
from arena.jobs import register as register_job
from arena.mailbox import replies
from arena.meetings import coming, mail, merging, trail
from arena.meetings.jobs import follow_networks, remind
from arena.meetings.models import MEETING
from arena.meetings.network_pages import meetings_of
from arena.meetings.planning import MeetingMover, MeetingPlanner
from arena.meetings.services.following import note_changed
from arena.meetings.services.forgetting import erase_invitees, list_expired
from arena.meetings.services.replying import take_reply
from arena.meetings.taking_part import MEETINGS
from arena.meetings.today import meetings_today
from arena.meetings.views import record_wiring, wiring
from arena.meetings.views.handing_over import meetings_to_hand_over
from arena.networks.sections import register as register_sections
from arena.networks.services.acting import changed
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.scheduling.closing import register_mover
from arena.scheduling.planning import register_planner
from arena.web.today import register as register_today


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of meetings."""
    wiring.init_app(app)
    record_wiring.init_app(app)
    coming.init_app(app)
    mail.init_app(app)
    register_planner(app, MEETING, MeetingPlanner())
    register_mover(app, MEETING, MeetingMover())
    register_today(app, meetings_today)
    register_sections(app, meetings_of)
    history.register(app, MEETINGS)
    changed.connect(note_changed)
    register_job(app, "meetings.follow_networks", 60, follow_networks)
    register_job(app, "meetings.remind", 600, remind)
    replies.register(app, MEETING, take_reply, hears_outdated=True)
    clashes.register(app, *merging.RULES)
    register_erasers(app, Eraser("meetings.invitees", list_expired, erase_invitees))
    leaving.register(app, meetings_to_hand_over)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
