"""Releasing a version: an unchangeable copy of the programme, and mail to whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import (
    Delegation,
    DelegationLink,
    DelegationState,
    Release,
    ReleaseReceipt,
)
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.releases import Draft, find_receipt, list_releases, read_draft
from arena.delegations.rules.ladder import Act
from arena.delegations.rules.snapshots import Changes, Snapshot
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.releasing import EmptyProgramme, NotAllSaidYes, NothingNew
from arena.delegations.services.linking import give_links, recipient_of
from arena.events.models import EventStatus
from arena.events.services import change_event
from arena.messages.services import plan_reminders, queue


def release(
    delegation: Delegation,
    *,
    words: str = "",
    is_known: bool = False,
    by: Actor,
    version: int | None = None,
) -> Release:
    """Give the guests the programme as it now stands, and mail those who see a difference.

    `is_known`: staff know that not everybody has said yes, or that something is held by others.
    Raises `EmptyProgramme`, `NotAllSaidYes`, `NothingNew`, `ChangedMeanwhile`, `NotNow`.
    """
    act = Act.RELEASE if delegation.state == DelegationState.PLANNING else Act.RELEASE_AGAIN
    with doing(delegation, act, by=by, version=version) as detail:
        new = {link.id for link in give_links(delegation)}
        _confirm(delegation)
        draft = read_draft(delegation)
        _require(draft, words=words, is_known=is_known)
        made = Release(
            delegation=delegation,
            number=draft.number,
            released_at=clock.now(),
            released_by_id=_user_id(by),
            programme=draft.snapshot.to_record(),
            changes=draft.changes.to_records(),
            words=words,
            is_urgent=draft.is_urgent,
            had_unconfirmed=draft.is_uncertain,
        )
        db.session.add(made)
        told = draft.told if not words else draft.links
        told = [link for link in draft.links if link in told or link.id in new]
        _tell(made, told, new)
        detail.update(number=made.number, told=len(told), urgent=made.is_urgent)
    return made


def mark_seen(made: Release, link: DelegationLink, *, by: Actor) -> None:
    """Note that the owner of a link has seen a version; the first time counts."""
    receipt = find_receipt(made, link)
    if receipt is None:
        receipt = ReleaseReceipt(release=made, link=link)
        db.session.add(receipt)
    if receipt.opened_at is None:
        receipt.opened_at = clock.now()
        detail = {"number": made.number, "link": link.id}
        record("delegations.see_release", subject=made.delegation, by=by, detail=detail)


def forget_people(delegation: Delegation) -> None:
    """Leave out of all versions who received, whom one called, and words to the guests.

    What took place when and where stays; nothing else ever changes a version.
    """
    for made in list_releases(delegation):
        made.words = ""
        made.programme = Snapshot.from_record(made.programme).without_people().to_record()
        made.changes = Changes.from_records(made.changes).without_people().to_records()


def _confirm(delegation: Delegation) -> None:
    """Let what is released be confirmed, in calendars and for who is to be reminded."""
    for item in list_items(delegation):
        if change_event(item.event, status=EventStatus.CONFIRMED):
            plan_reminders(item.event)


def _require(draft: Draft, *, words: str, is_known: bool) -> None:
    if not draft.snapshot.programme.entries:
        raise EmptyProgramme
    if not draft.is_first and not draft.changes and not words:
        raise NothingNew
    if draft.is_uncertain and not is_known:
        raise NotAllSaidYes


def _tell(made: Release, links: Iterable[DelegationLink], new: Collection[int]) -> None:
    db.session.flush()
    for link in links:
        made.receipts.append(ReleaseReceipt(link=link))
        is_first = made.number == 1 or link.id in new
        queue(
            "delegations/released" if is_first else "delegations/changed",
            recipient_of(link),
            subject=f"delegation:{made.delegation_id}",
            occasion=f"v{made.number}",
            params={"release_id": made.id, "link_id": link.id},
        )


def _user_id(by: Actor) -> int | None:
    kind, _, number = by.label.partition(":")
    return int(number) if kind == "user" else None
