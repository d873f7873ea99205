"""Messages: the outbox, what mails say, their delivery, and what came back."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena import jobs
from arena.audit.words import register_words
from arena.directory import reaching
from arena.messages import accounts_mail, kinds, policy, received_words, subjects, words
from arena.messages.delivery import deliver_due
from arena.messages.obstacles import obstacle_of
from arena.messages.queries import count_needing_attention
from arena.messages.reasons import explained
from arena.messages.services.forgetting import (
    erase_addresses,
    erase_calendar_answers,
    erase_mails,
    erase_readers,
    erase_received,
    list_answered_by_calendars,
    list_expired_addresses,
    list_expired_mails,
    list_expired_readers,
    list_expired_received,
)
from arena.messages.views import blueprint, wishes
from arena.messages.views.today import mail_today
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import navigation, today


def init_app(app: Flask) -> None:
    """Let mails be written, sent and read."""
    accounts_mail.init_app(app)
    app.register_blueprint(blueprint)
    app.register_blueprint(wishes.blueprint)
    app.jinja_env.globals.update(
        explained=explained,
        received_kind=received_words.received_kind,
        received_meaning=received_words.received_meaning,
        received_subject=subjects.received_subject,
        received_state=received_words.received_state,
        return_meaning=received_words.return_meaning,
        kind_label=words.kind_label,
        may_change_messages=policy.may_change_messages,
        may_read_words=policy.may_read_words,
        is_sealed=kinds.is_sealed,
        message_state=words.message_state,
        subject_label=subjects.subject_label,
    )
    register_words(app, records=words.RECORDS, acts=words.ACTS, details=words.DETAILS)
    navigation.add(
        app,
        navigation.Entry("messages.index", _l("Messages"), "mail", 60, count_needing_attention),
    )
    jobs.register(app, "messages.deliver", 1, deliver_due)
    register_erasers(
        app,
        Eraser("messages.mails", list_expired_mails, erase_mails),
        Eraser("messages.received", list_expired_received, erase_received),
        Eraser("messages.calendar_answers", list_answered_by_calendars, erase_calendar_answers),
        Eraser("messages.addresses", list_expired_addresses, erase_addresses),
        Eraser("messages.readers", list_expired_readers, erase_readers),
    )
    reaching.register(app, obstacle_of)
    today.register(app, mail_today)
