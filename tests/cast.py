"""The cast: Alice coordinates, Bob is her colleague, Charlie a stranger, Dana administers."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask.testing import FlaskClient

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.services import open_session
from arena.events.models import EventStatus
from arena.events.services import EventFacts
from arena.resources.models import HostProfile, Resource, ResourceUnit
from arena.visits.models import Offer, OfferStop
from tests.conftest import NOW


def make_user(name: str = "Alice Alm", role: Role = Role.COORDINATOR, language: str = "sv") -> User:
    """Add a user whose address is the first name at arena.example."""
    user = User(
        email=f"{name.split()[0].lower()}@arena.example",
        name=name,
        role=role,
        language=language,
        created_at=clock.now(),
    )
    db.session.add(user)
    db.session.flush()
    return user


def sign_in(client: FlaskClient, user: User) -> FlaskClient:
    """Sign a user in, in a session of its own, and give the browser its secret."""
    with db.transaction():
        token = open_session(user, device="Firefox, Linux", opened_with="link")
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"] = token
    return client


def make_resource(
    code: str = "PK", kind: str = "room", units: int = 1, **facts: object
) -> Resource:
    """Add a resource that takes `units` groups at a time."""
    resource = Resource(
        code=code, kind=kind, name_sv=f"Plats {code}", name_en=f"Place {code}", **facts
    )
    resource.units = [ResourceUnit(number=number) for number in range(units)]
    db.session.add(resource)
    db.session.flush()
    return resource


def make_host(
    name: str = "Hedda Holm", languages: tuple[str, ...] = ("sv", "en"), **facts: object
) -> Resource:
    """Add a user who hosts, and the resource that is planned with."""
    user = make_user(name, Role.HOST)
    resource = make_resource(f"H{user.id}", "host")
    resource.host = HostProfile(
        user_id=user.id, languages=list(languages), topics=["introduction"], **facts
    )
    db.session.flush()
    return resource


def event_facts(
    starts_at: datetime = NOW, ends_at: datetime | None = None, **facts: object
) -> EventFacts:
    """Return the facts of a plain confirmed event of one hour."""
    values: dict[str, object] = {
        "kind": "visit",
        "status": EventStatus.CONFIRMED,
        "audience": "staff",
        "starts_at": starts_at,
        "ends_at": ends_at or starts_at + timedelta(hours=1),
        "title_sv": "Studiebesök",
        "title_en": "Study visit",
    }
    return EventFacts(**(values | facts))  # type: ignore[arg-type]


def make_offer(slug: str = "introduction", **facts: object) -> Offer:
    """Add an offer of 90 minutes for 8–25 people, at one site that takes two groups."""
    site = make_resource(f"S-{slug}"[:20], "site", units=2)
    values: dict[str, object] = {
        "code": slug[:10],
        "title_sv": "Introduktion och vandring",
        "title_en": "Introduction and walk",
        "summary_sv": "Stadsdelen på nittio minuter.",
        "summary_en": "The district in ninety minutes.",
        "description_sv": "Vi går från Gasverket till Husarviken.",
        "description_en": "We walk from Gasverket to Husarviken.",
        "audience_sv": "Företag, kommuner och föreningar",
        "audience_en": "Companies, municipalities and associations",
        "meeting_point_sv": "Bobergstorget, vid den röda klockan",
        "meeting_point_en": "Bobergstorget, by the red clock",
        "topic": "introduction",
        "minutes": 90,
        "group_min": 8,
        "group_max": 25,
        "languages": ["sv", "en"],
        "lead_working_days": 15,
        "weekdays": [0, 1, 2, 3, 4],
        "first_start": time(9),
        "last_start": time(15),
        "fee_sek": 2400,
        "exemptions": ["education", "city"],
        "cancellation_ladder": [
            {"working_days": 9, "percent": 50},
            {"working_days": 2, "percent": 100},
        ],
        "updated_at": clock.now(),
    }
    offer = Offer(slug=slug, **(values | facts))
    offer.stops = [
        OfferStop(
            position=1,
            minutes=offer.minutes,
            title_sv="Vandring",
            title_en="Walk",
            resource_id=site.id,
        )
    ]
    db.session.add(offer)
    db.session.flush()
    return offer
