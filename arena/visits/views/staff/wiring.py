"""Where others find the staff's pages: the rail, each role's home, organisations, events."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import db
from arena.accounts import home
from arena.accounts.models import Role
from arena.directory import sections
from arena.directory.models import Organisation
from arena.events.pages import register_pages
from arena.resources.topics import register_topics
from arena.visits.models import VISIT, WALK, Offer, OpenWalk, Visit
from arena.visits.queries.offer_parts import list_topics
from arena.visits.queries.register import count_to_answer, list_of_organisation
from arena.visits.views.staff.words import state_words
from arena.web import filters, navigation
from arena.web.languages import localized

SHOWN = 8


def init_app(app: Flask) -> None:
    """Tell the rest of the house."""
    navigation.add(
        app,
        navigation.Entry("visits_staff.today", _l("Today"), "sun", 10),
        navigation.Entry("visits_staff.index", _l("Requests"), "inbox", 20, count_to_answer),
        navigation.Entry("visits_staff.calendar", _l("Calendar"), "calendar-days", 30),
        navigation.Entry("visits_staff.offers", _l("Offers"), "map", 35),
        navigation.Entry("visits_staff.figures", _l("Figures"), "chart-column", 37),
        navigation.Entry("visits_host.index", _l("My tours"), "calendar-check", 36),
    )
    home.register(
        app,
        **{
            Role.ADMIN: "visits_staff.today",
            Role.COORDINATOR: "visits_staff.today",
            Role.ANALYST: "visits_staff.today",
            Role.HOST: "visits_host.index",
        },
    )
    sections.register(app, earlier_visits)
    register_pages(app, VISIT, visit_pages)
    register_pages(app, WALK, walk_pages)
    register_topics(app, list_topics)


def earlier_visits(organisation: Organisation) -> sections.Section:
    """Return the visits of an organisation, for its page in the directory."""
    visits = list_of_organisation(organisation.id, limit=SHOWN)
    return sections.Section(
        heading=_l("Visits"),
        empty=_l("Visits that are linked to the organisation stand here."),
        lines=[_line(visit) for visit in visits],
    )


def visit_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of visits by their events."""
    rows = db.session.execute(
        select(Visit.event_id, Visit.reference).where(Visit.event_id.in_(event_ids))
    )
    return {number: url_for("visits_staff.show", reference=reference) for number, reference in rows}


def walk_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of open walks by their events."""
    rows = db.session.execute(
        select(OpenWalk.event_id, Offer.slug)
        .join(OpenWalk.offer)
        .where(OpenWalk.event_id.in_(event_ids))
    )
    return {
        number: url_for("visits_staff.walk", slug=slug, event_id=number) for number, slug in rows
    }


def _line(visit: Visit) -> sections.Line:
    return sections.Line(
        text=f"{filters.day(visit.event.starts_at)}, {localized(visit.offer, 'title')}",
        href=url_for("visits_staff.show", reference=visit.reference),
        detail=visit.reference,
        status=state_words(visit),
    )
