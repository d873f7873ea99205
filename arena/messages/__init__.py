"""Messages: the outbox, what mails say, and their delivery."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena import jobs
from arena.audit.words import register_words
from arena.messages import accounts_mail, kinds, policy, subjects, words
from arena.messages.delivery import deliver_due
from arena.messages.queries import count_needing_attention
from arena.messages.reasons import explained
from arena.messages.services.forgetting import erase_mails, list_expired_mails
from arena.messages.views import blueprint
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Let mails be written, sent and read."""
    accounts_mail.init_app(app)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        explained=explained,
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
    )
