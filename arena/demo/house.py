"""The demo arena's house: people, places, hours, offers, and the organisations that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from typing import Any

from arena.accounts.models import Role, User
from arena.accounts.passwords import hash_password
from arena.accounts.services import add_user
from arena.audit.models import COMMAND
from arena.demo.data.offers import DIRECTIONS, OFFERS, Facts
from arena.demo.data.organisations import KNOWN, Body
from arena.demo.data.people import COLLEAGUES, PASSWORD, Colleague
from arena.demo.data.places import PLACES, Place
from arena.demo.data.rooms import ROOMS
from arena.demo.delegations import fill_catalogue
from arena.demo.rooms import lend_out
from arena.directory.models import OrganisationType
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.resources.models import Resource, ResourceKind
from arena.resources.rules.days import DayKind
from arena.resources.services import (
    HostSkills,
    Hours,
    Period,
    ResourceFacts,
    add_closure,
    create_host,
    create_resource,
    set_day_rules,
    set_opening_hours,
)
from arena.visits.services.offers import OfferFacts, Stop, create_offer, publish_offer

LADDER = (
    {"working_days": 9, "percent": 50},
    {"working_days": 2, "percent": 100},
)


def build(*, first_day: date, last_day: date) -> None:
    """Build the house as it stands on `first_day`, with the summer closures up to `last_day`."""
    hashed = hash_password(PASSWORD)
    users = {person.email: _add_colleague(person, hashed) for person in COLLEAGUES}
    places = {place.code: _add_place(place) for place in (*PLACES, *ROOMS)}
    lend_out(places, users)
    _set_hours(first_day, places)
    _close_summers(first_day, last_day)
    fill_catalogue(places)
    for position, facts in enumerate(OFFERS, start=1):
        _add_offer(position, facts, places)
    _fill_directory(users["partner@arena.example"], first_day)


def planners(users: Iterable[User]) -> list[User]:
    """Return those of the demo who answer requests."""
    return [user for user in users if user.role == Role.COORDINATOR]


def _add_colleague(person: Colleague, hashed: str) -> User:
    user = add_user(
        email=person.email,
        name=person.name,
        phone=person.phone,
        role=Role(person.role),
        language=person.language,
        password_hash=hashed,
        by=COMMAND,
    )
    if person.languages:
        skills = HostSkills(
            languages=person.languages, topics=person.topics, max_per_week=person.max_per_week
        )
        create_host(user, skills, by=COMMAND)
    return user


def _add_place(place: Place) -> Resource:
    known = {field.name for field in fields(ResourceFacts)}
    facts = {name: value for name, value in vars(place).items() if name in known}
    return create_resource(ResourceKind(place.kind), ResourceFacts(**facts), by=COMMAND)


def _set_hours(first_day: date, places: Mapping[str, Resource]) -> None:
    always = Period(valid_from=first_day)
    week = [Hours(day, time(8), time(18)) for day in range(5)]
    set_opening_hours(None, always, week, by=COMMAND)
    evenings = [Hours(day, time(8), time(21)) for day in range(5)]
    for code in ("GV", "HV", "N1", "N2"):
        set_opening_hours(places[code], always, evenings, by=COMMAND)
    works = [Hours(day, time(7), time(16)) for day in range(4)] + [Hours(4, time(7), time(12))]
    set_opening_hours(places["BLC"], always, works, by=COMMAND)
    rules = {DayKind.PUBLIC_HOLIDAY: True, DayKind.EVE: True, DayKind.SQUEEZE_DAY: True}
    set_day_rules(rules, by=COMMAND)


def _close_summers(first_day: date, last_day: date) -> None:
    for year in range(first_day.year, last_day.year + 1):
        starts_on = date.fromisocalendar(year, 28, 1)
        if starts_on >= first_day:
            add_closure(
                None,
                starts_on=starts_on,
                ends_on=starts_on + timedelta(weeks=4),
                reason_sv="Sommarstängt v. 28–31",
                reason_en="Closed for the summer, weeks 28–31",
                by=COMMAND,
            )


def _add_offer(position: int, facts: Facts, places: Mapping[str, Resource]) -> None:
    offer = create_offer(
        OfferFacts(
            **_texts(facts),
            **_shared(facts),
            position=position,
            minutes=facts.minutes,
            group_min=facts.group[0],
            group_max=facts.group[1],
            group_per_host=100 if facts.is_digital else 25,
            cancellation_ladder=LADDER if facts.fee_sek else (),
            change_working_days=2,
            stops=[
                Stop(
                    minutes=stop.minutes,
                    title_sv=stop.title_sv,
                    title_en=stop.title_en,
                    resource_id=places[stop.place].id if stop.place else None,
                )
                for stop in facts.stops
            ],
        ),
        code=facts.code,
        slug=facts.slug,
        is_open_walk=facts.is_open_walk,
        by=COMMAND,
    )
    publish_offer(offer, by=COMMAND)


def _texts(facts: Facts) -> dict[str, Any]:
    """Return the texts of an offer, by column and language."""
    names = ("title", "summary", "description", "audience", "meeting_point", "advice", "fee_reason")
    pairs = {name: getattr(facts, name) for name in names}
    pairs["directions"] = ("", "") if facts.is_digital else DIRECTIONS
    return {
        f"{name}_{language}": texts[index]
        for name, texts in pairs.items()
        for index, language in enumerate(("sv", "en"))
    }


def _shared(facts: Facts) -> dict[str, Any]:
    """Return what the demo's offers and the service call the same."""
    names = {field.name for field in fields(OfferFacts)} & {field.name for field in fields(Facts)}
    return {name: getattr(facts, name) for name in sorted(names - {"stops"})}


def _fill_directory(partner: User, first_day: date) -> None:
    for number, body in enumerate(KNOWN):
        organisation = create_organisation(_facts(body), by=COMMAND)
        name = partner.name if number == 0 else f"Kontakt {body.name.split()[0]}"
        email = partner.email if number == 0 else f"kontakt@{body.domain}"
        person = add_person(
            PersonFacts(name=name, email=email),
            organisation,
            title="Kontaktperson",
            starts_on=first_day,
            by=COMMAND,
        )
        if number == 0:
            person.user_id = partner.id


def _facts(body: Body) -> OrganisationFacts:
    return OrganisationFacts(
        name=body.name,
        type=OrganisationType(body.type),
        country=body.country,
        number=body.number or "",
        email_domain=body.domain,
    )
