"""Mails of networks: which there are, and what each says as it holds when it is sent."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.messages.kinds import Kind, register
from arena.networks.mail.agreements import about_agreement, gather_reminder
from arena.networks.mail.leaders import about_network, gather_for_leader, gather_left
from arena.networks.mail.senders import about_admission, gather_answer, gather_link

_LINKS = {
    "networks/invitation": _l("Invitation to a network"),
    "networks/confirm_application": _l("Application to a network: confirm the address"),
}
_ANSWERS = {
    "networks/accepted": _l("Welcome to a network"),
    "networks/declined": _l("Application to a network declined"),
}
_LEADERS = {
    "networks/application_waits": _l("Application to a network waits for an answer"),
    "networks/invitation_answered": _l("Invitation to a network answered"),
}


def init_app(app: Flask) -> None:
    """Make the mails known."""
    register(
        app,
        *(Kind(name, label, gather_link, about=about_admission) for name, label in _LINKS.items()),
        *(
            Kind(name, label, gather_answer, about=about_admission)
            for name, label in _ANSWERS.items()
        ),
        *(
            Kind(name, label, gather_for_leader, about=about_admission)
            for name, label in _LEADERS.items()
        ),
        Kind("networks/left", _l("A member leaves a network"), gather_left, about=about_network),
        Kind(
            "networks/agreement_reminder",
            _l("Reminder of an agreement"),
            gather_reminder,
            about=about_agreement,
        ),
    )
