"""Where others find the delegations: the rail, organisations, events, and those who leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts import leaving
from arena.accounts.models import User
from arena.delegations.day_words import stay, whole_stay
from arena.delegations.forms.choices import timezone_name
from arena.delegations.meanings import STATES
from arena.delegations.models import PROGRAMME_ITEM, Delegation, DelegationState
from arena.delegations.queries.listing import count_new, list_coordinated, list_of_organisation
from arena.delegations.queries.register import map_items
from arena.delegations.views.staff.taking_part import DELEGATIONS
from arena.delegations.views.staff.today import delegations_today
from arena.directory import history, sections
from arena.directory.models import Organisation
from arena.events.pages import Way, register_pages, register_ways
from arena.web import navigation, today

SHOWN = 8


def init_app(app: Flask) -> None:
    """Tell the rest of the house."""
    register_pages(app, PROGRAMME_ITEM, programme_pages)
    register_ways(app, PROGRAMME_ITEM, ways_of_items)
    navigation.add(
        app,
        navigation.Entry("delegations_staff.index", _l("Delegations"), "flag", 33, count_new),
    )
    sections.register(app, delegations_of)
    history.register(app, DELEGATIONS)
    leaving.register(app, delegations_to_hand_over)
    today.register(app, delegations_today)
    app.jinja_env.filters.update(stay=stay, timezone_name=timezone_name, whole_stay=whole_stay)


def programme_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of items, by their events, in the programmes that they belong to."""
    page = "delegations_staff.programme"
    return {
        event_id: url_for(page, reference=reference, _anchor=f"item-{item}")
        for event_id, (reference, item) in map_items(event_ids).items()
    }


def ways_of_items(event_ids: Collection[int]) -> Mapping[int, Way]:
    """Return where items that cannot take place as planned are seen to."""
    return {
        event_id: Way(_l("Change the programme"), href)
        for event_id, href in programme_pages(event_ids).items()
    }


def delegations_of(organisation: Organisation) -> sections.Section:
    """Return the delegations of an organisation, for its page in the directory."""
    found = list_of_organisation(organisation, limit=SHOWN)
    return sections.Section(
        heading=_l("Delegations"),
        empty=_l("Delegations that are linked to the organisation stand here."),
        lines=[
            sections.Line(
                text=f"{stay(each)}, {each.name}",
                href=_href(each),
                detail=each.reference,
                status=state_words(each),
            )
            for each in found
        ],
    )


def delegations_to_hand_over(user: User) -> leaving.Duties | None:
    """Return what somebody coordinates, for the page that closes their account."""
    found = list_coordinated(user.id)
    if not found:
        return None
    return leaving.Duties(
        heading=ngettext(
            "%(num)d delegation needs another coordinator",
            "%(num)d delegations need another coordinator",
            len(found),
        ),
        advice=_("Until they have one, their mails go to everybody who plans."),
        lines=[
            leaving.Duty(f"{stay(each)}, {each.name}", _href(each), str(state_words(each)[0]))
            for each in found
        ],
    )


def state_words(delegation: Delegation) -> tuple[Any, str]:
    """Return where a delegation stands, in words and with the shape of the component `status`."""
    meaning = STATES[DelegationState(delegation.state)]
    return meaning.label, meaning.shape


def _href(delegation: Delegation) -> str:
    return url_for("delegations_staff.show", reference=delegation.reference)
