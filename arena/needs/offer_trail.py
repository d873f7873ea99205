"""What the audit trail's words mean for offers, matches and introductions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record
from arena.needs.offering_words import ENDINGS, KINDS, RESULTS
from arena.needs.rules.introducing import Ending, ResultKind
from arena.needs.rules.offering import OfferKind

RECORDS = {
    "partner_offers": Record(_l("Offer of a partner"), "needs_offers.show", "offer_id"),
    "introductions": Record(_l("Introduction"), "needs_introductions.show", "introduction_id"),
}
ACTS = {
    "needs.offer": _l("Offered something"),
    "needs.change_offer": _l("Changed an offer"),
    "needs.confirm_offer": _l("Said that an offer still holds"),
    "needs.withdraw_offer": _l("Withdrew an offer"),
    "needs.ask_about_offer": _l("Asked whether an offer still holds"),
    "needs.expire_offer": _l("Let an offer rest"),
    "needs.dismiss_match": _l("Found a match not relevant"),
    "needs.bring_match_back": _l("Brought a match back"),
    "needs.tell_of_matches": _l("Told of new matches"),
    "needs.propose_introduction": _l("Proposed an introduction"),
    "needs.answer_introduction": _l("Answered an introduction"),
    "needs.end_introduction": _l("Called an introduction off"),
    "needs.expire_introduction": _l("Let an introduction go that was not answered"),
    "needs.follow_up": _l("Asked what came of an introduction"),
    "needs.tell_result": _l("Said what came of an introduction"),
    "needs.erase_introductions": _l("Erased who was introduced, and their words"),
}
_SIDES = {
    "need": _l("for the need"),
    "offer": _l("for the offer"),
    "staff": _l("for the arena"),
}
_ANSWERS = {"yes": _l("Yes"), "no": _l("No")}


def _kind(value: str) -> str:
    if value in set(OfferKind):
        return str(KINDS[OfferKind(value)])
    return str(RESULTS[ResultKind(value)])


DETAILS: Details = {
    "needs.kind": lambda value, detail: _kind(value),
    "needs.side": lambda value, detail: str(_SIDES[value]),
    "needs.answer": lambda value, detail: str(_ANSWERS[value]),
    "needs.because": lambda value, detail: str(ENDINGS[Ending(value)]),
    "needs.time": lambda value, detail: ngettext("time %(num)d", "time %(num)d", value),
    "needs.matches": lambda value, detail: ngettext("%(num)d match", "%(num)d matches", value),
    "needs.introductions": lambda value, detail: ngettext(
        "%(num)d introduction", "%(num)d introductions", value
    ),
}
