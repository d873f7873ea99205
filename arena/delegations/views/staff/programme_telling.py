"""What is said once the programme was changed: what followed, and who must be asked again."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from arena.delegations.services.settling import Settled
from arena.web import filters
from arena.web.languages import localized

_MOST_NAMED = 4


def tell(done: str, settled: Settled, *, about: int | None = None) -> None:
    """Say what was done and what came of it; `about` is the item that it was done to."""
    others = [item for item in settled.moved if item.id != about]
    said = [done]
    if others:
        said.append(
            ngettext(
                "%(num)d other item has a new time.",
                "%(num)d other items have new times.",
                len(others),
            )
        )
    again = list(dict.fromkeys(party.name for party in settled.ask_again))
    if again:
        said.append(
            _("Ask again, since the time or place is another: %(names)s.", names=_some(again))
        )
    missing = [
        _(
            "%(place)s for “%(title)s”",
            place=localized(resource, "name"),
            title=localized(item, "title"),
        )
        for item, resource in settled.refused
        if resource.kind != "host"
    ]
    if missing:
        said.append(_("Wanted, but taken: %(names)s.", names=_some(missing)))
    flash(" ".join(said), "warning" if again or missing else "success")


def _some(names: list[str]) -> str:
    """Name the first few, and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return filters.listing(names)
    rest = len(names) - _MOST_NAMED + 1
    more = ngettext("%(num)d more", "%(num)d more", rest)
    return filters.listing([*names[: _MOST_NAMED - 1], more])
