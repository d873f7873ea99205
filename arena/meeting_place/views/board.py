"""The planning board, and the plain table that does the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_login import current_user

from arena import clock
from arena.accounts import policy
from arena.meeting_place.forms.board import BoardForm
from arena.meeting_place.queries.board import Contents, Entry, Wanted, get_version, read_board
from arena.meeting_place.queries.board_rows import ORDER
from arena.meeting_place.rules.board import DAYS, View, first_day
from arena.meeting_place.views.board_drawing import draw, legend
from arena.meeting_place.views.board_place import here
from arena.meeting_place.views.board_words import script_words, take_done
from arena.scheduling.planning import Planned
from arena.web import languages
from arena.web.access import access
from arena.web.packing import packed

blueprint = Blueprint("meeting_place_board", __name__, url_prefix="/staff/board")


@dataclass(frozen=True, kw_only=True)
class Look:
    """What somebody looks at: how much time, from when, and which rows."""

    view: View
    first: date
    wanted: Wanted
    form: BoardForm

    @property
    def ends_on(self) -> date:
        """The day after the last."""
        return self.first + timedelta(days=DAYS[self.view])

    @property
    def last_day(self) -> date:
        """The last day."""
        return self.ends_on - timedelta(days=1)

    @property
    def day(self) -> date:
        """The day to look at alone: today where it is shown, else the first."""
        today = clock.today()
        return today if self.first <= today < self.ends_on else self.first

    @property
    def query(self) -> dict[str, Any]:
        """What stands in the address."""
        kinds = [kind.value for kind in ORDER if kind in self.wanted.kinds]
        return {
            "view": self.view.value,
            "on": self.first.isoformat(),
            "kind": kinds if len(kinds) < len(ORDER) else None,
            "topic": self.wanted.topic,
            "place": self.wanted.place,
        }

    def url(self, endpoint: str | None = None, **changes: Any) -> str:
        """Return the address of this with some of it changed; None takes a key away."""
        values = {**self.query, **changes}
        kept = {key: value for key, value in values.items() if value is not None}
        return url_for(endpoint or str(request.endpoint), **kept)

    def stepped(self, steps: int) -> str:
        """Return the address of the time before or after."""
        step = timedelta(days=DAYS[self.view]) * steps
        return self.url(on=(self.first + step).isoformat())

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.wanted.topic or self.wanted.place) or len(self.wanted.kinds) < len(ORDER)


@dataclass(frozen=True)
class Line:
    """One event in the table, with all that it has there."""

    entries: Sequence[Entry]
    planned: Planned | None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.planned.title if self.planned else self.entries[0].title

    @property
    def event_id(self) -> int:
        """The number of the event."""
        return self.entries[0].event_id

    @property
    def starts_at(self) -> datetime:
        """When the first of what it has is used."""
        return datetime.fromtimestamp(min(entry.use_start for entry in self.entries), UTC)

    @property
    def ends_at(self) -> datetime:
        """When the last of what it has is no longer used."""
        return datetime.fromtimestamp(max(entry.use_end for entry in self.entries), UTC)

    @property
    def held(self) -> list[int]:
        """The resources that it has, each once."""
        return list(dict.fromkeys(entry.resource_id for entry in self.entries))


@blueprint.get("")
@access(policy.may_read_staff_pages)
def index() -> Response:
    """Show the board; an open one asks with the version that it has, and is told of nothing new."""
    tag = f"{get_version()}-{current_user.id}-{languages.current()}-{_question()}"
    if request.if_none_match.contains_weak(tag):
        return Response(status=304)
    look, contents = _read()
    page = render_template(
        "meeting_place_board/index.html",
        look=look,
        views=View,
        drawing=draw(look.view, look.first, DAYS[look.view], contents, look.wanted.topic),
        legend=legend(),
        version=tag,
        words=script_words(),
        place=here(),
        done=take_done(here()),
        may_plan=policy.may_plan(current_user),
    )
    response = packed(page)
    response.set_etag(tag, weak=True)
    return response


@blueprint.get("/table")
@access(policy.may_read_staff_pages)
def table() -> str:
    """Show the same as a table, for those who would rather read, or have no script."""
    look, contents = _read()
    return render_template(
        "meeting_place_board/table.html",
        look=look,
        views=View,
        days=_by_day(contents),
        names={row.id: row.name for row in contents.rows},
        place=here(),
        done=take_done(here()),
        may_plan=policy.may_plan(current_user),
    )


def read_view(text: str) -> View:
    """Return the view of a word; a week for any other."""
    return View(text) if text in set(View) else View.WEEK


def _read() -> tuple[Look, Contents]:
    """Read what is asked for; what cannot be read is no wish."""
    view = read_view(request.args.get("view", ""))
    first = first_day(view, _asked_day())
    form = BoardForm(request.args)
    kinds = frozenset(kind for kind in form.kind.data if kind in ORDER) or frozenset(ORDER)
    wanted = Wanted(
        kinds=kinds,
        topic=request.args.get("topic") or None,
        place=request.args.get("place", type=int),
    )
    contents = read_board(first, first + timedelta(days=DAYS[view]), wanted)
    wanted = contents.wanted
    form.offer(places=[(place.id, place.name) for place in contents.places], topics=contents.topics)
    form.topic.data, form.place.data = wanted.topic, wanted.place
    form.kind.data = [kind for kind in ORDER if kind in kinds]
    return Look(view=view, first=first, wanted=wanted, form=form), contents


def _asked_day() -> date:
    try:
        day = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()
    return day if 2000 <= day.year < 2200 else clock.today()


def _question() -> str:
    """Return what differs for every view, day and filter that is asked for."""
    return sha256(request.query_string).hexdigest()[:12]


def _by_day(contents: Contents) -> Mapping[date, Sequence[Line]]:
    events: dict[int, list[Entry]] = {}
    for entry in contents.entries:
        if entry.whole_id is None:
            events.setdefault(entry.event_id, []).append(entry)
    lines = [Line(entries, contents.planned.get(event_id)) for event_id, entries in events.items()]
    lines.sort(key=lambda line: (line.starts_at, line.title))
    by_day = groupby(lines, lambda line: clock.date_of(line.starts_at))
    return {day: list(some) for day, some in by_day}
