"""What mails say to those who are wanted at items, and to who plans about their answers."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.delegations.mail.enquiries import about_delegation
from arena.delegations.meanings import PARTY_ROLES, TYPES
from arena.delegations.models import (
    PROGRAMME_ITEM,
    AskState,
    Delegation,
    DelegationType,
    Interpretation,
    ItemParty,
    PartyRole,
    ProgrammeItem,
)
from arena.delegations.party_links import party_url
from arena.delegations.queries.leading import reach_of_lead
from arena.delegations.queries.parties import list_parties, standing_of
from arena.delegations.queries.programmes import is_asked_about_another, people_at
from arena.delegations.queries.register import find_item_of
from arena.delegations.rules.asking import Standing
from arena.events.models import Event
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.models import Message
from arena.messages.rules import ReminderRule
from arena.messages.services import register_reminders
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized

Row = tuple[str, str]
_GONE = N_("They are not wanted there any more.")
_OVER = N_("Somebody has answered meanwhile.")
_EVENING_BEFORE = ReminderRule("1d", "delegations/party_soon", "host", 1, time(15, 0))
_SAME_MORNING = ReminderRule("morning", "delegations/party_soon", "host", 0, time(7, 0))


def init_app(app: Flask) -> None:
    """Make the mails known, and say which reminders items of programmes have."""
    register(
        app,
        Kind("delegations/party_asked", _l("Can you receive a delegation?"), gather_asked),
        Kind("delegations/party_reminded", _l("The question once more"), gather_reminded),
        Kind("delegations/party_confirmed", _l("Entry for who receives"), gather_coming),
        Kind("delegations/party_moved", _l("Another time for who receives"), gather_moved),
        Kind("delegations/party_released", _l("Not needed after all"), gather_off),
        Kind("delegations/party_called_off", _l("Part of a visit called off"), gather_off),
        Kind("delegations/party_soon", _l("Reminder to who receives"), gather_soon),
        Kind(
            "delegations/party_answered",
            _l("Answer from who was asked"),
            gather_answered,
            about=about_delegation,
        ),
        Kind(
            "delegations/asks_unanswered",
            _l("No answer in time"),
            gather_unanswered,
            about=about_delegation,
        ),
    )
    register_reminders(app, PROGRAMME_ITEM, _EVENING_BEFORE, _SAME_MORNING)


def gather_asked(message: Message) -> dict[str, Any]:
    """Return what somebody is asked, with the link to the page that takes the answer."""
    party = _party(message)
    if party.round != message.params["round"] or party.state != AskState.ASKED:
        raise NoLongerTrue(_OVER)
    item = party.item
    return {
        **_about(item),
        "rows": [*item_rows(item, party), *group_rows(item)],
        "purpose": item.delegation.purpose,
        "questions": item.delegation.questions,
        "words": party.question,
        "answer_by": party.answer_by,
        "was": _was(message),
        "ask_url": party_url(party, message.language),
    }


def gather_reminded(message: Message) -> dict[str, Any]:
    """Return the same, where the question still stands and nobody else has said yes."""
    asked = gather_asked(message)
    if standing_of(_party(message)) != Standing.OPEN:
        raise NoLongerTrue(_OVER)
    return asked


def gather_coming(message: Message) -> dict[str, Any]:
    """Return what somebody needs who has said yes."""
    party = _party(message)
    if party.state != AskState.YES:
        raise NoLongerTrue(_OVER)
    return _coming(party, message)


def gather_moved(message: Message) -> dict[str, Any]:
    """Return what somebody who comes is told of another time."""
    return {**gather_coming(message), "was": _was(message)}


def gather_off(message: Message) -> dict[str, Any]:
    """Return what somebody is told who need not come: the item itself may be gone."""
    event = _event(message)
    return {
        "title": localized(event, "title"),
        "starts_at": datetime.fromisoformat(message.params["starts_at"]),
        "is_own_wish": message.params.get("is_own_wish", False),
    }


def gather_soon(message: Message) -> dict[str, Any]:
    """Return what somebody who comes is reminded of."""
    item = find_item_of(_event(message).id)
    parties = item.parties if item is not None else []
    party = next(
        (
            each
            for each in parties
            if each.email == message.recipient_email and each.state == AskState.YES
        ),
        None,
    )
    if party is None:
        raise NoLongerTrue(_GONE)
    return _coming(party, message)


def gather_answered(message: Message) -> dict[str, Any]:
    """Return what somebody has answered that needs who plans."""
    party = _party(message)
    return {
        **_about(party.item),
        "name": party.name,
        "what": message.params["what"],
        "rows": [
            (_("What"), localized(party.item, "title")),
            *item_rows(party.item, party),
            (_("They could"), filters.moment(party.proposed_at) if party.proposed_at else ""),
        ],
        "words": party.reply,
        "people_url": people_url(party.item.delegation),
    }


def gather_unanswered(message: Message) -> dict[str, Any]:
    """Return who has not answered in time, of those who have not answered since."""
    delegation = db.session.get(Delegation, message.params["delegation_id"])
    silent = [
        party
        for party in list_parties(message.params["party_ids"])
        if party.state == AskState.ASKED
    ]
    if delegation is None or not silent:
        raise NoLongerTrue(_OVER)
    return {
        "party": delegation.name,
        "count": len(silent),
        "lines": [
            f"{party.name}: {localized(party.item, 'title')}, "
            f"{filters.span(party.item.event.starts_at, party.item.event.ends_at)}"
            for party in silent
        ],
        "people_url": people_url(delegation),
    }


def item_rows(item: ProgrammeItem, party: ItemParty) -> list[Row]:
    """Return when and where somebody is wanted, and as what."""
    event = item.event
    return [
        (_("Time"), filters.span(event.starts_at, event.ends_at)),
        (_("Place"), localized(event, "place") or item.delegation.meeting_link),
        (_("Wanted as"), str(PARTY_ROLES[PartyRole(party.role)])),
    ]


def group_rows(item: ProgrammeItem) -> list[Row]:
    """Return who the guests of an item are, for somebody who is to meet them."""
    delegation = item.delegation
    return [
        (_("Guests"), _guests(delegation)),
        (_("Kind of visit"), str(TYPES[DelegationType(delegation.type)])),
        (_("Group"), item.group.name if item.group else ""),
        (_("Number of people"), filters.number(people_at(item))),
        (_("Language"), filters.sentence(filters.language_name(delegation.language))),
        (_("Interpreter"), _interpreter(delegation)),
    ]


def lead_row(item: ProgrammeItem) -> Row:
    """Return whom to call on the day."""
    name, phone = reach_of_lead(item.delegation, item.day)
    reach = ", ".join(filter(None, (name, filters.phone(phone) if phone else "")))
    return (_("Whom to call that day"), reach)


def people_url(delegation: Delegation) -> str:
    """Return the address of the page on which staff see who is asked."""
    return absolute_url("delegations_staff.people", reference=delegation.reference)


def _coming(party: ItemParty, message: Message) -> dict[str, Any]:
    item = party.item
    return {
        **_about(item),
        "rows": [*item_rows(item, party), *group_rows(item), lead_row(item)],
        "purpose": item.delegation.purpose,
        "questions": item.delegation.questions,
        "page_url": party_url(party, message.language) if party.round else "",
        "is_changed": is_asked_about_another(party),
    }


def _about(item: ProgrammeItem) -> dict[str, Any]:
    return {
        "title": localized(item, "title"),
        "party": item.delegation.name,
        "starts_at": item.event.starts_at,
    }


def _guests(delegation: Delegation) -> str:
    country = "" if delegation.country in ("SE", "") else filters.country_name(delegation.country)
    name = delegation.name
    organisation = delegation.organisation_name
    return ", ".join(filter(None, (name, organisation if organisation != name else "", country)))


def _interpreter(delegation: Delegation) -> str:
    if delegation.interpretation == Interpretation.NONE:
        return ""
    if delegation.interpretation == Interpretation.CONSECUTIVE:
        return str(_("Consecutive: what is said is interpreted bit by bit"))
    return str(_("Simultaneous"))


def _was(message: Message) -> str:
    """Return the time that was asked about before, as far as it is another."""
    starts_at, ends_at = (message.params.get(name) for name in ("was_starts_at", "was_ends_at"))
    if not starts_at or not ends_at:
        return ""
    return filters.span(datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at))


def _party(message: Message) -> ItemParty:
    party = db.session.get(ItemParty, int(message.params["party_id"]))
    if party is None:
        raise NoLongerTrue(_GONE)
    return party


def _event(message: Message) -> Event:
    if message.event is None:
        raise NoLongerTrue(_GONE)
    return message.event
