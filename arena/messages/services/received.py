"""What staff do with a mail that came in: say that it has been seen to, or that it has not."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import ReceivedMail


def deal_with(mail: ReceivedMail, *, user_id: int, by: Actor) -> None:
    """Take a mail off the list of those that need a person. Twice is as once.

    The worker then moves it to where what is handled lies, if it is still in the mailbox.
    """
    db.session.refresh(mail, with_for_update=True)
    if not mail.is_open:
        return
    mail.is_open = False
    mail.is_to_file = mail.uid > 0
    mail.dealt_at, mail.dealt_by = clock.now(), user_id
    record("messages.deal_with", subject=mail, by=by)


def put_back(mail: ReceivedMail, *, by: Actor) -> None:
    """Put a mail on the list again."""
    db.session.refresh(mail, with_for_update=True)
    if mail.is_open:
        return
    mail.is_open, mail.is_to_file = True, False
    mail.dealt_at, mail.dealt_by = None, None
    record("messages.put_back", subject=mail, by=by)
