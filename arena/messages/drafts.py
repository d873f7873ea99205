"""What a mail says, for staff to read: as it was sent, or as it would be if it went out now."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from sqlalchemy.exc import DBAPIError

from arena import config
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message, MessageStatus
from arena.messages.reasons import Explained, Reason, explained, told
from arena.messages.redaction import without_secrets
from arena.messages.rendering import Rendered, render

log = structlog.get_logger("arena.messages")


@dataclass(frozen=True)
class Draft:
    """The words of a mail; `obstacle` says why there are none, or why it would not be sent."""

    subject: str = ""
    text: str = ""
    html: str = ""
    obstacle: Explained | None = None

    @property
    def framed_html(self) -> str:
        """The HTML with links that open in a window of their own: a frame is no place for them."""
        return self.html.replace("<head>", '<head><base target="_blank">', 1)


def draft_of(message: Message) -> Draft:
    """Return what `message` said or would say. Of a mail that was sent only the text is kept.

    The links work in a demo arena without a mail server only: there they are the way to confirm an
    address. Elsewhere they are left out, since they let their reader act for the receiver.
    """
    if message.status == MessageStatus.SENT:
        return Draft(message.sent_subject, message.sent_text)
    try:
        rendered = render(message)
    except NoLongerTrue as error:
        return Draft(obstacle=explained(told(Reason.UNTRUE, str(error))))
    except DBAPIError:
        raise
    except Exception as error:
        log.exception("mail_unwritable", message=message.id)
        return Draft(obstacle=explained(told(Reason.UNWRITABLE, type(error).__name__)))
    return _shown(rendered)


def _shown(rendered: Rendered) -> Draft:
    settings = config.current()
    if settings.demo and settings.smtp_url is None:
        return Draft(rendered.subject, rendered.text, rendered.html)
    return Draft(
        without_secrets(rendered.subject),
        without_secrets(rendered.text),
        without_secrets(rendered.html),
    )
