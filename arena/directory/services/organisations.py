"""Adding and changing organisations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, OrganisationTopic, OrganisationType
from arena.directory.numbers import read_number
from arena.directory.rules import FREE_MAIL, name_key, normalise_domain, search_key, web_address
from arena.directory.services.indexing import keep_organisation
from arena.errors import Conflict, Invalid


class NumberTaken(Conflict):
    """Another organisation has this number."""

    def __init__(self) -> None:
        super().__init__(_l("Another organisation has this number already."))


@dataclass(frozen=True)
class OrganisationFacts:
    """What is known of an organisation; `number` and `email_domain` as a person may type them."""

    name: str
    type: OrganisationType
    country: str = "SE"
    number: str = ""
    email_domain: str = ""


@dataclass(frozen=True)
class Presentation:
    """What an organisation says of itself; `website` as a person may type it."""

    description_sv: str = ""
    description_en: str = ""
    website: str = ""
    postal_address: str = ""
    topics: Collection[str] = ()


def create_organisation(facts: OrganisationFacts, *, by: Actor) -> Organisation:
    """Add an organisation; raise `Invalid` for a wrong number or domain, or `NumberTaken`."""
    now = clock.now()
    organisation = Organisation(**_columns(facts), created_at=now, updated_at=now)
    _save(organisation)
    keep_organisation(organisation.id)
    record(
        "directory.create_organisation",
        subject=organisation,
        by=by,
        detail={"type": organisation.type, "country": organisation.country},
    )
    return organisation


def update_organisation(organisation: Organisation, facts: OrganisationFacts, *, by: Actor) -> None:
    """Change what is known of an organisation; raise as `create_organisation` does."""
    wanted = _columns(facts)
    changed = sorted(key for key, value in wanted.items() if getattr(organisation, key) != value)
    if not changed:
        return
    for key in changed:
        setattr(organisation, key, wanted[key])
    organisation.updated_at = clock.now()
    _save(organisation)
    keep_organisation(organisation.id)
    record(
        "directory.update_organisation",
        subject=organisation,
        by=by,
        detail={"changed": [key for key in changed if not key.endswith("_key")]},
    )


def present_organisation(organisation: Organisation, facts: Presentation, *, by: Actor) -> None:
    """Change what an organisation says of itself; raise `Invalid` for a wrong web address."""
    website = web_address(facts.website)
    if website is None:
        raise Invalid(_l("Enter a web address such as www.example.org."), "website")
    wanted = {
        "description_sv": facts.description_sv,
        "description_en": facts.description_en,
        "website": website,
        "postal_address": facts.postal_address,
    }
    changed = sorted(key for key, value in wanted.items() if getattr(organisation, key) != value)
    for key in changed:
        setattr(organisation, key, wanted[key])
    if _set_topics(organisation, set(facts.topics)):
        changed.append("topics")
    if not changed:
        return
    organisation.updated_at = clock.now()
    record(
        "directory.update_organisation", subject=organisation, by=by, detail={"changed": changed}
    )


def _set_topics(organisation: Organisation, wanted: set[str]) -> bool:
    mine = OrganisationTopic.organisation_id == organisation.id
    known = set(db.session.scalars(select(OrganisationTopic.topic).where(mine)))
    db.session.execute(
        delete(OrganisationTopic).where(mine, OrganisationTopic.topic.in_(known - wanted))
    )
    if wanted - known:
        db.session.execute(
            insert(OrganisationTopic),
            [
                {"organisation_id": organisation.id, "topic": topic}
                for topic in sorted(wanted - known)
            ],
        )
    return wanted != known


def _columns(facts: OrganisationFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "name_key": name_key(facts.name),
        "search_key": search_key(facts.name),
        "type": str(facts.type),
        "country": facts.country,
        "number": read_number(facts.number, facts.country),
        "email_domain": _read_domain(facts.email_domain),
    }


def _read_domain(text: str) -> str | None:
    domain = normalise_domain(text)
    if not domain:
        return None
    if domain in FREE_MAIL:
        raise Invalid(
            _l("Anybody can have a mailbox at this domain. Leave it empty."), "email_domain"
        )
    labels = domain.split(".")
    is_domain = len(labels) > 1 and all(label.replace("-", "a").isalnum() for label in labels)
    if not is_domain or len(domain) > 120:
        raise Invalid(_l("Enter a domain such as example.org."), "email_domain")
    return domain


def _save(organisation: Organisation) -> None:
    """Let the database decide whether the number is free."""
    try:
        with db.session.begin_nested():
            db.session.add(organisation)
    except IntegrityError as error:
        raise NumberTaken from error
