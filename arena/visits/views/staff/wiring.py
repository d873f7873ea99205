"""Where others find the staff's pages: the rail, each role's home, organisations, events."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena import clock
from arena.accounts import home, leaving
from arena.accounts.models import Role, User
from arena.accounts.policy import is_host
from arena.audit.words import register_words
from arena.directory import history, sections
from arena.directory.models import Organisation
from arena.events.pages import Way, register_pages, register_ways
from arena.resources.topics import register_topic_names, register_topics
from arena.visits.models import VISIT, WALK, Visit, VisitState
from arena.visits.queries.hosting import list_tours_held_by
from arena.visits.queries.offer_parts import list_topic_titles, list_topics
from arena.visits.queries.owners import map_references, map_states, map_walk_slugs
from arena.visits.queries.register import count_to_answer, list_of_organisation
from arena.visits.queries.tours import Tour
from arena.visits.rules.ladder import TOOK_PLACE, Act, may_move
from arena.visits.views.staff import trail
from arena.visits.views.staff.taking_part import VISITS
from arena.visits.views.staff.words import party, state_words
from arena.web import filters, languages, navigation
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
        navigation.Entry(
            "visits_host.index", _l("My tours"), "calendar-check", 36, is_home=is_host
        ),
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
    history.register(app, VISITS)
    leaving.register(app, tours_to_hand_over)
    register_pages(app, VISIT, visit_pages)
    register_pages(app, WALK, walk_pages)
    register_ways(app, VISIT, ways_of_visits)
    register_ways(app, WALK, ways_of_walks)
    register_topics(app, list_topics)
    register_words(app, details=trail.DETAILS)
    register_topic_names(app, topic_names)


def earlier_visits(organisation: Organisation) -> sections.Section:
    """Return the visits of an organisation, for its page in the directory."""
    visits = list_of_organisation(organisation.id, limit=SHOWN)
    return sections.Section(
        heading=_l("Visits"),
        empty=_l("Visits that are linked to the organisation stand here."),
        lines=[_line(visit) for visit in visits],
    )


def topic_names() -> Mapping[str, str]:
    """Call each topic by the offers that are about it."""
    names: dict[str, list[str]] = {}
    for topic, swedish, english in list_topic_titles():
        title = english if languages.current() == "en" and english else swedish
        names.setdefault(topic, []).append(title)
    return {topic: " / ".join(dict.fromkeys(titles)) for topic, titles in names.items()}


def tours_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the tours to come that somebody was to lead, for the page that closes their account.

    What is only asked for holds their time too; who confirms it chooses another host then.
    """
    tours = list_tours_held_by(user.id)
    if not tours:
        return None
    return leaving.Duties(
        heading=ngettext(
            "%(num)d visit to come needs another host",
            "%(num)d visits to come need another host",
            len(tours),
        ),
        advice=_("They keep their time. Until they have another host they stand under Today."),
        lines=[_duty(tour) for tour in tours],
    )


def visit_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of visits by their events."""
    return {
        event_id: url_for("visits_staff.show", reference=reference)
        for event_id, reference in map_references(event_ids).items()
    }


def walk_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of open walks by their events."""
    return {
        event_id: url_for("visits_staff.walk", slug=slug, event_id=event_id)
        for event_id, slug in map_walk_slugs(event_ids).items()
    }


def ways_of_visits(event_ids: Collection[int]) -> Mapping[int, Way]:
    """Return where each visit is given another time: proposed, or moved once it is confirmed."""
    ways = {}
    for event_id, (reference, state) in map_states(event_ids).items():
        if may_move(state, Act.PROPOSE):
            href = url_for("visits_staff.propose", reference=reference)
            ways[event_id] = Way(_("Propose another time"), href)
        elif may_move(state, Act.MOVE):
            href = url_for("visits_staff.move", reference=reference)
            ways[event_id] = Way(_("Move to another time"), href)
    return ways


def ways_of_walks(event_ids: Collection[int]) -> Mapping[int, Way]:
    """Return where each open walk is moved, or called off."""
    return {
        event_id: Way(
            _("Move or call off"), url_for("visits_staff.move_walk", slug=slug, event_id=event_id)
        )
        for event_id, slug in map_walk_slugs(event_ids).items()
    }


def _duty(tour: Tour) -> leaving.Duty:
    when = filters.moment(tour.event.starts_at)
    if tour.visit is not None:
        return leaving.Duty(
            text=f"{when}, {party(tour.visit)}",
            href=url_for("visits_staff.show", reference=tour.visit.reference),
            detail=str(state_words(tour.visit)[0]),
        )
    walks = walk_pages([tour.event.id])
    return leaving.Duty(f"{when}, {localized(tour.event, 'title')}", walks[tour.event.id])


def _line(visit: Visit) -> sections.Line:
    is_received = visit.state in TOOK_PLACE | {VisitState.CONFIRMED}
    return sections.Line(
        text=f"{filters.day(visit.event.starts_at)}, {localized(visit.offer, 'title')}",
        href=url_for("visits_staff.show", reference=visit.reference),
        detail=visit.reference,
        status=state_words(visit),
        received_on=clock.date_of(visit.event.starts_at) if is_received else None,
    )
