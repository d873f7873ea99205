"""How it stands with those who are wanted at items, in words, for pages and mails."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import ASK_STATES
from arena.delegations.models import AskState, ItemParty
from arena.delegations.queries.candidates import Candidate
from arena.delegations.queries.programmes import is_asked_about_another
from arena.web.languages import localized

_SHAPES: dict[AskState, str] = {
    AskState.PLANNED: "open",
    AskState.ASKED: "waiting",
    AskState.YES: "good",
    AskState.NO: "bad",
    AskState.OTHER_TIME: "late",
    AskState.RELEASED: "quiet",
}


def ask_words(party: ItemParty) -> tuple[Any, str]:
    """`{% set word, shape = party|ask_words %}`: how it stands with somebody, as `status` wants."""
    if is_asked_about_another(party):
        if party.state == AskState.YES:
            return _l("Said yes to another time or place"), "late"
        return _l("Asked about another time or place"), "late"
    if party.state == AskState.ASKED and party.escalated_at is not None:
        return _l("Has not answered in time"), "late"
    state = AskState(party.state)
    return ASK_STATES[state], _SHAPES[state]


def party_title(party: ItemParty) -> str:
    """`{{ party|party_title }}`: their title and where they are from, or nothing."""
    title = localized(party, "title") or party.title_en
    return ", ".join(filter(None, (title, party.organisation)))


def why_not_host(rank: Candidate) -> list[Any]:
    """`{{ rank|why_not_host|listing }}`: what speaks against a host."""
    reasons = (
        (rank.speaks, _("does not speak the language")),
        (rank.knows, _("does not know the topic")),
        (rank.is_there, _("is away")),
        (rank.knows_place, _("does not know the place")),
        (rank.is_free or rank.is_busy or not rank.is_there, _("is busy")),
        (not rank.is_busy, _("is busy in their own calendar")),
        (rank.has_room, _("has a full day or week")),
    )
    return [words for is_well, words in reasons if not is_well]


FILTERS = (ask_words, party_title, why_not_host)
