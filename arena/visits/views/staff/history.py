"""What happened to a visit, told: acts by whom, mails to whom, and what they said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.audit.words import act_name, actor_names
from arena.messages.kinds import get_kind
from arena.messages.models import Message, MessageStatus
from arena.messages.queries import is_mail_kept
from arena.visits.models import Visit
from arena.visits.queries.history import TimelineEntry, timeline
from arena.visits.rules.ladder import Act
from arena.web import filters

_KINDS: Mapping[str, str] = {
    Act.CONFIRM: "good",
    Act.ACCEPT: "good",
    Act.DECLINE: "bad",
    Act.CANCEL: "bad",
    Act.WITHDRAW: "bad",
    Act.CALL_OFF: "bad",
    Act.LAPSE: "bad",
    Act.REPORT: "done",
    Act.MISS: "late",
    Act.FOLLOW_UP: "done",
    Act.ASK_FOR_MORE: "waiting",
    Act.PROPOSE: "waiting",
}


def told_history(visit: Visit, *, with_contact: bool) -> list[dict[str, Any]]:
    """Return the history as the component `timeline` draws it, the latest first.

    Without `with_contact` the booker has no name: the reader need not know whom to reach.
    """
    entries = timeline(visit)
    names = actor_names({entry.actor for entry in entries if entry.act})
    hidden = None if with_contact else visit.contact_email
    return [
        _mail(entry.message, hidden) if entry.message else _act(entry, names) for entry in entries
    ]


def _act(entry: TimelineEntry, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "at": entry.at,
        "text": act_name(f"visits.{entry.act}"),
        "who": names.get(entry.actor, entry.actor),
        "detail": _detail(entry.detail),
        "kind": _KINDS.get(entry.act or "", "quiet"),
    }


def _detail(detail: Mapping[str, Any]) -> str | None:
    """Return the one figure of an act that is worth reading."""
    sizes = detail.get("group_size")
    if isinstance(sizes, list) and len(sizes) == 2:
        return str(_("From %(before)s to %(after)s people", before=sizes[0], after=sizes[1]))
    if isinstance(detail.get("headcount"), int):
        return str(_("%(count)s came", count=detail["headcount"]))
    if isinstance(detail.get("percent"), int) and detail["percent"]:
        return str(_("%(percent)s %% of the fee is due", percent=detail["percent"]))
    return None


def _mail(message: Message, hidden: str | None) -> dict[str, Any]:
    words = {
        MessageStatus.WAITING: _("Will be mailed"),
        MessageStatus.SENDING: _("Is being mailed"),
        MessageStatus.SENT: _("Mailed"),
        MessageStatus.FAILED: _("Could not be mailed"),
        MessageStatus.DROPPED: _("Not mailed after all"),
    }
    is_ahead = message.status == MessageStatus.WAITING and message.due_at > clock.now()
    if is_mail_kept() and not is_ahead:
        words[MessageStatus.WAITING] = _("Kept here, as no mail server is set")
    return {
        "at": message.sent_at or message.due_at,
        "text": f"{words[MessageStatus(message.status)]}: {get_kind(message.template).label}",
        "who": _("the booker")
        if message.recipient_email == hidden
        else message.recipient_name or message.recipient_email,
        "detail": filters.relative_day(message.due_at) if is_ahead else None,
        "kind": {"failed": "late", "sent": "done"}.get(message.status, "waiting"),
    }
