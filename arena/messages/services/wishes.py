"""Saying which mailings one wants: heeded by every mailing, whoever sends it."""

from __future__ import annotations

from sqlalchemy import delete, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import ALL_MAILINGS, MailReader, MailRefusal, RefusedThrough


def ensure_reader(email: str) -> MailReader:
    """Return the reader with an address, and make one where there is none."""
    plain = email.lower()
    db.add_if_absent(MailReader, email=plain, created_at=clock.now())
    return db.session.scalars(select(MailReader).where(MailReader.email == plain)).one()


def refuse_mailings(email: str, topic: str, *, through: RefusedThrough, by: Actor) -> None:
    """Send somebody no more mailings about a topic; `ALL_MAILINGS` for none at all."""
    reader = ensure_reader(email)
    added = db.add_if_absent(
        MailRefusal, reader_id=reader.id, topic=topic, through=through, refused_at=clock.now()
    )
    if added is not None:
        db.session.expire(reader)
        record(
            "messages.refuse_mailings",
            subject=reader,
            by=by,
            detail={"topic": topic, "through": through},
        )


def want_mailings(email: str, topic: str, *, by: Actor) -> None:
    """Send somebody mailings about a topic again; who wanted none gets the others again too."""
    reader = ensure_reader(email)
    gone = db.session.execute(
        delete(MailRefusal)
        .where(MailRefusal.reader_id == reader.id, MailRefusal.topic.in_((topic, ALL_MAILINGS)))
        .returning(MailRefusal.id)
    ).all()
    if gone:
        db.session.expire(reader)
        record("messages.want_mailings", subject=reader, by=by, detail={"topic": topic})
