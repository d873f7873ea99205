"""Keeping a delegation: its facts, its organisation, and a note."""

from __future__ import annotations

from collections.abc import Sequence

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.meanings import ROLES
from arena.delegations.models import Delegation, ProgrammeItem, RoleName
from arena.delegations.queries.links import list_links
from arena.delegations.queries.programmes import list_items
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.enquiring import Facts
from arena.delegations.services.errors.enquiring import LeftOutside
from arena.delegations.services.settling import settle
from arena.delegations.services.tasks import follow_days
from arena.directory import services as directory
from arena.directory.models import Organisation, OrganisationType
from arena.directory.rules import telling_domains
from arena.directory.services import OrganisationFacts
from arena.web import filters
from arena.web.languages import localized


def change_facts(
    delegation: Delegation,
    facts: Facts,
    *,
    is_confidential: bool = False,
    meeting_link: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Make a delegation what `facts` say; its programme and its tasks follow.

    Raises `LeftOutside` when items of the programme, or roles, are on days that it would no longer
    have, and what settling raises.
    """
    columns = facts.columns() | {
        "is_confidential": is_confidential,
        "meeting_link": meeting_link.strip(),
    }
    with doing(delegation, Act.EDIT, by=by, version=version) as detail:
        items = list_items(delegation)
        if outside := _list_outside(delegation, items, facts):
            raise LeftOutside(outside)
        changed = [name for name, value in columns.items() if getattr(delegation, name) != value]
        detail["changed"] = changed
        if "contact_email" in changed:
            _close_link_of(delegation, delegation.contact_email)
        for name in changed:
            setattr(delegation, name, columns[name])
        if items:
            settle(delegation)
        follow_days(delegation)


def link_organisation(
    delegation: Delegation,
    organisation: Organisation | None,
    *,
    by: Actor,
    version: int | None = None,
) -> None:
    """Say which organisation of the directory comes; None says that none is known."""
    with doing(delegation, Act.LINK, by=by, version=version) as detail:
        delegation.organisation = organisation
        db.session.flush()
        detail["organisation"] = delegation.organisation_id


def create_organisation(
    delegation: Delegation, type_: OrganisationType, *, by: Actor, version: int | None = None
) -> Organisation:
    """Put the delegation's organisation into the directory, as it was written, and link it."""
    facts = OrganisationFacts(
        name=delegation.organisation_name,
        type=type_,
        country=delegation.country or "SE",
        number="",
        email_domain=next(iter(telling_domains(delegation.contact_email)), ""),
    )
    with doing(delegation, Act.LINK, by=by, version=version) as detail:
        organisation = directory.create_organisation(facts, by=by)
        delegation.organisation = organisation
        detail["organisation"] = organisation.id
    return organisation


def note(delegation: Delegation, text: str, *, by: Actor, version: int | None = None) -> None:
    """Keep what only staff should read about a delegation."""
    with doing(delegation, Act.NOTE, by=by, version=version):
        delegation.staff_note = text.strip()


def _list_outside(
    delegation: Delegation, items: Sequence[ProgrammeItem], facts: Facts
) -> list[str]:
    """Return what is on days that it would no longer have: items, and roles of one day."""
    named = [(localized(each, "title"), each.day) for each in items]
    named += [
        (f"{ROLES[RoleName(each.role)]} {each.name}", each.day)
        for each in delegation.roles
        if each.day is not None
    ]
    return [
        f"{what} ({filters.day_short(day)})"
        for what, day in named
        if not facts.starts_on <= day <= facts.ends_on
    ]


def _close_link_of(delegation: Delegation, email: str) -> None:
    """Close the link of who was the contact, unless they have it for a role as well."""
    if any(role.email == email for role in delegation.roles):
        return
    for link in list_links(delegation):
        if link.email == email and link.revoked_at is None:
            link.revoked_at = clock.now()
