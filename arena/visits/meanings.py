"""What states, reasons and gaps mean, in the reader's words, for pages and mails alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.visits.models import DeclineReason, ExemptionGround, VisitState
from arena.visits.rules.completeness import Gap
from arena.visits.rules.times import Hindrance


@dataclass(frozen=True)
class Meaning:
    """One state in words: its name, what it means for the booker, and what happens next."""

    label: Any
    for_booker: Any
    next_step: Any


_S = VisitState
STATES: dict[VisitState, Meaning] = {
    _S.UNVERIFIED: Meaning(
        _l("Waiting for your address"),
        _l("The time is held for you, but we do not yet know that the e-mail address is yours."),
        _l("Open our e-mail and confirm the address. If you do not, the time is given back."),
    ),
    _S.RECEIVED: Meaning(
        _l("Received"),
        _l("We have your request, and the time is held for you."),
        _l("A coordinator reads it and answers by the date we promised."),
    ),
    _S.INCOMPLETE: Meaning(
        _l("Needs your answer"),
        _l("We need to know more before we can decide. The time is still held for you."),
        _l("Answer our question on your page. Then we go on."),
    ),
    _S.IN_REVIEW: Meaning(
        _l("Being looked at"),
        _l("A coordinator is looking for a host and a place for your group."),
        _l("You will have our answer by the date we promised."),
    ),
    _S.OFFERED: Meaning(
        _l("We propose another time"),
        _l("The time you asked for did not work. We hold another one for you."),
        _l("Say yes or no on your page before the time is given back."),
    ),
    _S.CONFIRMED: Meaning(
        _l("Confirmed"),
        _l("You are welcome. The time, the place and your host are settled."),
        _l("We remind you as the day comes closer."),
    ),
    _S.COMPLETED: Meaning(
        _l("Has taken place"),
        _l("You have visited us. Thank you for coming."),
        _l("We send you what we promised to find out."),
    ),
    _S.FOLLOWED_UP: Meaning(
        _l("Followed up"),
        _l("You have our answers and thanks."),
        _l("Nothing more is needed from you."),
    ),
    _S.ARCHIVED: Meaning(
        _l("Archived"),
        _l("The visit is closed and kept for the record."),
        _l("Nothing more happens."),
    ),
    _S.LAPSED: Meaning(
        _l("Lapsed"),
        _l("We had no answer in time, so the held time was given back."),
        _l("You are welcome to send a new request."),
    ),
    _S.DECLINED: Meaning(
        _l("Declined"),
        _l("We cannot receive your group this time."),
        _l("Our e-mail says why. You are welcome to ask for another time or visit."),
    ),
    _S.WITHDRAWN: Meaning(
        _l("Withdrawn"),
        _l("You withdrew your request before it was confirmed. It costs nothing."),
        _l("You are welcome to send a new request."),
    ),
    _S.CANCELLED: Meaning(
        _l("Cancelled by you"),
        _l("You cancelled a confirmed visit."),
        _l("If a fee is due, your page says how much."),
    ),
    _S.CALLED_OFF: Meaning(
        _l("Called off by us"),
        _l("We had to call your visit off. It costs you nothing."),
        _l("Our e-mail says why. We are glad to find a new time with you."),
    ),
    _S.NO_SHOW: Meaning(
        _l("Nobody came"),
        _l("The group did not come to the visit."),
        _l("If the visit has a fee, it is due in full."),
    ),
}
_SEATS_HELD = Meaning(
    _l("Waiting for your address"),
    _l("The seats are held for you, but we do not yet know that the e-mail address is yours."),
    _l("Open our e-mail and confirm the address. If you do not, the seats are given back."),
)
_SEATS_BACK = Meaning(
    _l("Seats given back"),
    _l("You gave back your seats on the walk. Others can have them now."),
    _l("You are welcome on another day."),
)

REASONS: dict[DeclineReason, Any] = {
    DeclineReason.FULL: _l("All the times that would suit you are taken."),
    DeclineReason.NO_HOST: _l("None of our hosts is free at the times that would suit you."),
    DeclineReason.GROUP_SIZE: _l("The group is too small or too large for this visit."),
    DeclineReason.TOO_SOON: _l("The time you asked for is too soon for us to prepare the visit."),
    DeclineReason.REPEAT: _l("Your organisation has made the same visit before."),
    DeclineReason.OTHER_HOST: _l("Somebody else can receive you better."),
    DeclineReason.OUT_OF_SCOPE: _l("What you want to see is outside what we can show."),
    DeclineReason.INCOMPLETE: _l("We did not get the answers that we needed."),
}

REASON_LABELS: dict[DeclineReason, Any] = {
    DeclineReason.FULL: _l("Fully booked"),
    DeclineReason.NO_HOST: _l("No host is free"),
    DeclineReason.GROUP_SIZE: _l("Group size"),
    DeclineReason.TOO_SOON: _l("Too soon"),
    DeclineReason.REPEAT: _l("Has been here before"),
    DeclineReason.OTHER_HOST: _l("Referred to another host"),
    DeclineReason.OUT_OF_SCOPE: _l("Outside what we show"),
    DeclineReason.INCOMPLETE: _l("Question not answered"),
}

GROUNDS: dict[ExemptionGround, Any] = {
    ExemptionGround.EDUCATION: _l("Education: school, course or university"),
    ExemptionGround.CITY: _l("The city’s own administrations and companies"),
    ExemptionGround.MEDIA: _l("Media on assignment"),
    ExemptionGround.PROTOCOL: _l("Visit decided by the Protocol Unit"),
    ExemptionGround.COLLABORATION: _l("Return visit within a collaboration"),
}

GAPS: dict[Gap, Any] = {
    Gap.PURPOSE: _l("what the group wants from the visit"),
    Gap.PHONE: _l("a telephone number for the day itself"),
    Gap.ORGANISATION_TYPE: _l("what kind of organisation it is"),
    Gap.ORGANISATION_NUMBER: _l("the organisation number for the invoice"),
    Gap.INVOICE_REFERENCE: _l("the reference for the invoice"),
    Gap.ALTERNATIVES: _l("a second time to choose from"),
}

HINDRANCES: dict[Hindrance, Any] = {
    Hindrance.PAST: _l("That time has passed. Choose a later one."),
    Hindrance.TOO_FAR: _l("We do not plan that far ahead yet. Choose an earlier time."),
    Hindrance.TOO_SOON: _l("That is too soon for us to prepare the visit. Choose a later time."),
    Hindrance.CLOSED_DAY: _l("We are closed that day. Choose another day."),
    Hindrance.OTHER_WEEKDAY: _l(
        "This visit is not held on that day of the week. Choose one of the free times."
    ),
    Hindrance.OTHER_HOUR: _l(
        "This visit does not begin at that hour. Choose one of the free times."
    ),
}


# Why something cannot be done to a visit: whole sentences, since a state's name fits into none.
HINDERED: dict[VisitState, Any] = {
    _S.UNVERIFIED: _l("That cannot be done now: the e-mail address has not been confirmed yet."),
    _S.RECEIVED: _l("That cannot be done now: the request has not been answered yet."),
    _S.INCOMPLETE: _l("That cannot be done now: we are waiting for the booker’s answer."),
    _S.IN_REVIEW: _l("That cannot be done now: a coordinator is looking at the request."),
    _S.OFFERED: _l("That cannot be done now: another time has been proposed."),
    _S.CONFIRMED: _l("That cannot be done now: the visit is confirmed."),
    _S.COMPLETED: _l("That cannot be done now: the visit has taken place."),
    _S.FOLLOWED_UP: _l("That cannot be done now: the visit has taken place and is followed up."),
    _S.ARCHIVED: _l("That cannot be done now: the visit has taken place and is archived."),
    _S.LAPSED: _l("That cannot be done now: the time is no longer held."),
    _S.DECLINED: _l("That cannot be done now: the request has been declined."),
    _S.WITHDRAWN: _l("That cannot be done now: the request has been withdrawn."),
    _S.CANCELLED: _l("That cannot be done now: the visit has been cancelled."),
    _S.CALLED_OFF: _l("That cannot be done now: the visit has been called off."),
    _S.NO_SHOW: _l("That cannot be done now: nobody came to the visit."),
}


def state_meaning(state: str, *, is_walk: bool = False) -> Meaning:
    """Return what a state means; on an open walk seats are held and given back, and no time."""
    if is_walk and state in (_S.CANCELLED, _S.WITHDRAWN):
        return _SEATS_BACK
    if is_walk and state == _S.UNVERIFIED:
        return _SEATS_HELD
    return STATES[VisitState(state)]


def state_hindrance(state: str) -> Any:
    """Return why something cannot be done in a state, as a sentence."""
    return HINDERED[VisitState(state)]
