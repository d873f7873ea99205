"""Founding, changing and ending networks and groups, and adopting their charters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.networks.models import Admission, AdmissionState, CharterVersion, Entry, Network
from arena.networks.rules.slugs import slug_for
from arena.networks.services.acting import (
    PRESSED_TWICE,
    changed,
    lock,
    lock_alive,
    lock_founding,
    raise_version,
    require_version,
)
from arena.networks.services.errors import GroupOfGroup, NetworkEnded
from arena.networks.services.members import end_all_of


@dataclass(frozen=True, kw_only=True)
class NetworkFacts:
    """What is said of a network."""

    name_sv: str
    name_en: str = ""
    purpose_sv: str = ""
    purpose_en: str = ""
    rhythm_sv: str = ""
    rhythm_en: str = ""
    topics: Sequence[str] = ()
    is_public: bool = False
    are_members_public: bool = False
    entry: str = Entry.INVITATION
    organisation_types: Sequence[str] = ()

    def columns(self) -> dict[str, Any]:
        """Return them as a network keeps them."""
        return vars(self) | {
            "name_en": self.name_en or self.name_sv,
            "topics": sorted(self.topics),
            "entry": str(self.entry),
            "organisation_types": sorted(self.organisation_types),
        }


def found_network(
    facts: NetworkFacts, *, by: Actor, started_on: date | None = None, parent: Network | None = None
) -> Network:
    """Found a network, or a working group of one; raise `GroupOfGroup` or `NetworkEnded`.

    The very same one within a quarter of an hour is the same: somebody pressed twice.
    """
    if parent is not None:
        if parent.parent_id is not None:
            raise GroupOfGroup
        lock_alive(parent)
    lock_founding()
    if (repeated := _find_repeated(facts, parent)) is not None:
        return repeated
    now = clock.now()
    network = Network(
        slug=slug_for(facts.name_sv, _taken()),
        parent=parent,
        started_on=started_on or clock.today(),
        created_at=now,
        updated_at=now,
        **facts.columns(),
    )
    db.session.add(network)
    db.session.flush()
    record(
        "networks.found", subject=network, by=by, detail={"parent": parent.id if parent else None}
    )
    return network


def change_network(network: Network, facts: NetworkFacts, *, version: int, by: Actor) -> None:
    """Change what is said of a network; raise `ChangedMeanwhile`. Its address stays."""
    lock(network)
    wanted = facts.columns()
    differing = sorted(key for key, value in wanted.items() if getattr(network, key) != value)
    if not differing:
        return
    require_version(network, version)
    for key in differing:
        setattr(network, key, wanted[key])
    raise_version(network)
    changed.send(network.id)
    record("networks.change", subject=network, by=by, detail={"changed": differing})


@dataclass(frozen=True, kw_only=True)
class CharterFacts:
    """A charter's text, and since when it is adopted; None for a proposal."""

    text_sv: str
    text_en: str = ""
    adopted_on: date | None = None
    note: str = ""  # What is new in it.


def adopt_charter(
    network: Network, facts: CharterFacts, *, user: User, version: int, by: Actor
) -> None:
    """Keep another version of the charter; the ones before stay readable.

    Raise `ChangedMeanwhile`. The same text with the same day is no version.
    """
    lock(network)
    wanted = {
        "charter_sv": facts.text_sv,
        "charter_en": facts.text_en,
        "charter_adopted_on": facts.adopted_on,
    }
    if all(getattr(network, key) == value for key, value in wanted.items()):
        return
    require_version(network, version)
    for key, value in wanted.items():
        setattr(network, key, value)
    raise_version(network)
    number = 1 + (
        db.session.scalar(
            select(func.max(CharterVersion.number)).where(CharterVersion.network_id == network.id)
        )
        or 0
    )
    db.session.add(
        CharterVersion(
            network=network,
            number=number,
            **vars(facts),
            created_by=user,
            created_at=clock.now(),
        )
    )
    record("networks.adopt_charter", subject=network, by=by, detail={"number": number})


def end_network(network: Network, *, because: str, by: Actor) -> None:
    """End a network today, with its groups, and with everything that waits; the past stays."""
    lock(network)
    today = clock.today()
    if (network.ended_on, network.ended_because) == (today, because):
        return  # Pressed twice.
    if network.has_ended(today):
        raise NetworkEnded
    for each in [network, *network.groups]:
        if each.has_ended(today):
            continue
        lock(each)
        each.ended_on, each.ended_because = today, because
        raise_version(each)
        changed.send(each.id)
        _end_what_waits(each)
        end_all_of(each, today)
        record("networks.end", subject=each, by=by)


def _end_what_waits(network: Network) -> None:
    waiting = db.session.scalars(
        select(Admission).where(
            Admission.network_id == network.id, Admission.state == AdmissionState.WAITING
        )
    )
    for admission in waiting:
        admission.state = AdmissionState.WITHDRAWN
        admission.answered_at = clock.now()


def _find_repeated(facts: NetworkFacts, parent: Network | None) -> Network | None:
    """Return the network that has just been founded with the very same facts."""
    columns = facts.columns() | {"parent_id": parent.id if parent else None}
    candidates = db.session.scalars(
        select(Network).where(
            Network.name_sv == facts.name_sv,
            Network.created_at > clock.now() - PRESSED_TWICE,
            Network.version == 1,
        )
    )
    return next(
        (
            each
            for each in candidates
            if all(getattr(each, name) == value for name, value in columns.items())
        ),
        None,
    )


def _taken() -> Sequence[str]:
    return db.session.scalars(select(Network.slug)).all()
