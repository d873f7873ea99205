"""The released versions of a programme, and what would be released now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import clock, db
from arena.delegations.models import (
    AskState,
    Delegation,
    DelegationLink,
    DelegationState,
    ItemParty,
    ProgrammeItem,
    Release,
    ReleaseReceipt,
    RoleName,
)
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.queries.links import Unlinked, list_live_links, list_unlinked
from arena.delegations.queries.programmes import (
    chosen_parties,
    is_asked_about_another,
    list_items,
    read_programme,
)
from arena.delegations.rules.conflicts import Conflict
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.rules.snapshots import (
    Changes,
    DayLead,
    Snapshot,
    changes_between,
    concerns,
    is_urgent,
)
from arena.errors import NotFound


@dataclass(frozen=True)
class Open:
    """Somebody who has not said yes to an item as it is; `party` None where several are asked."""

    item: ProgrammeItem
    party: ItemParty | None


@dataclass(frozen=True)
class Draft:
    """What would be released now, and what follows of it."""

    number: int
    snapshot: Snapshot
    changes: Changes  # Since the last version; none where this is the first.
    open_hosts: list[Open]
    conflicts: list[Conflict]  # Without those that are but advice.
    items: Sequence[ProgrammeItem]
    links: list[DelegationLink]
    told: list[DelegationLink]  # Of those, who sees a difference.
    unlinked: list[Unlinked]
    is_urgent: bool

    @property
    def is_first(self) -> bool:
        """Whether the guests have no version yet."""
        return self.number == 1

    @property
    def is_uncertain(self) -> bool:
        """Whether it is not certain that all of it can take place as it says."""
        return bool(self.open_hosts or self.conflicts)


def list_releases(delegation: Delegation) -> Sequence[Release]:
    """Return the versions of a programme, the oldest first, with who has seen each."""
    return db.session.scalars(
        select(Release)
        .where(Release.delegation_id == delegation.id)
        .options(selectinload(Release.receipts).joinedload(ReleaseReceipt.link))
        .order_by(Release.number)
    ).all()


def find_last_release(delegation: Delegation) -> Release | None:
    """Return the newest version; None where nothing was released yet."""
    return db.session.scalars(
        select(Release)
        .where(Release.delegation_id == delegation.id)
        .order_by(Release.number.desc())
        .limit(1)
    ).first()


def get_release(delegation: Delegation, number: int) -> Release:
    """Return one version by its number; raise `NotFound`."""
    found = db.session.scalar(
        select(Release).where(Release.delegation_id == delegation.id, Release.number == number)
    )
    if found is None:
        raise NotFound
    return found


def read_snapshot(delegation: Delegation, items: Sequence[ProgrammeItem]) -> Snapshot:
    """Return what the guests would be given now."""
    leads = [
        DayLead(name=role.name, phone=role.phone or _phone(role.user), day=role.day)
        for role in delegation.roles
        if role.role == RoleName.DAY_LEAD
    ]
    return Snapshot(
        programme=read_programme(delegation, items),
        name=delegation.name,
        reference=delegation.reference,
        starts_on=delegation.starts_on,
        ends_on=delegation.ends_on,
        timezone=delegation.timezone,
        meeting_link=delegation.meeting_link,
        day_leads=tuple(leads),
    )


def read_draft(delegation: Delegation) -> Draft:
    """Return what would be released now, compared with what the guests have."""
    items, last = list_items(delegation), find_last_release(delegation)
    snapshot = read_snapshot(delegation, items)
    before = Snapshot.from_record(last.programme) if last else None
    changes = changes_between(before, snapshot) if before else Changes()
    links = list_live_links(delegation)
    return Draft(
        number=last.number + 1 if last else 1,
        snapshot=snapshot,
        changes=changes,
        open_hosts=_open_hosts(items),
        conflicts=[each for each in list_conflicts(delegation, items) if not each.is_advice],
        items=items,
        links=links,
        unlinked=list_unlinked(delegation),
        told=[link for link in links if before is None or concerns(changes, link.language)],
        is_urgent=before is not None
        and is_urgent(clock.now(), before.programme, snapshot.programme),
    )


def may_release(delegation: Delegation) -> bool:
    """Tell whether a version may be released as the delegation stands."""
    is_first = delegation.state == DelegationState.PLANNING
    return may_do(delegation.state, Act.RELEASE if is_first else Act.RELEASE_AGAIN)


def find_receipt(release: Release, link: DelegationLink) -> ReleaseReceipt | None:
    """Return what is noted of a link's owner and a version; None: they were not told of it."""
    return db.session.scalar(
        select(ReleaseReceipt).where(
            ReleaseReceipt.release_id == release.id, ReleaseReceipt.link_id == link.id
        )
    )


def _open_hosts(items: Sequence[ProgrammeItem]) -> list[Open]:
    found = []
    for item in items:
        chosen = {party.slot: party for party in chosen_parties(item)}
        for slot in sorted({party.slot for party in item.parties}):
            party = chosen.get(slot)
            if party is None or party.state != AskState.YES or is_asked_about_another(party):
                found.append(Open(item, party))
    return found


def _phone(user: object | None) -> str:
    return getattr(user, "phone", None) or ""
