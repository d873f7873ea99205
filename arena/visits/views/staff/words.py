"""How staff speak of visits: states in the words of their trade, promises by the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.directory.queries import Match
from arena.visits import policy
from arena.visits.meanings import GAPS
from arena.visits.models import Visit, VisitState
from arena.visits.queries.assessing import Concern, Conflict, PlaceFit
from arena.visits.queries.free_times import HostRank
from arena.visits.rules.completeness import Gap
from arena.visits.rules.deadlines import Deadlines
from arena.visits.rules.ladder import PROMISED, Stage
from arena.web import filters, languages

_S = VisitState
# Name and shape (as in the component `status`) of each state.
STATES: Mapping[VisitState, tuple[Any, str]] = {
    _S.UNVERIFIED: (_l("Address not confirmed"), "waiting"),
    _S.RECEIVED: (_l("Received"), "open"),
    _S.INCOMPLETE: (_l("To be completed"), "waiting"),
    _S.IN_REVIEW: (_l("In review"), "open"),
    _S.OFFERED: (_l("Time proposed"), "waiting"),
    _S.CONFIRMED: (_l("Confirmed"), "good"),
    _S.COMPLETED: (_l("Taken place"), "done"),
    _S.FOLLOWED_UP: (_l("Followed up"), "done"),
    _S.ARCHIVED: (_l("Archived"), "quiet"),
    _S.LAPSED: (_l("Lapsed"), "quiet"),
    _S.DECLINED: (_l("Declined"), "bad"),
    _S.WITHDRAWN: (_l("Withdrawn"), "quiet"),
    _S.CANCELLED: (_l("Cancelled by the guest"), "bad"),
    _S.CALLED_OFF: (_l("Called off"), "bad"),
    _S.NO_SHOW: (_l("No-show"), "late"),
}
STAGES: Mapping[Stage | None, Any] = {
    Stage.WAITING: _l("To answer"),
    Stage.WITH_BOOKER: _l("With the booker"),
    Stage.CONFIRMED: _l("Confirmed"),
    Stage.DONE: _l("Taken place"),
    Stage.ENDED: _l("Ended"),
    None: _l("All"),
}


def state_words(visit: Visit) -> tuple[Any, str]:
    """`{{ status(*(visit|state_words)) }}`: what staff call a visit's state, and its shape."""
    if visit.state == _S.CONFIRMED and visit.event.ends_at < clock.now() and not visit.is_walk:
        return _("To be reported"), "late"
    return STATES[VisitState(visit.state)]


def party(visit: Visit) -> str:
    """`{{ visit|party }}`: who comes: an organisation, or on a walk whoever has the seats.

    Who may not read names reads the reference.
    """
    if visit.organisation_name:
        return visit.organisation_name
    may_read = policy.may_read_contact_details(signed_in_user())
    return visit.contact_name if may_read and visit.contact_name else visit.reference


def promise(visit: Visit) -> str:
    """`{{ visit|promise }}`: what the booker was promised, or how long the hold lasts."""
    if visit.state in PROMISED and visit.answer_by is not None:
        if is_late(visit):
            return str(_("answer was promised %(moment)s", moment=near_moment(visit.answer_by)))
        return str(_("answer promised %(moment)s", moment=near_moment(visit.answer_by)))
    if visit.hold_until is not None:
        return str(_("held until %(moment)s", moment=near_moment(visit.hold_until)))
    return ""


def is_late(visit: Visit) -> bool:
    """`{% if visit is late %}`: whether the promised answer has not been given in time."""
    return visit.state in PROMISED and visit.answer_by is not None and visit.answer_by < clock.now()


def near_moment(moment: datetime) -> str:
    """Return a moment as one says it: “today at 16”, “tomorrow at 16”, “Thu 26 Nov”."""
    day = clock.date_of(moment)
    if abs((day - clock.today()).days) > 1:
        return filters.day_short(day)
    said, time = filters.relative_day(day), filters.clocktime(moment)
    return str(_("%(day)s at %(time)s", day=said, time=time))


