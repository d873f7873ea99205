"""What the papers of a pack are made from, read at once and in one version of the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.delegations.models import (
    AskState,
    Delegation,
    DelegationNeed,
    DelegationRole,
    DeskCard,
    Participant,
    ProgrammeItem,
    Release,
    RoleName,
)
from arena.delegations.queries.participants import list_need_rows
from arena.delegations.queries.programmes import (
    is_asked_about_another,
    list_items,
    place_items,
)
from arena.delegations.queries.releases import find_last_release, read_snapshot
from arena.delegations.rules.precedence import by_precedence
from arena.delegations.rules.programme import Programme
from arena.delegations.rules.run_sheet import buffers
from arena.delegations.rules.snapshots import Snapshot, changes_between
from arena.resources.models import HostProfile


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A delegation with one version of its programme, and all that papers say beside it.

    `release` is the version that is printed; None: it is the draft. `latest` is the one that the
    guests have, if any. `items` are the rows that staff work on, by the keys of entries: an entry
    of a released version whose item has been taken out since has none.
    """

    delegation: Delegation
    snapshot: Snapshot  # What the guests are told by this version.
    release: Release | None
    latest: Release | None
    is_changed: bool  # Whether the draft differs from what the guests have.
    items: Mapping[int, ProgrammeItem]
    spare: Mapping[int, int]  # Minutes before the way to each entry, where they are known.
    participants: Sequence[Participant]  # By precedence.
    roles: Sequence[DelegationRole]
    needs: Sequence[DelegationNeed]
    host_phones: Mapping[int, str]  # Of our own hosts, by the numbers of their resources.
    desk_card: DeskCard | None

    @property
    def programme(self) -> Programme:
        """The programme in this version."""
        return self.snapshot.programme

    @property
    def is_draft(self) -> bool:
        """Whether the programme is one that the guests have not got."""
        return self.release is None

    @property
    def day_leads(self) -> list[DelegationRole]:
        """Who is accountable on the day, or on each of the days."""
        return [role for role in self.roles if role.role == RoleName.DAY_LEAD]

    @property
    def unconfirmed(self) -> list[ProgrammeItem]:
        """The items that somebody is wanted at who has not said yes."""
        return [item for item in self.items.values() if not is_settled(item)]


def is_settled(item: ProgrammeItem) -> bool:
    """Tell whether somebody has said yes for each slot of an item as it is, or nobody is wanted."""
    wanted = {party.slot for party in item.parties if party.state != AskState.RELEASED}
    return wanted == {
        party.slot
        for party in item.parties
        if party.state == AskState.YES and not is_asked_about_another(party)
    }


def read_pack(delegation: Delegation, *, is_draft: bool = False) -> Pack:
    """Return what papers are made from: by the version that guests have, or by the draft.

    Before the first release there is only the draft.
    """
    latest = find_last_release(delegation)
    release = None if is_draft else latest
    items = list_items(delegation)
    draft = read_snapshot(delegation, items)
    released = Snapshot.from_record(latest.programme) if latest else None
    snapshot = released if release and released else draft
    slack = {each.key: each.slack for each in place_items(delegation, items)}
    return Pack(
        delegation=delegation,
        snapshot=snapshot,
        release=release,
        latest=latest,
        is_changed=released is not None and bool(changes_between(released, draft)),
        items={item.id: item for item in items},
        spare=buffers(snapshot.programme, draft.programme, slack, clock.zone()),
        participants=list_participants(delegation),
        roles=delegation.roles,
        needs=list_need_rows(delegation),
        host_phones=_host_phones(items),
        desk_card=db.session.get(DeskCard, delegation.id),
    )


def list_participants(delegation: Delegation) -> list[Participant]:
    """Return the participants by precedence, then as they were given."""
    return by_precedence(
        db.session.scalars(
            select(Participant)
            .where(Participant.delegation_id == delegation.id)
            .options(joinedload(Participant.group))
        )
    )


def _host_phones(items: Sequence[ProgrammeItem]) -> Mapping[int, str]:
    hosts = {party.resource_id for item in items for party in item.parties if party.resource_id}
    rows = db.session.execute(
        select(HostProfile.resource_id, User.phone)
        .join(User, User.id == HostProfile.user_id)
        .where(HostProfile.resource_id.in_(hosts), User.phone.is_not(None))
    )
    return {row.resource_id: row.phone for row in rows}
