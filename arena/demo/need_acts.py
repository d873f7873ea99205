"""How the demo's partners write, ask and show interest: acts of its needs, one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.queries import find_user_by_email
from arena.accounts.services import add_user
from arena.audit.models import COMMAND, Actor
from arena.demo.data.needs import Partner
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.needs.models import Need, NeedQuestion
from arena.needs.queries.interest import find_interest
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.members import find_person_of, standing_of
from arena.needs.services import asking, interest, writing
from arena.needs.services.facts import Facts

DAY = timedelta(days=1)
Back = Callable[[int], AbstractContextManager[None]]
Words = dict[str, Any]


def publish(said: Words, author: User, **more: Any) -> Need:
    """Write a need and publish it."""
    need = begin(said, author, **more)
    writing.publish_need(need, by=actor(author))
    return need


def begin(
    said: Words,
    author: User,
    *,
    owner: Person | None = None,
    keeper_id: int | None = None,
    questions: int,
    until: int,
) -> Need:
    """Begin a need as it was begun then; `questions` and `until` are days from then on."""
    today = clock.today()
    owner = owner or find_person_of(author)
    if owner is None:
        raise LookupError(author.email)
    return writing.begin_need(
        facts_of(said, today + questions * DAY, today + until * DAY),
        organisation_id=owner.roles[0].organisation_id,
        owner_id=owner.id,
        keeper_id=keeper_id,
        author=author,
        by=actor(author),
    )


def facts_of(said: Words, questions: date | None, until: date | None) -> Facts:
    """Return what a need says."""
    return Facts(**said, questions_until=questions, interest_until=until)


def asked(back: Back, need: Need, email: str, days_ago: int, question: str, answer: str) -> None:
    """Let somebody ask, and the need's leader answer two days later."""
    with back(days_ago):
        asked = ask(need, email, question)
    with back(days_ago - 2):
        asking.answer_question(
            asked,
            question_sv=question,
            question_en="",
            answer_sv=answer,
            answer_en="",
            by=actor(leaders_of(need)[0]),
        )


def ask(need: Need, email: str, question: str) -> NeedQuestion:
    """Let somebody ask."""
    user = user_at(email)
    return asking.ask(need, question, "sv", user=user, standing=standing_of(user), by=actor(user))


def interested(need: Need, email: str, words: str) -> None:
    """Let somebody show their organisation's interest."""
    user = user_at(email)
    standing = standing_of(user)
    interest.show_interest(
        need,
        interest.InterestFacts(words=words, contact_name=user.name, contact_email=user.email),
        organisation_id=min(standing.organisation_ids),
        user=user,
        standing=standing,
        by=actor(user),
    )


def interest_of(need: Need, email: str) -> Any:
    """Return what somebody's organisation has shown."""
    return find_interest(need, min(standing_of(user_at(email)).organisation_ids))


def add_partner(partner: Partner, hashed: str) -> None:
    """Add a partner's account, and who it is in the directory."""
    user = add_user(
        email=partner.email,
        name=partner.name,
        role=Role.PARTNER,
        language="sv",
        password_hash=hashed,
        by=COMMAND,
    )
    person = add_person(
        PersonFacts(name=partner.name, email=partner.email),
        organisation_named(partner.organisation, partner.type),
        title=partner.title,
        starts_on=clock.today(),
        by=COMMAND,
    )
    person.user_id = user.id


def organisation_named(name: str, type_: str) -> Organisation:
    """Return an organisation, which is added where it is not known."""
    known = db.session.scalars(
        select(Organisation).where(Organisation.name == name).order_by(Organisation.id)
    ).first()
    if known is not None:
        return known
    return create_organisation(OrganisationFacts(name, OrganisationType(type_)), by=COMMAND)


def user_at(email: str) -> User:
    """Return the account with an address."""
    user = find_user_by_email(email)
    if user is None:
        raise LookupError(email)
    return user


def actor(user: User) -> Actor:
    """Return somebody as the services want them."""
    return Actor.user(user.id)
