"""What is known that speaks for or against an enquiry, counted when staff look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select

from arena import clock, db
from arena.delegations.models import Delegation, ProgrammeItem
from arena.delegations.rules import vetting as rules
from arena.delegations.rules.ladder import PLANNED, TOOK_PLACE, UNDECIDED
from arena.delegations.rules.vetting import Criterion, Mark
from arena.directory.models import Organisation
from arena.directory.queries import find_matches
from arena.directory.rules import telling_domains
from arena.directory.sections import Line, sections_of
from arena.events.models import Event, EventStatus
from arena.resources.models.reservations import ABSENCE
from arena.resources.queries import get_availability, list_host_facts
from arena.resources.queries.working_days import working_days
from arena.resources.rules.hours import day_span
from arena.web import languages

_ONE_DAY = timedelta(days=1)
_SHOWN = 10


@dataclass(frozen=True)
class DayLoad:
    """What one of the days wished for holds already; `closed` says why the arena is closed."""

    day: date
    events: int
    free_hosts: int
    closed: str | None


@dataclass(frozen=True)
class Evidence:
    """What was counted for each criterion, and what it comes to by the rules."""

    notice_days: int
    notice_needed: int
    earlier: Sequence[Delegation]  # Of the same organisation within the time, all but ended.
    visits: Sequence[Line]  # Study visits and the like, where the directory knows who comes.
    days: Sequence[DayLoad]
    hosts: int  # Who speak the language.
    hosts_needed: int
    others: Sequence[Delegation]  # Here, or wished for, in the same weeks.
    marks: Mapping[Criterion, Mark]


def gather_evidence(delegation: Delegation) -> Evidence:
    """Return what speaks for and against a delegation, as it stands now."""
    earlier, visits = list_earlier(delegation), _list_visits(delegation)
    days, hosts = _list_days(delegation)
    others = list_others(delegation)
    needed = rules.notice_needed(delegation.type, delegation.level)
    left = count_working_days(clock.today(), delegation.starts_on)
    received = sum(each.state in PLANNED | TOOK_PLACE for each in earlier) + len(visits)
    hosts_needed = rules.hosts_needed(delegation.size)
    return Evidence(
        notice_days=left,
        notice_needed=needed,
        earlier=earlier,
        visits=visits,
        days=days,
        hosts=hosts,
        hosts_needed=hosts_needed,
        others=others,
        marks={
            Criterion.BENEFIT: rules.judge_benefit(
                purpose=delegation.purpose,
                questions=delegation.questions,
                topics=delegation.topics,
                on_behalf_of=delegation.on_behalf_of,
            ),
            Criterion.REPEAT: rules.judge_repeat(received, len(earlier)),
            Criterion.NOTICE: rules.judge_notice(left, needed),
            Criterion.LEVEL: rules.judge_level(delegation.type, delegation.level),
            Criterion.CAPACITY: rules.judge_capacity(
                needed=hosts_needed,
                free_hosts=[each.free_hosts for each in days],
                others=sum(_are_here_together(delegation, each) for each in others),
                closed_days=sum(each.closed is not None for each in days),
            ),
        },
    )


def count_working_days(today: date, day: date) -> int:
    """Return how many working days there are after `today` until the day before `day`."""
    calendar = working_days()
    days = range(1, (day - today).days)
    return sum(calendar.is_working(today + timedelta(days=number)) for number in days)


def list_earlier(delegation: Delegation) -> Sequence[Delegation]:
    """Return other delegations of what seems to be the same party, the latest first.

    The same by the directory, by address, by a mail domain that tells where its owner works, or by
    name, be it their own or that of whom somebody asks for; within the months before that count,
    or yet to come. What was ended is left out.
    """
    since = rules.months_before(delegation.starts_on, rules.REPEAT_MONTHS)
    same: list[ColumnElement[bool]] = [Delegation.id.in_(_list_namesakes(delegation, since))]
    if delegation.organisation_id is not None:
        same.append(Delegation.organisation_id == delegation.organisation_id)
    if delegation.contact_email:
        same.append(Delegation.contact_email == delegation.contact_email)
    same += [
        Delegation.contact_email.endswith(f"@{domain}", autoescape=True)
        for domain in telling_domains(delegation.contact_email)[:1]
    ]
    return db.session.scalars(
        select(Delegation)
        .where(
            or_(*same),
            Delegation.id != delegation.id,
            Delegation.ends_on >= since,
            Delegation.state.in_(UNDECIDED | PLANNED | TOOK_PLACE),
        )
        .order_by(Delegation.starts_on.desc(), Delegation.id.desc())
        .limit(_SHOWN)
    ).all()


def _list_namesakes(delegation: Delegation, since: date) -> list[int]:
    """Return the delegations since a day that go by one of the names that this one goes by."""
    rows = db.session.execute(
        select(
            Delegation.id,
            Delegation.country,
            Delegation.name,
            Delegation.organisation_name,
            Delegation.on_behalf_of,
        ).where(Delegation.ends_on >= since, Delegation.id != delegation.id)
    )
    return [
        number
        for number, country, *names in rows
        if any(
            rules.is_same_name(own, name, is_same_country=country == delegation.country)
            for own in _names_of(delegation)
            for name in names
        )
    ]


def _names_of(delegation: Delegation) -> set[str]:
    return {delegation.name, delegation.organisation_name, delegation.on_behalf_of}


def list_others(delegation: Delegation) -> Sequence[Delegation]:
    """Return the other delegations that are here, or want to be, in the same weeks."""
    first = delegation.starts_on - timedelta(days=delegation.starts_on.weekday())
    last = delegation.ends_on + timedelta(days=6 - delegation.ends_on.weekday())
    return db.session.scalars(
        select(Delegation)
        .where(
            Delegation.id != delegation.id,
            Delegation.starts_on <= last,
            Delegation.ends_on >= first,
            Delegation.state.in_(UNDECIDED | PLANNED),
        )
        .order_by(Delegation.starts_on, Delegation.id)
        .limit(_SHOWN)
    ).all()


def _are_here_together(delegation: Delegation, other: Delegation) -> bool:
    """Tell whether another delegation, which was accepted, is here on one of the same days."""
    return (
        other.state in PLANNED
        and other.starts_on <= delegation.ends_on
        and other.ends_on >= delegation.starts_on
    )


def _list_visits(delegation: Delegation) -> list[Line]:
    """Return what other packages know of the party that took place within the time.

    The party is the organisation that staff have linked, and those of the directory that are
    called as the delegation is, or as whom it asks for.
    """
    known = {each.id: each for name in _names_of(delegation) for each in _named(name, delegation)}
    if delegation.organisation is not None:
        known[delegation.organisation.id] = delegation.organisation
    since = rules.months_before(delegation.starts_on, rules.REPEAT_MONTHS)
    sections = [section for each in known.values() for section in sections_of(each)]
    lines = {line.href: line for section in sections for line in section.lines}
    return [line for line in lines.values() if line.received_on and line.received_on >= since]


def _named(name: str, delegation: Delegation) -> list[Organisation]:
    matches = find_matches(name, country=delegation.country or "SE")
    return [
        match.organisation
        for match in matches
        if rules.is_same_name(
            name,
            match.organisation.name,
            is_same_country=match.organisation.country == delegation.country,
        )
    ]


def _list_days(delegation: Delegation) -> tuple[list[DayLoad], int]:
    """Return what each day holds, and how many hosts speak the language of the delegation."""
    hosts = [each for each in list_host_facts() if delegation.language in each.languages]
    number = (delegation.ends_on - delegation.starts_on).days + 1
    days = [delegation.starts_on + timedelta(days=each) for each in range(number)]
    availability = get_availability(
        [host.id for host in hosts], starts_on=days[0], ends_on=days[-1] + _ONE_DAY
    )
    calendar, events = working_days(), _count_events(delegation, days)
    loads = [
        DayLoad(
            day=day,
            events=events.get(day, 0),
            free_hosts=sum(availability.count_uses(host.id, day) == 0 for host in hosts),
            closed=calendar.closed_reason(day, languages.current()),
        )
        for day in days
    ]
    return loads, len(hosts)


def _count_events(delegation: Delegation, days: Sequence[date]) -> dict[date, int]:
    """Count by day what takes place besides the delegation itself; nobody's absence counts."""
    zone = clock.zone()
    own = select(ProgrammeItem.event_id).where(ProgrammeItem.delegation_id == delegation.id)
    starts = db.session.scalars(
        select(Event.starts_at).where(
            Event.starts_at >= day_span(days[0], zone)[0],
            Event.starts_at < day_span(days[-1], zone)[1],
            Event.status != EventStatus.CANCELLED,
            Event.kind != ABSENCE,
            Event.id.not_in(own),
        )
    )
    counts: dict[date, int] = {}
    for starts_at in starts:
        day = clock.date_of(starts_at)
        counts[day] = counts.get(day, 0) + 1
    return counts
