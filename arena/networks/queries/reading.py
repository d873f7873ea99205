"""Reading networks for their pages: lists, counts, the past of members, charters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.directory.models import Organisation, Person
from arena.errors import NotFound
from arena.networks.models import Entry, Membership, Network, Seat
from arena.networks.queries.standing import belongs_on, holds_on
from arena.web import languages


@dataclass(frozen=True)
class NetworkRow:
    """One line of a list: a network, how many members it has, and its groups of today."""

    network: Network
    members: int
    groups: Sequence[Network]


@dataclass(frozen=True)
class Member:
    """A member on a day, since when it has been one without a break, and who stands for it."""

    membership: Membership
    since: date
    seats: Sequence[Seat]


def list_rows(
    day: date, *, ended: bool = False, only: Collection[int] | None = None, text: str = ""
) -> list[NetworkRow]:
    """Return the networks of a day (or those that had ended), by name, groups with their own.

    With `only`, those of these numbers: a group whose network is not among them stands by itself.
    """
    had_ended = and_(Network.ended_on.is_not(None), Network.ended_on <= day)
    query = select(Network).where(had_ended if ended else ~func.coalesce(had_ended, False))
    if only is not None:
        query = query.where(Network.id.in_(only))
    for word in text.split()[:8]:
        query = query.where(_is_called(word))
    found = db.session.scalars(query.options(joinedload(Network.parent))).all()
    found = sorted(found, key=lambda each: languages.localized(each, "name").casefold())
    counts = count_members([each.id for each in found], day)
    numbers = {each.id for each in found}
    return [
        NetworkRow(
            network,
            counts.get(network.id, 0),
            [each for each in found if each.parent_id == network.id],
        )
        for network in found
        if network.parent_id not in numbers
    ]


def find_networks(text: str) -> Sequence[Network]:
    """Return the networks and groups, ended ones too, whose name holds each word, by name."""
    query = select(Network).options(joinedload(Network.parent)).order_by(Network.name_sv)
    for word in text.split()[:8]:
        query = query.where(_is_called(word))
    return db.session.scalars(query).all()


def _is_called(word: str) -> ColumnElement[bool]:
    return or_(
        Network.name_sv.icontains(word, autoescape=True),
        Network.name_en.icontains(word, autoescape=True),
    )


def list_public(day: date) -> list[NetworkRow]:
    """Return the networks that everybody may know of, by name, with their public groups."""
    numbers = db.session.scalars(select(Network.id).where(is_open_to_all(day))).all()
    return [row for row in list_rows(day, only=numbers) if row.network.parent_id is None]


def is_open_to_all(day: date) -> ColumnElement[bool]:
    """Tell in SQL what `Network.is_open_to_all` tells of one that is no group."""
    return and_(Network.is_public, or_(Network.ended_on.is_(None), Network.ended_on > day))


def find_open_to_all(slug: str, day: date) -> Network:
    """Return a network that everybody may know of; any other is as unknown: raise `NotFound`."""
    network = db.session.scalar(
        select(Network).where(Network.slug == slug).options(joinedload(Network.parent))
    )
    if network is None or not network.is_open_to_all(day):
        raise NotFound
    return network


def get_by_number(network_id: int) -> Network:
    """Return a network by its number; raise `NotFound`."""
    network = db.session.get(Network, network_id)
    if network is None:
        raise NotFound
    return network


def count_members(network_ids: Collection[int], day: date) -> Mapping[int, int]:
    """Return how many members networks have on a day."""
    rows = db.session.execute(
        select(Membership.network_id, func.count())
        .where(Membership.network_id.in_(network_ids), holds_on(Membership, day))
        .group_by(Membership.network_id)
    )
    return dict(iter(rows))


def list_member_rows(
    network: Network,
    day: date,
    *,
    text: str = "",
    circle: str | None = None,
    type_: str | None = None,
) -> list[Member]:
    """Return the members of a day by name, with who stood for them then.

    Each word of `text` must be in the organisation's name, or in that of somebody who is listed.
    """
    query = (
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.network_id == network.id, holds_on(Membership, day))
        .options(joinedload(Membership.organisation))
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    if circle:
        query = query.where(Membership.circle == circle)
    if type_:
        query = query.where(Organisation.type == type_)
    for word in text.split()[:8]:
        query = query.where(_says(word, day))
    memberships = db.session.scalars(query).all()
    seats = _seats_on([each.id for each in memberships], day)
    since = _since(network, [each.organisation_id for each in memberships])
    return [
        Member(
            each,
            since.get((each.organisation_id, each.starts_on), each.starts_on),
            seats.get(each.id, []),
        )
        for each in memberships
    ]


def _says(word: str, day: date) -> ColumnElement[bool]:
    sits = (
        select(Seat.id)
        .join(Seat.person)
        .where(
            Seat.membership_id == Membership.id,
            Seat.is_listed,
            holds_on(Seat, day),
            Person.name.icontains(word, autoescape=True),
        )
        .exists()
    )
    return or_(Organisation.name.icontains(word, autoescape=True), sits)


def _seats_on(membership_ids: Collection[int], day: date) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = {}
    seats = db.session.scalars(
        select(Seat)
        .join(Seat.membership)
        .join(Seat.person)
        .where(Seat.membership_id.in_(membership_ids), holds_on(Seat, day), belongs_on(day))
        .options(joinedload(Seat.person))
        .order_by(Person.name, Person.id)
    )
    for seat in seats:
        found.setdefault(seat.membership_id, []).append(seat)
    return found


def _since(network: Network, organisation_ids: Collection[int]) -> dict[tuple[int, date], date]:
    """Return since when each has been in without a break, by organisation and last beginning."""
    periods = db.session.execute(
        select(Membership.organisation_id, Membership.starts_on, Membership.ends_on)
        .where(
            Membership.network_id == network.id, Membership.organisation_id.in_(organisation_ids)
        )
        .order_by(Membership.organisation_id, Membership.starts_on)
    ).all()
    since: dict[tuple[int, date], date] = {}
    before: tuple[int, date | None, date] | None = None
    for organisation_id, starts_on, ends_on in periods:
        goes_on = before is not None and before[:2] == (organisation_id, starts_on)
        first = before[2] if goes_on and before is not None else starts_on
        since[organisation_id, starts_on] = first
        before = (organisation_id, ends_on, first)
    return since


def get_membership(network: Network, membership_id: int) -> Membership:
    """Return one of a network's memberships, ended ones too; raise `NotFound`."""
    membership = db.session.get(Membership, membership_id)
    if membership is None or membership.network_id != network.id:
        raise NotFound
    return membership


def list_open_for_application(day: date) -> Sequence[Network]:
    """Return the public networks that organisations may apply to, by name."""
    return db.session.scalars(
        select(Network)
        .where(is_open_to_all(day), Network.parent_id.is_(None), Network.entry == Entry.APPLICATION)
        .order_by(Network.name_sv, Network.id)
    ).all()


def name_networks(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of networks by their numbers, in the reader's language."""
    found = db.session.scalars(select(Network).where(Network.id.in_(numbers)))
    return {each.id: languages.localized(each, "name") for each in found}
