"""What the board says of changes: before they are done, after, and while something is dragged."""

from __future__ import annotations

import json
from typing import Any

from flask import session
from flask_babel import gettext as _

from arena import clock, db
from arena.events.models import Event
from arena.meeting_place.forms.board import is_over_night
from arena.resources.models import Resource
from arena.resources.words import resource_name
from arena.scheduling.planning import Change, Planned
from arena.web import filters, languages

_DONE = "board_done"


def change_words(planned: Planned, event: Event, change: Change) -> list[str]:
    """Return what a change makes different, a sentence for each; `event` is as it was before."""
    words = []
    if (change.starts_at, change.ends_at) != (event.starts_at, event.ends_at):
        words.append(
            _(
                "%(title)s: %(after)s instead of %(before)s.",
                title=planned.title,
                after=filters.span(change.starts_at, change.ends_at),
                before=filters.span(event.starts_at, event.ends_at),
            )
        )
    if change.is_exchange():
        words.append(_exchange_words(planned.title, name_of(change.takes), name_of(change.drops)))
    return words


def name_of(resource_id: int | None) -> str | None:
    """Return the name of a resource, or None without one."""
    resource = db.session.get(Resource, resource_id) if resource_id is not None else None
    return None if resource is None else resource_name(resource)


def keep_done(place: str, words: str, undo: dict[str, Any] | None, address: str = "") -> None:
    """Keep what was done, to be said at `place`; `undo` is what a form sends to undo it."""
    session[_DONE] = {"place": place, "words": words, "undo": undo, "address": address}


def take_done(place: str) -> dict[str, Any] | None:
    """Return what was just done from `place`, once; another window leaves it alone."""
    done: dict[str, Any] | None = session.get(_DONE)
    if done is None or done.get("place") != place:
        return None
    del session[_DONE]
    return done


def form_values(change: Change, version: int) -> dict[str, Any]:
    """Return a change as the entry's form sends it."""
    zone = clock.zone()
    starts_at, ends_at = change.starts_at.astimezone(zone), change.ends_at.astimezone(zone)
    return {
        "version": version,
        "drops": "" if change.drops is None else change.drops,
        "takes": "" if change.takes is None else change.takes,
        "day": starts_at.date().isoformat(),
        "begins": f"{starts_at:%H:%M}",
        "ends": f"{ends_at:%H:%M}",
        "over_night": "1" if is_over_night(starts_at, ends_at) else "",
    }


def script_words() -> str:
    """Return the sentences that the script says, as JSON."""
    return json.dumps(
        {
            "lifted": _(
                "Picked up: %(what)s. Arrow keys move it, Enter puts it down, Escape back."
            ),
            "liftedLonger": _(
                "Picked up: %(what)s. Arrow keys move it, Shift and arrow keys make it longer or "
                "shorter, Enter puts it down, Escape back."
            ),
            "length": _("It has a length of its own, and cannot be made longer or shorter."),
            "clash": _("Taken: %(what)s"),
            "closed": _("Closed then"),
            "beyond": _("Outside the opening hours"),
            "fixed": _("This cannot be changed on the board. Press Space to open it."),
            "back": _("Put back."),
            "asking": _("Asking what would follow …"),
            "fresh": _("The board has changed, and is drawn anew."),
            "point": "." if languages.current() == "sv" else ":",
        },
        ensure_ascii=False,
    )


def _exchange_words(title: str, after: str | None, before: str | None) -> str:
    if after is None:
        return str(_("%(title)s: without %(before)s.", title=title, before=before))
    if before is None:
        return str(_("%(title)s: %(after)s comes along.", title=title, after=after))
    return str(
        _("%(title)s: %(after)s instead of %(before)s.", title=title, after=after, before=before)
    )
