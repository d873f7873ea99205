"""Delegations on the pages of hosts, and what somebody who leaves has still to do for them."""

from __future__ import annotations

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts import leaving
from arena.accounts.models import User
from arena.delegations.meanings import ASK_STATES, PARTY_ROLES
from arena.delegations.models import AskState, ItemParty, PartyRole
from arena.delegations.queries.hosted import list_led_days, list_received_by
from arena.delegations.queries.leading import reach_of_lead
from arena.hosting.beside import Duty, register_duties
from arena.web import filters
from arena.web.languages import localized


def init_app(app: Flask) -> None:
    """Let hosts see what they receive, and staff what somebody leaves behind."""
    register_duties(app, duties_of)
    leaving.register(app, parts_to_hand_over, days_to_hand_over)


def duties_of(user: User) -> list[Duty]:
    """Return what somebody receives of delegations, and the days that they lead."""
    return [*map(_received, list_received_by(user.id)), *_led(user)]


def parts_to_hand_over(user: User) -> leaving.Duties | None:
    """Return what somebody was to receive, for the page that closes their account."""
    parties = list_received_by(user.id)
    if not parties:
        return None
    return leaving.Duties(
        heading=ngettext(
            "%(num)d part of a delegation’s programme needs somebody else",
            "%(num)d parts of delegations’ programmes need somebody else",
            len(parties),
        ),
        advice=_(
            "Nobody waits for their answers any more. What they said yes to needs somebody else."
        ),
        lines=[
            leaving.Duty(
                text=f"{filters.moment(party.item.event.starts_at)}, "
                f"{party.item.delegation.name}: {localized(party.item, 'title')}",
                href=url_for("delegations_staff.people", reference=party.item.delegation.reference),
                detail=str(ASK_STATES[AskState(party.state)]),
            )
            for party in parties
        ],
    )


def days_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the days that somebody was to lead, for the page that closes their account."""
    days = list_led_days(user.id)
    if not days:
        return None
    return leaving.Duties(
        heading=ngettext(
            "%(num)d day of a delegation needs another day lead",
            "%(num)d days of delegations need another day lead",
            len(days),
        ),
        advice=_l("Name another day lead among those who take part."),
        lines=[
            leaving.Duty(
                text=f"{filters.day(items[0].day)}, {role.delegation.name}",
                href=url_for("delegations_staff.people", reference=role.delegation.reference),
            )
            for role, items in days
        ],
    )


def _received(party: ItemParty) -> Duty:
    item = party.item
    phone_name, phone = reach_of_lead(item.delegation, item.day)
    return Duty(
        starts_at=item.event.starts_at,
        ends_at=item.event.ends_at,
        title=item.delegation.name,
        detail=_(
            "%(title)s, as %(role)s",
            title=localized(item, "title"),
            role=str(PARTY_ROLES[PartyRole(party.role)]).lower(),
        ),
        place=localized(item.event, "place"),
        phone=phone,
        phone_name=phone_name,
        href=url_for("delegations_host.item", item_id=item.id),
        asks=party.state == AskState.ASKED,
    )


def _led(user: User) -> list[Duty]:
    return [
        Duty(
            starts_at=items[0].event.starts_at,
            ends_at=max(item.event.ends_at for item in items),
            title=role.delegation.name,
            detail=_("You lead the day"),
            place=localized(items[0].event, "place"),
            href=url_for(
                "delegations_host.day",
                reference=role.delegation.reference,
                day=items[0].day.isoformat(),
            ),
        )
        for role, items in list_led_days(user.id)
    ]
