"""From what the demo says of a programme to what the services take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationNeed, Participant, ProgrammeItem
from arena.delegations.services import papers
from arena.delegations.services.building import ItemFacts
from arena.delegations.services.desk_cards import write_desk_card
from arena.delegations.services.enquiring import Facts
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person
from arena.delegations.services.roles import RoleFacts
from arena.demo.data.programmes.shape import Line, Outsider, Party, Role
from arena.resources.models import HostProfile, Resource


def enquiry_facts(party: Party, first_day: date) -> Facts:
    """Return what a party says of itself when it asks."""
    contact = party.contact
    return Facts(
        name=party.name,
        type=party.type,
        level=party.level,
        size=party.size,
        starts_on=first_day,
        ends_on=first_day + timedelta(days=party.days - 1),
        language=party.language,
        organisation_name=party.organisation,
        organisation_type=party.organisation_type,
        country=party.country,
        interpretation=party.interpretation,
        interpreter_language=party.interpreter_language,
        topics=party.topics,
        purpose=party.purpose,
        questions=party.questions,
        arrival=party.arrival,
        has_media=party.has_media,
        timezone=party.timezone,
        on_behalf_of=party.on_behalf_of,
        contact_name=contact.name,
        contact_title=contact.title,
        contact_email=contact.email,
        contact_phone=contact.phone,
        contact_language=contact.language,
    )


def item_facts(line: Line, first_day: date, groups: Mapping[str, int]) -> ItemFacts:
    """Return what a line of the demo is as an item of a programme."""
    hours, _, minutes = line.at.partition(":")
    return ItemFacts(
        day=first_day + timedelta(days=line.day),
        kind=line.kind,
        minutes=line.minutes,
        title_sv=line.title[0],
        title_en=line.title[1],
        group_id=groups[line.group] if line.group else None,
        is_interpreted=line.is_interpreted,
        fixed_start=time(int(hours), int(minutes)) if line.at else None,
        travel_mode=line.mode,
        note_sv=line.note[0],
        note_en=line.note[1],
        place_id=_resource(line.place).id if line.place else None,
        place_sv=line.elsewhere[0],
        place_en=line.elsewhere[1],
        staff_note=line.staff_note,
    )


def want(item: ProgrammeItem, email: str, *, by: Actor) -> None:
    """Want one of the arena's own: a host, or a coordinator who speaks."""
    user = get_user(email)
    host = db.session.scalar(
        select(Resource).join(Resource.host).where(HostProfile.user_id == user.id)
    )
    if host is not None:
        add_hosts(item, [host.id], role="host", by=by)
        return
    facts = PartyFacts(
        role="speaker",
        name=user.name,
        title_sv="Samordnare",
        title_en="Coordinator",
        email=user.email,
        phone=user.phone or "",
    )
    add_person(item, facts, by=by)


def want_outsider(item: ProgrammeItem, outsider: Outsider, *, by: Actor) -> None:
    """Want somebody elsewhere."""
    facts = PartyFacts(
        role=outsider.role,
        name=outsider.name,
        title_sv=outsider.title[0],
        title_en=outsider.title[1],
        organisation=outsider.organisation,
        email=outsider.email,
        phone=outsider.phone,
    )
    add_person(item, facts, by=by)


def role_facts(role: Role) -> RoleFacts:
    """Return who somebody with a role is."""
    return RoleFacts(
        role=role.role,
        name=role.name,
        title=role.title,
        organisation=role.organisation,
        email=role.email,
        phone=role.phone,
        language=role.language,
        user_id=get_user(role.user).id if role.user else None,
    )


def fill_in(delegation: Delegation, party: Party, *, by: Actor) -> None:
    """Let the leader give names and needs, and staff what it costs."""
    for kind, need, count in party.needs:
        db.session.add(
            DelegationNeed(delegation_id=delegation.id, kind=kind, need=need, count=count)
        )
    for number, guest in enumerate(party.guests):
        db.session.add(
            Participant(
                delegation_id=delegation.id,
                position=number,
                precedence=guest.precedence,
                name=guest.name,
                title=guest.title,
                organisation=guest.organisation,
            )
        )
    if party.forms_of_address:
        write_desk_card(
            delegation,
            forms_of_address=party.forms_of_address,
            customs=party.customs,
            by=by,
        )
    _keep_books(delegation, party, by)


def _keep_books(delegation: Delegation, party: Party, by: Actor) -> None:
    for what, kronor, bearer in party.expenses:
        name = party.organisation if bearer == "partner" else ""
        papers.enter_expense(
            delegation,
            papers.ExpenseFacts(
                what=what,
                amount_sek=kronor,
                bearer=bearer,
                bearer_name=name,
                invoice_reference="",
            ),
            by=by,
        )
    for direction, what, who, kronor in party.gifts:
        papers.log_gift(
            delegation,
            papers.GiftFacts(
                direction=direction,
                what=what,
                person=who,
                value_sek=kronor,
                kept_where="",
                given_on=delegation.starts_on,
            ),
            by=by,
        )


def get_user(email: str) -> User:
    """Return one of the demo's own people."""
    return db.session.scalars(select(User).where(User.email == email)).one()


def _resource(code: str) -> Resource:
    return db.session.scalars(select(Resource).where(Resource.code == code)).one()
