"""What Today says of needs: what waits for who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.needs import policy
from arena.needs.queries.listing import count_unanswered, list_proposed
from arena.needs.queries.waiting import list_closing_soon, list_unanswered_of
from arena.needs.words import need_title
from arena.web import filters
from arena.web.today import Line, Section


def needs_today(person: Any) -> Section | None:
    """Return drafts that wait for a yes, own questions without an answer, and days that come."""
    if not policy.may_read_needs(person):
        return None
    lines = [*_own(person), *(_waiting() if policy.may_approve(person) else ())]
    return Section("needs-today", _("Needs"), lines, (_("All needs"), url_for("needs_staff.index")))


def _own(person: Any) -> Iterator[Line]:
    for need, count in list_unanswered_of(person):
        words = ngettext(
            "%(num)d question without an answer", "%(num)d questions without an answer", count
        )
        href = url_for("needs_staff.show", reference=need.reference, _anchor="questions")
        yield Line(need_title(need), href, words, (_("Waits for an answer"), "waiting"))


def _waiting() -> Iterator[Line]:
    for need in list_proposed():
        href = url_for("needs_staff.show", reference=need.reference)
        yield Line(need_title(need), href, need.organisation.name, (_("Wait for a yes"), "waiting"))
    soon = list_closing_soon(clock.today())
    unanswered = count_unanswered(soon) if soon else {}
    for need in soon:
        href = url_for("needs_staff.show", reference=need.reference)
        until = filters.day(need.interest_until) if need.interest_until else ""
        detail = _("closes on %(day)s", day=until)
        if unanswered.get(need.id):
            waiting = ngettext(
                "%(num)d question without an answer",
                "%(num)d questions without an answer",
                unanswered[need.id],
            )
            detail = f"{detail}, {waiting}"
        yield Line(need_title(need), href, detail, (_("Closes soon"), "open"))
