"""What offers, matches and introductions are called, in the reader's words."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale, lazy_pgettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.needs.meanings import Meaning
from arena.needs.models import PartnerOffer
from arena.needs.rules.introducing import Ending, IntroductionState, ResultKind
from arena.needs.rules.matching import Scored, Shared, Strength
from arena.needs.rules.offering import OfferAudience, OfferKind, OfferState
from arena.needs.texts import concept_name
from arena.needs.topics import need_topic
from arena.needs.words import need_said
from arena.web import filters

_MOST_WORDS = 6  # More make no reason clearer.
_MOST_BRIDGES = 3

KINDS: dict[OfferKind, Any] = {
    OfferKind.SOLUTION: _l("Solution"),
    OfferKind.COMPETENCE: _l("Competence"),
    OfferKind.SITE: lazy_pgettext("offer", "Site to try things in"),
    OfferKind.MONEY: _l("Money"),
    OfferKind.RESEARCH: _l("Research"),
}
KIND_HINTS: dict[OfferKind, Any] = {
    OfferKind.SOLUTION: _l("A product, a service or a method that can be tried or bought."),
    OfferKind.COMPETENCE: _l("People who know something, and how much time they have."),
    OfferKind.SITE: _l("A building, a street, a laboratory or a plant."),
    OfferKind.MONEY: _l("Grants, loans or co-financing, and for what."),
    OfferKind.RESEARCH: _l("Studies, measurements, evaluation, students’ theses."),
}
AUDIENCES: dict[OfferAudience, Any] = {
    OfferAudience.PUBLIC: lazy_pgettext("offer", "Everybody"),
    OfferAudience.PARTNERS: _l("Everybody who is signed in"),
    OfferAudience.NETWORKS: _l("Members of certain networks"),
    OfferAudience.STAFF: _l("The arena’s staff alone"),
}
AUDIENCE_HINTS: dict[OfferAudience, Any] = {
    OfferAudience.PUBLIC: _l("It also stands among the offers on our public pages."),
    OfferAudience.PARTNERS: _l("Partners and the arena’s staff."),
    OfferAudience.NETWORKS: _l("Choose which below. Staff see it too."),
    OfferAudience.STAFF: _l("We look for needs that fit, and ask you before anybody learns of it."),
}
OFFER_STATES: dict[OfferState, Meaning] = {
    OfferState.OPEN: Meaning(lazy_pgettext("offer", "Stands"), "good"),
    OfferState.EXPIRED: Meaning(lazy_pgettext("offer", "Resting"), "waiting"),
    OfferState.WITHDRAWN: Meaning(lazy_pgettext("offer", "Withdrawn"), "quiet"),
}
INTRODUCTION_STATES: dict[IntroductionState, Meaning] = {
    IntroductionState.ASKED: Meaning(lazy_pgettext("introduction", "Waits for answers"), "waiting"),
    IntroductionState.AGREED: Meaning(lazy_pgettext("introduction", "Introduced"), "good"),
    IntroductionState.DECLINED: Meaning(
        lazy_pgettext("introduction", "Did not come about"), "quiet"
    ),
    IntroductionState.EXPIRED: Meaning(lazy_pgettext("introduction", "No answer in time"), "quiet"),
    IntroductionState.ENDED: Meaning(lazy_pgettext("introduction", "Called off"), "quiet"),
}
ENDINGS: dict[Ending, Any] = {
    Ending.NEED: _l("The need is no longer sought, so there is nothing to answer."),
    Ending.OFFER: _l("The offer no longer stands, so there is nothing to answer."),
    Ending.LEFT: _l("Somebody who was asked is no longer there to answer."),
    Ending.PROPOSER: _l("The proposal was taken back, so there is nothing to answer."),
}
RESULTS: dict[ResultKind, Any] = {
    ResultKind.MEETING: _l("We met"),
    ResultKind.DIALOGUE: _l("A dialogue goes on"),
    ResultKind.PROCUREMENT: lazy_pgettext("result", "A procurement"),
    ResultKind.PILOT: lazy_pgettext("result", "A pilot"),
    ResultKind.NOTHING: _l("Nothing came of it"),
}
STRENGTHS: dict[Strength, Meaning] = {
    Strength.STRONG: Meaning(_l("Fits well"), "good"),
    Strength.FAIR: Meaning(_l("May fit"), "open"),
}


def offer_title(offer: PartnerOffer) -> str:
    """`{{ offer|offer_title }}`: in the reader's language, or in the one there is."""
    return need_said(offer, "title").text


def offer_kind(kind: str) -> str:
    """`{{ offer.kind|offer_kind }}`."""
    return str(KINDS[OfferKind(kind)])


def offer_standing(state: str) -> tuple[str, str]:
    """`{% set word, shape = offer.state|offer_standing %}`."""
    meaning = OFFER_STATES[OfferState(state)]
    return str(meaning.label), meaning.shape


def offer_audience(audience: str) -> str:
    """`{{ offer.audience|offer_audience }}`."""
    return str(AUDIENCES[OfferAudience(audience)])


def introduction_standing(state: str) -> tuple[str, str]:
    """`{% set word, shape = introduction.state|introduction_standing %}`."""
    meaning = INTRODUCTION_STATES[IntroductionState(state)]
    return str(meaning.label), meaning.shape


def result_word(kind: str) -> str:
    """`{{ result.kind|result_word }}`."""
    return str(RESULTS[ResultKind(kind)])


def strength_word(scored: Scored) -> tuple[str, str]:
    """`{% set word, shape = match.scored|strength_word %}`."""
    meaning = STRENGTHS[scored.strength]
    return str(meaning.label), meaning.shape


def match_reasons(scored: Scored) -> list[str]:
    """`{% for reason in match.scored|match_reasons %}`: why two fit, in words."""
    language = str(get_locale())[:2]
    names = dict.fromkeys(_name(each, language) for each in scored.shared)
    reasons = []
    if names:
        words = filters.listing(list(names)[:_MOST_WORDS])
        reasons.append(_("Both speak of: %(words)s.", words=words))
    if scored.topics:
        topics = filters.listing([need_topic(topic) for topic in scored.topics])
        reasons.append(_("Both are about: %(topics)s.", topics=topics))
    by_word = {each.ours: each for each in reversed(scored.shared) if _is_bridge(each)}
    bridges = [each for each in scored.shared if by_word.get(each.ours) is each][:_MOST_BRIDGES]
    reasons += [_("“%(one)s” goes with “%(other)s”.", one=b.ours, other=b.theirs) for b in bridges]
    return reasons


def _name(shared: Shared, language: str) -> str:
    return concept_name(shared.term, language) or shared.ours


def _is_bridge(shared: Shared) -> bool:
    """Tell whether the two words look nothing alike, so that a reader wonders what they share."""
    ours, theirs = shared.ours, shared.theirs
    alike = ours[:4] == theirs[:4] or ours in theirs or theirs in ours
    return concept_name(shared.term, "sv") is not None and not alike


FILTERS = (
    offer_title,
    offer_kind,
    offer_standing,
    offer_audience,
    introduction_standing,
    result_word,
    strength_word,
    match_reasons,
)
