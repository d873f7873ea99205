"""The outbox: a row written in the transaction that caused it, once for each reason."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from arena import clock, config, db
from arena.events.models import Event, EventStatus
from arena.messages.kinds import find_kind
from arena.messages.models import Message, MessageStatus
from arena.messages.queries.wishes import refuses
from arena.messages.rules import ReminderRule, reminder_due, reminder_useless_after
from arena.messages.services.wishes import ensure_reader

WORTH_SENDING = timedelta(days=3)


@dataclass(frozen=True)
class Recipient:
    """Whom a message goes to, and in which language."""

    email: str
    name: str
    language: str


def queue(
    template: str,
    recipient: Recipient,
    *,
    subject: str,
    occasion: str,
    event: Event | None = None,
    params: dict[str, Any] | None = None,
    calendar_method: str | None = None,
    due_at: datetime | None = None,
    useless_after: datetime | None = None,
) -> int | None:
    """Put a mail into the outbox; return its number, or None when it was put there before.

    Before means for the same reason: (`subject`, `template`, recipient, `occasion`). `due_at` is
    now unless given; after `useless_after` (three days later unless given) it is no longer sent.
    Whose address was erased is not told any more, nor is who wants no such mailings: None.
    """
    if not recipient.email or _is_unwanted(template, recipient, params or {}):
        return None
    due_at = due_at or clock.now()
    return db.add_if_absent(
        Message,
        subject=subject,
        event_id=event.id if event else None,
        template=template,
        occasion=occasion,
        recipient_email=recipient.email,
        recipient_name=recipient.name,
        language=recipient.language,
        params=params or {},
        calendar_method=calendar_method,
        message_id=_message_id(),
        due_at=due_at,
        attempt_at=due_at,
        useless_after=useless_after or due_at + WORTH_SENDING,
        created_at=clock.now(),
    )


def _is_unwanted(template: str, recipient: Recipient, params: Mapping[str, Any]) -> bool:
    """Tell whether somebody wants no such mailing; who gets it can say so from then on."""
    kind = find_kind(template)
    if kind is None or kind.topic is None:
        return False
    ensure_reader(recipient.email)
    return refuses(recipient.email, kind.topic(params))


def register_reminders(app: Flask, kind: str, *rules: ReminderRule) -> None:
    """Say which reminders events of a `kind` have."""
    app.extensions.setdefault("arena.messages.reminders", {})[kind] = rules


def plan_reminders(*events: Event) -> None:
    """Make the waiting reminders of each event what they must be now.

    Those of an earlier time, or of people who left, are dropped; those whose moment has passed are
    not made: who books three days ahead is not told “in seven days”. Only confirmed events remind.
    """
    rules = {event.id: _reminder_rules(event.kind) for event in events}
    waiting = _waiting_reminders(rules)
    for event in events:
        _plan_reminders(event, rules[event.id], waiting.get(event.id, ()))


def _plan_reminders(
    event: Event, rules: Sequence[ReminderRule], waiting: Sequence[Message]
) -> None:
    wanted = set()
    if event.status == EventStatus.CONFIRMED:
        wanted = {
            (rule, attendee.email)
            for rule in rules
            for attendee in event.attendees
            if attendee.role == rule.role
            and reminder_due(rule, event.starts_at, clock.zone()) > clock.now()
        }
    people = {attendee.email: attendee for attendee in event.attendees}
    reasons = {(rule.template, email, _occasion(rule, event)) for rule, email in wanted}
    for message in waiting:
        if (message.template, message.recipient_email, message.occasion) in reasons:
            person = people[message.recipient_email]
            message.recipient_name, message.language = person.name, person.language
        else:
            db.session.delete(message)
    if waiting:
        db.session.flush()
    for rule, email in sorted(wanted, key=lambda item: (item[0].days_before, item[1])):
        due_at = reminder_due(rule, event.starts_at, clock.zone())
        person = people[email]
        queue(
            rule.template,
            Recipient(person.email, person.name, person.language),
            subject=f"event:{event.id}",
            occasion=_occasion(rule, event),
            event=event,
            params={"label": rule.label},
            due_at=due_at,
            useless_after=reminder_useless_after(rule, due_at, event.starts_at),
        )


def _reminder_rules(kind: str) -> tuple[ReminderRule, ...]:
    known: dict[str, tuple[ReminderRule, ...]]
    known = current_app.extensions.get("arena.messages.reminders", {})
    return known.get(kind, ())


def _occasion(rule: ReminderRule, event: Event) -> str:
    return f"{rule.label}@{event.starts_at:%Y-%m-%dT%H:%MZ}"


def _waiting_reminders(
    rules: Mapping[int, Sequence[ReminderRule]],
) -> Mapping[int, Sequence[Message]]:
    """Return what waits for some events, by their numbers; asked once, and only if there may be."""
    templates = {rule.template for some in rules.values() for rule in some}
    if not templates:
        return {}
    found = db.session.scalars(
        select(Message).where(
            Message.event_id.in_([number for number, some in rules.items() if some]),
            Message.template.in_(templates),
            Message.status == MessageStatus.WAITING,
        )
    )
    waiting: dict[int, list[Message]] = defaultdict(list)
    for message in found:
        if message.event_id is not None:
            waiting[message.event_id].append(message)
    return waiting


def _message_id() -> str:
    domain = parseaddr(config.current().mail_from)[1].partition("@")[2]
    return f"<{uuid.uuid4()}@{domain}>"
