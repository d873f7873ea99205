"""The welcome sign for the door."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from flask import current_app
from flask_babel import pgettext

from arena import clock
from arena.delegations.pack import lines
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.pack import Pack
from arena.web import filters
from arena.web.assets import Assets
from arena.web.languages import current, localized, speak

_MAP_COLOUR = "#b9c9bf"  # Spruce on white, as quiet as an ornament has to be.


def sign(pack: Pack) -> dict[str, Any]:
    """Return what stands on the sign: welcome in both languages, who, and where it begins."""
    other = "en" if current() == "sv" else "sv"
    with speak(other):
        welcome_other = pgettext("delegation", "Welcome")
    organisation = pack.delegation.organisation_name
    return {
        "key": Paper.SIGN,
        "title": pack.snapshot.name,
        "organisation": "" if organisation in pack.delegation.name else organisation,
        "dates": lines.days_of(pack),
        "welcome": pgettext("delegation", "Welcome"),
        "welcome_other": welcome_other,
        "other_language": other,
        "ways": _ways(pack),
        "map": _map(),
    }


def _ways(pack: Pack) -> list[str]:
    """Return when and where each day begins."""
    ways = []
    days = pack.programme.days(clock.zone())
    for day, entries in days:
        first = entries[0]
        when = filters.clocktime(first.starts_at)
        if len(days) > 1:
            when = f"{filters.sentence(filters.weekday(day))} {when}"
        ways.append(f"{when} · {localized(first, 'place') or localized(first, 'title')}")
    return ways


def _map() -> str:
    """Return the district's map line as SVG; "" before the assets are built."""
    asset = cast(Assets, current_app.jinja_env.globals["asset"])
    address = asset("district.svg")
    name = address.removeprefix(f"{current_app.static_url_path}/")
    path = Path(str(current_app.static_folder)) / name
    return path.read_text(encoding="utf-8").replace("#000", _MAP_COLOUR) if path.is_file() else ""
