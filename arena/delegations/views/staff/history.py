"""What happened to a delegation, told: acts by whom, mails to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.audit.models import AuditEntry
from arena.audit.words import act_name, actor_names, detail_words
from arena.delegations.models import Delegation
from arena.delegations.queries.history import list_since, timeline_of
from arena.delegations.rules.ladder import Act
from arena.messages.kinds import find_kind
from arena.messages.models import Message, MessageStatus
from arena.messages.queries import is_mail_kept
from arena.web import filters

_KINDS: Mapping[str, str] = {
    f"delegations.{Act.ACCEPT}": "good",
    f"delegations.{Act.RELEASE}": "good",
    f"delegations.{Act.RELEASE_AGAIN}": "good",
    f"delegations.{Act.DECLINE}": "bad",
    f"delegations.{Act.WITHDRAW}": "bad",
    f"delegations.{Act.CALL_OFF}": "bad",
    f"delegations.{Act.FINISH}": "done",
    f"delegations.{Act.FOLLOW_UP}": "done",
    f"delegations.{Act.ASK_FOR_MORE}": "waiting",
}


def told_history(delegation: Delegation, *, with_contact: bool) -> list[dict[str, Any]]:
    """Return the history as the component `timeline` draws it, the latest first.

    Without `with_contact` nobody outside has a name: the reader need not know whom to reach.
    """
    told = timeline_of(delegation)
    entries = [each.entry for each in told if each.entry is not None]
    names, details = actor_names({each.actor for each in entries}), detail_words(entries)
    lines = [
        _act(each.entry, names, details)
        if each.entry is not None
        else _mail(each.message, is_named=with_contact or each.is_ours)
        for each in told
    ]
    return _joined(lines)


def told_changes(delegation: Delegation, version: int) -> list[dict[str, Any]]:
    """Return what was done to a delegation since it had a version, for who edits it."""
    entries = list_since(delegation, version)
    names, details = actor_names({each.actor for each in entries}), detail_words(entries)
    return [_act(each, names, details) for each in entries]


def _joined(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lines with the same mail to several people at one moment as one line."""
    joined = []
    for (is_mail, *_rest), same in groupby(lines, key=_likeness):
        some = list(same)
        if not is_mail:
            joined += some
            continue
        names = list(dict.fromkeys(str(line["who"]) for line in some))
        joined.append({**some[0], "who": filters.listing(names)})
    return joined


def _likeness(line: Mapping[str, Any]) -> tuple[bool, Any, str, str | None]:
    return line["is_mail"], line["at"], line["text"], line["detail"]


def _act(
    entry: AuditEntry, names: Mapping[str, Any], details: Mapping[int, list[str]]
) -> dict[str, Any]:
    return {
        "at": entry.at,
        "text": act_name(entry.action),
        "who": names.get(entry.actor, entry.actor),
        "detail": "; ".join(details[entry.id]) or None,
        "kind": _KINDS.get(entry.action, "quiet"),
        "is_mail": False,
    }


def _mail(message: Message | None, *, is_named: bool) -> dict[str, Any]:
    if message is None:
        raise ValueError("A line of the history is an act or a mail.")
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
    kind = find_kind(message.template)
    return {
        "at": message.sent_at or message.due_at,
        "text": f"{words[MessageStatus(message.status)]}: {kind.label if kind else ''}",
        "who": message.recipient_name or message.recipient_email
        if is_named
        else _("the delegation"),
        "detail": filters.relative_day(message.due_at) if is_ahead else None,
        "kind": {"failed": "late", "sent": "done"}.get(message.status, "waiting"),
        "is_mail": True,
    }
