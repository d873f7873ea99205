"""Writing a mailing, and taking one away that never went out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.newsletters.models import BEFORE_SENDING, Mailing, MailingKind, MailingState
from arena.newsletters.services.errors import AlreadyOut, ChangedMeanwhile


@dataclass(frozen=True, kw_only=True)
class MailingFacts:
    """What an author types; either `network_id` or `saved_search_id` says to whom it goes."""

    kind: MailingKind
    network_id: int | None
    saved_search_id: int | None
    circles: Sequence[str]
    has_groups: bool
    subject_sv: str
    subject_en: str
    body_sv: str
    body_en: str


def write_mailing(facts: MailingFacts, *, author: User, by: Actor) -> Mailing:
    """Keep a new draft."""
    mailing = Mailing(author_id=author.id, created_at=clock.now(), updated_at=clock.now())
    _take_over(mailing, facts)
    db.session.add(mailing)
    db.session.flush()
    record("newsletters.write", subject=mailing, by=by, detail=_said(mailing))
    return mailing


def change_mailing(mailing: Mailing, facts: MailingFacts, *, version: int, by: Actor) -> None:
    """Change a mailing that has not gone out; one that was planned is a draft again.

    Raises `AlreadyOut`, and `ChangedMeanwhile` when it is not the one of `version` any more.
    """
    lock(mailing)
    if version != mailing.version:
        raise ChangedMeanwhile
    must_wait(mailing)
    _take_over(mailing, facts)
    mailing.state, mailing.send_at = MailingState.DRAFT, None
    touch(mailing)
    record("newsletters.change", subject=mailing, by=by, detail=_said(mailing))


def discard_mailing(mailing: Mailing, *, by: Actor) -> None:
    """Take a mailing away that has not gone out."""
    lock(mailing)
    must_wait(mailing)
    record("newsletters.discard", subject=mailing, by=by)
    db.session.delete(mailing)


def lock(mailing: Mailing) -> None:
    """Let nobody else act on a mailing until the transaction ends, and read it anew."""
    db.session.flush()
    db.session.refresh(mailing, with_for_update={"of": Mailing})


def must_wait(mailing: Mailing) -> None:
    """Raise `AlreadyOut` unless a mailing still waits to be sent."""
    if mailing.state not in BEFORE_SENDING:
        raise AlreadyOut


def touch(mailing: Mailing) -> None:
    """Let the mailing be another version: stale forms are noticed."""
    mailing.version += 1
    mailing.updated_at = clock.now()


def _take_over(mailing: Mailing, facts: MailingFacts) -> None:
    mailing.kind = facts.kind
    mailing.network_id = facts.network_id
    mailing.saved_search_id = facts.saved_search_id
    mailing.circles = list(facts.circles) if facts.network_id else []
    mailing.has_groups = facts.has_groups and facts.network_id is not None
    mailing.subject_sv, mailing.subject_en = facts.subject_sv, facts.subject_en
    mailing.body_sv, mailing.body_en = facts.body_sv, facts.body_en


def _said(mailing: Mailing) -> dict[str, object]:
    return {"network": mailing.network_id, "version": mailing.version}
