"""Moving a visit to another free time, on the booker's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.audit.models import BOOKER
from arena.events.rules import monday_of
from arena.visits.forms.managing import MoveForm
from arena.visits.forms.starts import read_start, written_start
from arena.visits.models import Visit
from arena.visits.queries.deadlines import deadlines_at
from arena.visits.rules.ladder import Act
from arena.visits.services import move_visit
from arena.visits.terms import step_words
from arena.visits.views.blueprint import blueprint
from arena.visits.views.changing import back, is_done, page
from arena.visits.views.private import find_own, private
from arena.visits.views.slots import Question, make_picker
from arena.visits.views.wishes import read_week, written_week
from arena.web.access import access, public


@dataclass(frozen=True)
class MoveLinks:
    """Where the slot picker leads: one new time is chosen, in place of the visit's own."""

    token: str
    own: datetime
    chosen: datetime | None

    def rank(self, start: datetime) -> int | None:
        """Return 1 for the chosen time."""
        return 1 if start == self.chosen else None

    def choose_url(self, start: datetime) -> str | None:
        """Return the address that chooses a time, or gives the chosen one back."""
        if start == self.own:
            return None
        return self._url(monday_of(start.date()), None if start == self.chosen else start)

    def week_url(self, monday: date) -> str:
        """Return the address that shows another week first."""
        return self._url(monday, self.chosen)

    def _url(self, monday: date, chosen: datetime | None) -> str:
        return url_for(
            "visits.move",
            token=self.token,
            week=written_week(monday),
            choice=chosen and written_start(chosen),
            _anchor="slots",
        )


@blueprint.route("/manage/<token>/move", methods=["GET", "POST"])
@access(public)
@private
def move(token: str) -> ResponseReturnValue:
    """Choose another free time, then say yes to it."""
    visit = find_own(token)
    to = read_start(request.args.get("to", ""))
    form = MoveForm(data={"starts_at": to, "version": visit.version})

    def act() -> None:
        if form.starts_at.data is not None:
            move_visit(visit, starts_at=form.starts_at.data, by=BOOKER, version=form.seen_version)

    if is_done(form, visit, {Act.MOVE}, act, _("The visit has been moved.")):
        return back(token)
    return page(
        "visits/move.html",
        token,
        visit,
        form,
        cancelling=_cancelling(visit, form.starts_at.data),
        **_times(visit, token),
    )


def _cancelling(visit: Visit, starts_at: datetime | None) -> list[str]:
    """Return what cancelling costs at another time, which may be sooner."""
    if starts_at is None or not visit.fee_sek:
        return []
    steps = deadlines_at(visit.offer, starts_at, visit.fee_sek).cancellation
    return step_words(steps, visit.fee_sek)


def _times(visit: Visit, token: str) -> dict[str, Any]:
    own, chosen = visit.event.starts_at, read_start(request.args.get("choice", ""))
    links = MoveLinks(token, own, None if chosen == own else chosen)
    question = Question(
        offer=visit.offer,
        group_size=visit.group_size,
        language=visit.language,
        ignore_event=visit.event_id,
    )
    return {
        "picker": make_picker(question, links, read_week(request.args.get("week", ""))),
        "chosen": _tray(visit, links),
        "continue_href": links.chosen
        and url_for("visits.move", token=token, to=written_start(links.chosen)),
    }


def _tray(visit: Visit, links: MoveLinks) -> list[dict[str, Any]]:
    if links.chosen is None:
        return []
    return [
        {
            "starts_at": links.chosen,
            "ends_at": links.chosen + timedelta(minutes=visit.offer.minutes),
            "href_remove": links.choose_url(links.chosen),
            "href_up": None,
        }
    ]
