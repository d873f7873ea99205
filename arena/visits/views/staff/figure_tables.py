"""The tables of the figures: the page and the file show the same lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from arena.directory.words import TYPE_NAMES
from arena.visits.meanings import REASON_LABELS
from arena.visits.models import DeclineReason, VisitState
from arena.visits.queries import list_offers
from arena.visits.queries.figures import Requests
from arena.visits.queries.host_loads import HostLoad
from arena.visits.queries.site_loads import SiteLoad
from arena.visits.rules.counting import (
    Count,
    Fact,
    Outcome,
    count,
    count_by,
    held,
    middle,
)
from arena.visits.rules.ladder import PENDING, TOOK_PLACE
from arena.web import filters
from arena.web.languages import localized

_S = VisitState


@dataclass(frozen=True)
class Sums:
    """All that is counted in one period."""

    facts: Sequence[Fact]
    requests: Requests
    hosts: Sequence[HostLoad]
    sites: Sequence[SiteLoad]


@dataclass(frozen=True)
class Line:
    """A figure beside the one before, and the people that go with it where people are counted."""

    label: Any
    now: float | None
    before: float | None
    people: int | None = None
    people_before: int | None = None


@dataclass(frozen=True)
class Table:
    """Figures of one kind; `unit` says what is counted."""

    id: str
    heading: Any
    of: Any  # What the lines are: the heading of their column.
    unit: Any
    lines: Sequence[Line]
    has_people: bool = False

    @property
    def most(self) -> float:
        """The largest figure, for the lengths of the bars."""
        return max((max(line.now or 0, line.before or 0) for line in self.lines), default=0)


def headlines(now: Sums, before: Sums) -> list[Line]:
    """Return the figures that stand on top."""
    return [
        Line(label, of(now), of(before))
        for label, of in (
            (_("Visits"), lambda sums: count(sums.facts).visits),
            (_("Groups"), lambda sums: count(sums.facts).groups),
            (_("Visitors"), lambda sums: count(sums.facts).visitors),
            (_("Groups from abroad"), _from_abroad),
            (_("Days from request to visit"), _lead_days),
            (_("Days from request to answer"), lambda sums: sums.requests.answer_days),
        )
    ]


def all_tables(now: Sums, before: Sums) -> list[Table]:
    """Return the tables that have something in them."""
    tables = [
        _visits("offers", _("By offer"), _("Offer"), now, before, _offers()),
        _groups("kinds", _("By kind of organisation"), _("Kind"), now, before, _kind),
        _groups("countries", _("By country"), _("Country"), now, before, _country),
        _visits("languages", _("By language"), _("Language"), now, before, _language),
        _requests("requests", _("What became of the requests"), _outcomes, now, before),
        _requests("declined", _("Why requests were declined"), _reasons, now, before),
        _missed(now, before),
    ]
    return [table for table in tables if table.lines]


def count_unreported(sums: Sums) -> int:
    """Count what took place and is counted by who was expected."""
    return sum(not fact.is_reported for fact in held(sums.facts))


def _visits(
    anchor: str, heading: Any, of: Any, now: Sums, before: Sums, label: Callable[[Fact], str]
) -> Table:
    lines = _lines(now.facts, before.facts, label)
    return Table(anchor, heading, of, _("Visits"), lines, has_people=True)


def _groups(
    anchor: str, heading: Any, of: Any, now: Sums, before: Sums, label: Callable[[Fact], str]
) -> Table:
    lines = _lines(
        [fact for fact in now.facts if not fact.is_walk],
        [fact for fact in before.facts if not fact.is_walk],
        label,
    )
    return Table(anchor, heading, of, _("Groups"), lines, has_people=True)


def _lines(now: Sequence[Fact], before: Sequence[Fact], label: Callable[[Fact], str]) -> list[Line]:
    """Return a line for each label, the largest first."""
    counts, earlier = count_by(now, label), count_by(before, label)
    nothing = Count()
    lines = []
    for each in {*counts, *earlier}:
        this, that = counts.get(each, nothing), earlier.get(each, nothing)
        lines.append(Line(each, this.visits, that.visits, this.visitors, that.visitors))
    return sorted(lines, key=lambda line: (-(line.now or 0), -(line.before or 0), line.label))


def _offers() -> Callable[[Fact], str]:
    titles = {offer.id: localized(offer, "title") for offer in list_offers(with_unpublished=True)}
    return lambda fact: titles[fact.offer_id]


def _kind(fact: Fact) -> str:
    known = fact.organisation_type in TYPE_NAMES
    return str(TYPE_NAMES[fact.organisation_type]) if known else str(_("Not known"))


def _country(fact: Fact) -> str:
    return filters.country_name(fact.country) if fact.country else str(_("Not known"))


def _language(fact: Fact) -> str:
    return filters.sentence(filters.language_name(fact.language))


def _from_abroad(sums: Sums) -> int:
    return sum(not fact.is_walk and fact.country not in ("SE", "") for fact in held(sums.facts))


def _lead_days(sums: Sums) -> float | None:
    return middle(fact.lead_days for fact in held(sums.facts))


def _requests(
    anchor: str,
    heading: Any,
    count_them: Callable[[Requests], Mapping[Any, int]],
    now: Sums,
    before: Sums,
) -> Table:
    these, those = count_them(now.requests), count_them(before.requests)
    lines = [Line(label, these[label], those[label]) for label in these]
    lines = [line for line in lines if line.now or line.before]
    return Table(anchor, heading, _("Request"), _("Requests"), lines)


def _outcomes(requests: Requests) -> Mapping[Any, int]:
    states = requests.by_state
    confirmed = {_S.CONFIRMED, _S.CANCELLED, _S.CALLED_OFF, _S.NO_SHOW} | TOOK_PLACE
    return {
        _("Confirmed"): sum(states.get(state, 0) for state in confirmed),
        _("Not decided yet"): sum(states.get(state, 0) for state in PENDING),
        _("Declined"): states.get(_S.DECLINED, 0),
        _("Withdrawn by the booker"): states.get(_S.WITHDRAWN, 0),
        _("Lapsed without an answer"): states.get(_S.LAPSED, 0),
    }


def _reasons(requests: Requests) -> Mapping[Any, int]:
    return {
        str(REASON_LABELS[reason]): requests.by_reason.get(reason, 0) for reason in DeclineReason
    }


def _missed(now: Sums, before: Sums) -> Table:
    words = (
        (Outcome.CANCELLED, _("Cancelled by the guest")),
        (Outcome.CALLED_OFF, _("Called off by us")),
        (Outcome.NO_SHOW, _("Nobody came")),
    )
    lines = [
        Line(
            label,
            sum(fact.outcome is outcome for fact in now.facts),
            sum(fact.outcome is outcome for fact in before.facts),
        )
        for outcome, label in words
    ]
    lines = [line for line in lines if line.now or line.before]
    return Table("missed", _("Did not take place"), _("Why"), _("Visits"), lines)
