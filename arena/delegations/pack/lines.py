"""What several papers say in the same way: times, ways, names with what people are, versions."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from arena import clock
from arena.delegations.models import DelegationRole
from arena.delegations.queries.pack import Pack
from arena.web import filters


def draft_word(pack: Pack) -> str | None:
    """Return what is printed across a programme that guests have not got."""
    return str(_("DRAFT")) if pack.is_draft else None


def version_line(pack: Pack) -> str:
    """Return which version of the programme is printed, and from when it is."""
    if pack.release is None:
        return str(_("Draft as of %(moment)s", moment=filters.moment(clock.now())))
    return str(
        _(
            "Version %(number)s, released %(moment)s",
            number=pack.release.number,
            moment=filters.moment(pack.release.released_at),
        )
    )


def foot(pack: Pack, *, has_version: bool = False) -> str:
    """Return what stands at the foot of each page."""
    parts = [pack.delegation.name, pack.delegation.reference]
    return " · ".join([*parts, version_line(pack)] if has_version else parts)


def days_of(pack: Pack) -> str:
    """Return “Torsdag 10 december 2026”, or the first and the last day."""
    first, last = pack.snapshot.starts_on, pack.snapshot.ends_on
    if first == last:
        return filters.sentence(filters.day_long(first))
    return filters.sentence(f"{filters.day(first)} – {filters.day(last)}")


def day_heading(day: date) -> str:
    """Return “Torsdag 10 december 2026 (v. 50)”."""
    return f"{filters.sentence(filters.day_long(day))} ({filters.week(day)})"


def time_column(day: date) -> str:
    """Return what stands above the times of a day; each page repeats it."""
    return str(_("Time, %(day)s", day=filters.day_short(day)))


def about(*parts: str) -> str:
    """Return what somebody is, in a row, without what is missing or said twice."""
    return ", ".join(dict.fromkeys(part for part in parts if part))


def way(minutes: int, mode: str) -> str:
    """Return “12 min till fots”; "" where there is no way."""
    if not minutes:
        return ""
    time = filters.duration(minutes)
    ways = {
        "walk": _("%(time)s on foot", time=time),
        "bus": _("%(time)s by bus", time=time),
        "transit": _("%(time)s by public transport", time=time),
        "boat": _("%(time)s by boat", time=time),
    }
    return str(ways.get(mode, time))


def role_number(role: DelegationRole) -> str:
    """Return the number of somebody with a role; of our own, that of their account will do."""
    own = role.user.phone if role.user else None
    return role.phone or own or ""


def phone(number: str) -> dict[str, str]:
    """Return a number to read and to call; both are "" where there is none."""
    return {"phone": filters.phone(number) if number else "", "tel": number}
