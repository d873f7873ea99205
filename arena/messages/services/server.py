"""How the mail server fares, as staff see it: trouble, a stop, and a new start."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import MailServer, Message, MessageStatus
from arena.messages.reasons import Reason, told

_ROOM = 400  # Characters for the reason, by the table.


def stop_sending(reason: str, *, by: Actor) -> None:
    """Let no mail go out until staff start it again; `reason`, in English, tells them why."""
    server = note_trouble(reason, retry_at=None)
    server.is_stopped = True
    record("messages.stop_sending", subject=server, by=by)


def start_sending(*, by: Actor, leave_out_due: bool = False) -> None:
    """Forget the trouble and try again at once.

    With `leave_out_due` what is due by now is never sent: after a copy was restored, those mails
    may have gone out already. What comes later does go out.
    """
    left_out = _leave_out_due() if leave_out_due else 0
    server = the_server()
    server.trouble, server.trouble_since, server.retry_at = "", None, None
    server.is_stopped = False
    record("messages.start_sending", subject=server, by=by, detail={"left_out": left_out})


def _leave_out_due() -> int:
    left_out = db.session.scalars(
        update(Message)
        .where(Message.status == MessageStatus.WAITING, Message.due_at <= clock.now())
        .values(status=MessageStatus.DROPPED, last_error=told(Reason.BY_STAFF))
        .returning(Message.id)
    )
    return len(left_out.all())


def note_trouble(reason: str, *, retry_at: datetime | None) -> MailServer:
    """Write down what ails the mail server, and since when, and when to ask it again."""
    server = the_server()
    server.trouble = reason[:_ROOM]
    server.trouble_since = server.trouble_since or clock.now()
    server.retry_at = retry_at
    return server


def take_probe(next_at: datetime) -> bool:
    """Take the right to ask the server again; only one of several workers gets it."""
    taken = db.session.execute(
        update(MailServer)
        .where(MailServer.retry_at <= clock.now(), MailServer.is_stopped.is_(False))
        .values(retry_at=next_at)
        .returning(MailServer.id)
    )
    return taken.one_or_none() is not None


def may_send() -> bool:
    """Tell whether mail may go out: staff, or a refused sender, may have stopped it."""
    return not db.session.scalar(select(MailServer.is_stopped))


def note_health() -> None:
    """Write down that the mail server answers again."""
    db.session.execute(
        update(MailServer)
        .where(MailServer.is_stopped.is_(False), MailServer.trouble != "")
        .values(trouble="", trouble_since=None, retry_at=None)
    )


def the_server() -> MailServer:
    """Return the one row, made where it is missing, and locked."""
    db.add_if_absent(MailServer, id=1, trouble="", is_stopped=False)
    return db.session.get_one(MailServer, 1, with_for_update=True, populate_existing=True)
