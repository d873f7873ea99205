"""The audit trail, for administrators."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request, url_for

from arena.audit.forms import TrailFilterForm
from arena.audit.models import AuditEntry
from arena.audit.policy import may_read_audit
from arena.audit.queries import count_lines, find_break, list_recent
from arena.audit.words import act_name, actor_names, detail_words, record_kind, record_names
from arena.web.access import access
from arena.web.numbers import read_whole
from arena.web.places import find_url

LINES_A_PAGE = 25
blueprint = Blueprint("audit", __name__, url_prefix="/staff/audit")


@blueprint.get("/")
@access(may_read_audit)
def index() -> str:
    """Show the trail, the newest line first."""
    form = TrailFilterForm(request.args)
    form.validate()
    lines = list_recent(
        LINES_A_PAGE + 1,
        _before(),
        subject_type=form.type.data,
        subject_id=None if form.record.errors else form.record.data,
    )
    shown = lines[:LINES_A_PAGE]
    names, details = record_names(shown), detail_words(shown)
    return render_template(
        "audit/index.html",
        filters=form,
        lines=[
            _told(line, names.get((line.subject_type, line.subject_id or 0)), details[line.id])
            for line in shown
        ],
        actors=actor_names({line.actor for line in shown}),
        older=shown[-1].id if len(lines) > LINES_A_PAGE else None,
        is_newest=_before() is None,
    )


@blueprint.get("/check")
@access(may_read_audit)
def check() -> str:
    """Go through the whole chain, and tell whether anybody has touched it."""
    return render_template("audit/check.html", total=count_lines(), broken_at=find_break())


def _before() -> int | None:
    return read_whole(request.args.get("before"))


def _told(line: AuditEntry, name: str | None, details: Sequence[str]) -> dict[str, object]:
    """Return a line in the words that people read; `name` is its record's."""
    kind = record_kind(line.subject_type)
    href = None
    if kind.endpoint and kind.variable and line.subject_id is not None:
        href = find_url(kind.endpoint, **{kind.variable: line.subject_id})
    return {
        "entry": line,
        "act": act_name(line.action),
        "kind": kind.label,
        "href": href,
        "trail": url_for("audit.index", type=line.subject_type, record=line.subject_id),
        "name": name or line.subject_id,
        "detail": "; ".join(details),
    }
