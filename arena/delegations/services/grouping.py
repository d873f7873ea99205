"""The groups that a delegation parts into."""

from __future__ import annotations

from arena import db
from arena.audit.models import Actor
from arena.delegations.models import Delegation, ProgrammeGroup
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.building import GroupNameTaken, GroupsTooLarge
from arena.delegations.services.settling import Settled, settle


def add_group(
    delegation: Delegation, name: str, size: int | None, *, by: Actor, version: int | None = None
) -> ProgrammeGroup:
    """Let a delegation have one group more; without a size it is an equal part of the others.

    Raises `GroupNameTaken`, `GroupsTooLarge`.
    """
    with doing(delegation, Act.PLAN, by=by, version=version, name="add_group"):
        _require(delegation, None, name, size)
        last = max((group.position for group in delegation.groups), default=-1)
        group = ProgrammeGroup(position=last + 1, name=name, size=size)
        delegation.groups.append(group)
        db.session.flush()
        return group


def change_group(
    group: ProgrammeGroup, name: str, size: int | None, *, by: Actor, version: int | None = None
) -> None:
    """Give a group another name or size. Raises `GroupNameTaken`, `GroupsTooLarge`."""
    delegation = group.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="change_group", group=group.id):
        _require(delegation, group, name, size)
        group.name, group.size = name, size


def remove_group(group: ProgrammeGroup, *, by: Actor, version: int | None = None) -> Settled:
    """Let there be no such group; what was for it is for all, and its people are in none."""
    delegation = group.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="remove_group", group=group.id):
        for item in delegation.items:
            if item.group_id == group.id:
                item.group_id = None
        db.session.flush()
        delegation.groups.remove(group)
        return settle(delegation)


def _require(
    delegation: Delegation, group: ProgrammeGroup | None, name: str, size: int | None
) -> None:
    others = [each for each in delegation.groups if each is not group]
    if name.casefold() in {each.name.casefold() for each in others}:
        raise GroupNameTaken(name)
    if sum(each.size or 1 for each in others) + (size or 1) > delegation.size:
        raise GroupsTooLarge(delegation.size)
