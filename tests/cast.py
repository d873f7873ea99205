"""The cast: Alice coordinates, Bob is her colleague, Charlie a stranger, Dana administers."""

from __future__ import annotations

from datetime import datetime, timedelta

from arena import clock, db
from arena.accounts.models import Role, User
from arena.events.models import EventStatus
from arena.events.services import EventFacts
from arena.resources.models import HostProfile, Resource, ResourceUnit
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
