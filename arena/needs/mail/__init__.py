"""Mails about needs: which there are, and which are sealed for everybody but their receiver."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.messages.kinds import Kind, register
from arena.needs.mail import desk
from arena.needs.mail.letters import about_need, sealed
from arena.needs.mail.news import gather_news


def init_app(app: Flask) -> None:
    """Make the mails known."""
    open_kinds = (
        ("needs/news", _l("News about a need"), gather_news),
        ("needs/confirm", _l("Address to be confirmed, for a need"), desk.gather_confirm),
        ("needs/proposed", _l("Need waits for a yes"), desk.gather_proposed),
        ("needs/approved", _l("Need published"), desk.gather_approved),
        ("needs/sent_back", _l("Need sent back"), desk.gather_sent_back),
        ("needs/handed_over", _l("Need has another owner"), desk.gather_handed_over),
        ("needs/reminder", _l("Reminder to the owner of a need"), desk.gather_reminder),
    )
    sealed_kinds = (
        ("needs/set_aside", _l("Question set aside"), desk.gather_set_aside),
        ("needs/asked", _l("Question about a need, to its owner"), desk.gather_asked),
        ("needs/interest", _l("Interest in a need, to its owner"), desk.gather_interest),
        (
            "needs/interest_answered",
            _l("Answer to interest in a need"),
            desk.gather_interest_answered,
        ),
    )
    register(
        app,
        *(Kind(name, label, gather, about=about_need) for name, label, gather in open_kinds),
        *(
            Kind(name, label, gather, about=sealed, is_sealed=True)
            for name, label, gather in sealed_kinds
        ),
    )
