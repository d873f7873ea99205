"""Keeping the register of hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.models import HostProfile, Resource, ResourceKind, ResourceUnit
from arena.resources.services.errors import HostAlready
from arena.resources.services.keeping import planned_less


@dataclass(frozen=True, kw_only=True)
class HostSkills:
    """What a host can do: languages by their codes, topics by the offers' words.

    Without `site_ids` they know every site, without `max_per_week` only the days have a limit.
    `pause_minutes` is kept free after each visit, for the way to the next.
    """

    languages: Sequence[str]
    topics: Sequence[str]
    site_ids: Sequence[int] = ()
    max_per_day: int = 2
    max_per_week: int | None = None
    pause_minutes: int = 30
    note_sv: str = ""
    note_en: str = ""


def create_host(user: User, skills: HostSkills, *, by: Actor) -> Resource:
    """Let a person receive groups. Raises `HostAlready` where they do.

    The resource bears no name: a host is called what their user is called, in one place only.
    """
    if db.session.scalar(select(HostProfile).where(HostProfile.user_id == user.id)):
        raise HostAlready
    resource = Resource(
        kind=ResourceKind.HOST,
        code=f"V{user.id}",
        name_sv=f"Värd {user.id}",
        name_en=f"Host {user.id}",
        units=[ResourceUnit(number=0)],
        host=HostProfile(user_id=user.id),
    )
    _write(resource, skills)
    db.session.add(resource)
    db.session.flush()
    record("resources.create_host", subject=resource, by=by, detail=_detail(skills))
    return resource


def update_host(resource: Resource, skills: HostSkills, *, by: Actor) -> None:
    """Change what a host can do; what is booked stays as it is."""
    _write(resource, skills)
    db.session.flush()
    record("resources.update_host", subject=resource, by=by, detail=_detail(skills))
    planned_less.send(resource, by=by)


def _write(resource: Resource, skills: HostSkills) -> None:
    profile = resource.host
    if profile is None:
        raise ValueError("This resource is no host.")
    profile.languages = list(skills.languages)
    profile.topics = list(skills.topics)
    profile.site_ids = list(skills.site_ids)
    profile.max_per_day = skills.max_per_day
    profile.max_per_week = skills.max_per_week
    resource.clearup_minutes = skills.pause_minutes
    resource.note_sv, resource.note_en = skills.note_sv, skills.note_en


def _detail(skills: HostSkills) -> dict[str, object]:
    return {
        "languages": list(skills.languages),
        "topics": list(skills.topics),
        "sites": list(skills.site_ids),
        "max_per_day": skills.max_per_day,
        "max_per_week": skills.max_per_week,
    }
