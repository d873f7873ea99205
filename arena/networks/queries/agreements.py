"""Reading the register of agreements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from arena import db
from arena.accounts.models import User
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import NotFound
from arena.networks.models import Agreement, AgreementParty
from arena.networks.queries.standing import holds_on
from arena.networks.rules.agreements import DAYS_BEFORE_END, Standing, Term


@dataclass(frozen=True)
class Wanted:
    """Which agreements to list: None means all."""

    text: str = ""
    type: str | None = None
    standing: str | None = None
    network_id: int | None = None
    organisation_ids: Collection[int] | None = None


def term_of(agreement: Agreement) -> Term:
    """Return the dates by which an agreement stands."""
    return Term(
        agreement.starts_on,
        agreement.ends_on,
        is_ended_early=bool(agreement.ended_early_because),
        is_renewed=find_following(agreement) is not None,
    )


def get_agreement(agreement_id: int) -> Agreement:
    """Return an agreement; raise `NotFound`."""
    agreement = db.session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound
    return agreement


def find_following(agreement: Agreement) -> Agreement | None:
    """Return the agreement that renews one."""
    return db.session.scalar(select(Agreement).where(Agreement.renews_id == agreement.id))


def list_agreements(wanted: Wanted, day: date) -> list[tuple[Agreement, bool]]:
    """Return agreements, each with whether another follows: what ends soonest first."""
    following = aliased(Agreement)
    follows = select(following.id).where(following.renews_id == Agreement.id).exists()
    query = (
        _narrowed(select(Agreement, follows), wanted)
        .options(
            joinedload(Agreement.network),
            joinedload(Agreement.owner),
            selectinload(Agreement.parties).joinedload(AgreementParty.organisation),
        )
        .order_by(
            Agreement.ends_on.is_(None),
            Agreement.ends_on,
            func.lower(Agreement.title),
            Agreement.id,
        )
    )
    if wanted.standing is not None:
        query = query.where(_stands(wanted.standing, follows, day))
    return [(agreement, bool(is_renewed)) for agreement, is_renewed in db.session.execute(query)]


def list_to_look_at(day: date) -> list[tuple[Agreement, bool]]:
    """Return the agreements that need somebody on a day: ending, expired, or to be reviewed."""
    following = aliased(Agreement)
    follows = select(following.id).where(following.renews_id == Agreement.id).exists()
    soon = day + timedelta(days=DAYS_BEFORE_END[0])
    is_open = or_(Agreement.ends_on.is_(None), Agreement.ends_on > day)
    rows = db.session.execute(
        select(Agreement, follows)
        .where(
            Agreement.ended_early_because == "",
            or_(
                and_(Agreement.ends_on <= soon, ~follows),
                and_(Agreement.review_on <= day, is_open),
            ),
        )
        .order_by(func.coalesce(Agreement.ends_on, Agreement.review_on), Agreement.id)
    )
    return [(agreement, bool(is_renewed)) for agreement, is_renewed in rows]


def list_to_remind_of(day: date) -> Sequence[int]:
    """Return the agreements that end within sixty days or are to be reviewed by a day."""
    soon = day + timedelta(days=DAYS_BEFORE_END[0])
    return db.session.scalars(
        select(Agreement.id)
        .where(
            or_(
                and_(Agreement.ends_on > day, Agreement.ends_on <= soon),
                Agreement.review_on <= day,
            )
        )
        .order_by(Agreement.id)
    ).all()


def list_own_organisations(user: User, day: date) -> Sequence[Organisation]:
    """Return the organisations that somebody stands for on a day, by name."""
    return db.session.scalars(
        select(Organisation)
        .join(PersonRole, PersonRole.organisation_id == Organisation.id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.user_id == user.id, holds_on(PersonRole, day))
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    ).all()


def name_agreements(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of agreements by their numbers."""
    rows = db.session.execute(
        select(Agreement.id, Agreement.title).where(Agreement.id.in_(numbers))
    )
    return dict(iter(rows))


def _narrowed(query: Any, wanted: Wanted) -> Any:
    for word in wanted.text.split()[:8]:
        party = (
            select(AgreementParty.id)
            .join(AgreementParty.organisation)
            .where(
                AgreementParty.agreement_id == Agreement.id,
                Organisation.name.icontains(word, autoescape=True),
            )
            .exists()
        )
        query = query.where(
            or_(
                Agreement.title.icontains(word, autoescape=True),
                Agreement.registry_number.icontains(word, autoescape=True),
                party,
            )
        )
    if wanted.type:
        query = query.where(Agreement.type == wanted.type)
    if wanted.network_id is not None:
        query = query.where(Agreement.network_id == wanted.network_id)
    if wanted.organisation_ids is not None:
        query = query.where(
            Agreement.parties.any(AgreementParty.organisation_id.in_(wanted.organisation_ids))
        )
    return query


def _stands(standing: str, follows: Any, day: date) -> ColumnElement[bool]:
    """Say in SQL what `rules.agreements.standing_of` says of one."""
    soon = day + timedelta(days=DAYS_BEFORE_END[0])
    over = and_(Agreement.ends_on.is_not(None), Agreement.ends_on <= day)
    early = Agreement.ended_early_because != ""
    is_coming = and_(~_known(over), Agreement.starts_on > day)
    is_ending = and_(
        Agreement.starts_on <= day, Agreement.ends_on > day, Agreement.ends_on <= soon, ~follows
    )
    runs = and_(
        Agreement.starts_on <= day, or_(Agreement.ends_on.is_(None), Agreement.ends_on > day)
    )
    conditions: dict[str, ColumnElement[bool]] = {
        Standing.COMING: is_coming,
        Standing.ENDING: is_ending,
        Standing.HOLDS: and_(
            runs, or_(Agreement.ends_on.is_(None), Agreement.ends_on > soon, follows)
        ),
        Standing.EXPIRED: and_(over, ~early, ~follows),
        Standing.RENEWED: and_(over, ~early, follows),
        Standing.ENDED_EARLY: and_(over, early),
    }
    return conditions[standing]


def _known(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Let what is not known count as untrue, so that its opposite is true."""
    return func.coalesce(condition, False)