def asking_words(visit: Visit, lacking: Sequence[Gap]) -> str:
    """Return a question to begin with, in the booker's language, that names what is missing."""
    missing = [gap for gap in lacking if gap is not Gap.ALTERNATIVES]
    if not missing:
        return ""
    with languages.speak(visit.contact_language):
        lines = [_("We would like to know:"), *(f"– {GAPS[gap]}" for gap in missing)]
        return "\n".join(lines)


def full_site_words(place: str, number: int) -> str:
    """Return the warning before one visit more in the quarter than a site should have."""
    words: str = _(
        "This would be visit number %(count)d to %(place)s this quarter, more than the people "
        "there have been promised. Choose another place if you can.",
        place=place,
        count=number,
    )
    return words


def conflict_words(conflict: Conflict) -> Any:
    """`{{ conflict|conflict_words }}`: what speaks against, and what follows."""
    about, count = conflict.about, conflict.count
    words: Mapping[Concern, Any] = {
        Concern.PAST: _("The time has passed. Propose another one."),
        Concern.CLOSED_DAY: _("The arena takes no visits that day. %(reason)s.", reason=about),
        Concern.FEW_HOSTS: ngettext(
            "%(num)d host is missing who speaks the language, knows the topic and is free.",
            "%(num)d hosts are missing who speak the language, know the topic and are free.",
            count,
        ),
        Concern.GROUP_SIZE: _("The offer is for %(limits)s people.", limits=about),
        Concern.PLACE_SMALL: _("%(place)s takes %(count)d people.", place=about, count=count),
        Concern.SITE_FULL_QUARTER: full_site_words(about, count),
        Concern.PLACE_CLOSED: _("Closed that day: %(place)s.", place=about),
        Concern.INTERPRETER: _(
            "An interpreter comes along: everything that is said takes about half as long again."
        ),
        Concern.SAME_MEETING_POINT: _("Another group meets at the same place at the same time."),
        Concern.OTHER_REQUEST: _("The same organisation has another request open."),
    }
    return words[conflict.concern]


def cancelling(deadlines: Deadlines) -> str:
    """`{{ deadlines|cancelling }}`: until when cancelling is free, and what it costs from when."""
    said = []
    free = [step.ends_on for step in deadlines.cancellation if step.percent == 0]
    if free:
        said.append(str(_("free until %(day)s", day=filters.day(max(free)))))
    for step in deadlines.cancellation:
        if step.percent and step.starts_on is not None:
            day = filters.day(step.starts_on)
            said.append(str(_("%(percent)d %% from %(day)s", percent=step.percent, day=day)))
    return ", ".join(said)


def why_not(rank: HostRank) -> list[Any]:
    """`{{ rank|why_not|listing }}`: what speaks against a host."""
    reasons = (
        (rank.speaks, _("does not speak the language")),
        (rank.knows, _("does not know the topic")),
        (rank.is_open, _("is away")),
        (rank.knows_sites, _("does not know the place")),
        (rank.is_free or rank.is_busy or not rank.is_open, _("is busy")),
        (not rank.is_busy, _("is busy in their own calendar")),
        (not rank.has_full_day, _("has a full day")),
        (rank.has_full_day or not rank.has_full_week, _("has a full week")),
    )
    return [words for is_well, words in reasons if not is_well]


def why_no_place(fit: PlaceFit) -> list[Any]:
    """`{{ fit|why_no_place|listing }}`: what speaks against a place."""
    reasons = (
        (fit.is_large_enough, _("too small")),
        (fit.is_open, _("closed")),
        (fit.is_free, _("taken")),
    )
    return [words for is_well, words in reasons if not is_well]


def match_ground(match: Match) -> Any:
    """`{{ match|match_ground }}`: why an organisation may be the same."""
    words = {
        "number": _("same organisation number"),
        "domain": _("same e-mail domain"),
        "name": _("similar name"),
    }
    return words[match.ground]
