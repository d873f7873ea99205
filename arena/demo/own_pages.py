"""The demo's partner on its own pages: what it says, shows and receives, and a new colleague."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationState, ItemKind, ProgrammeItem
from arena.delegations.services.afterwards import ContactFacts, keep_contact
from arena.delegations.services.asking import ask
from arena.delegations.services.parties import PartyFacts, add_person
from arena.directory.models import Organisation
from arena.directory.services import Presentation, present_organisation
from arena.events.models import Event
from arena.partners.queries.own import own_of
from arena.partners.services.people import Newcomer, invite_colleague
from arena.partners.services.showings import ShowingFacts, add_showing

_SAYS = Presentation(
    description_sv=(
        "Norrskär Energi värmer och kyler stadsdelen med sjövatten och spillvärme, och prövar hur"
        " hus, laddning och lager kan hjälpa elnätet när det är kallt."
    ),
    description_en=(
        "Norrskär Energi heats and cools the district with lake water and waste heat, and tries how"
        " buildings, charging and storage can help the grid when it is cold."
    ),
    website="www.norrskar.example",
    topics=("energy",),
)
_SHOWS = (
    ShowingFacts(
        kind="site",
        title_sv="Energicentralen vid kajen",
        title_en="The energy centre on the quay",
        words_sv="Värmepumpar, kyla ur sjön och kontrollrummet bakom glas.",
        words_en="Heat pumps, cooling from the lake, and the control room behind glass.",
        place="Kajvägen 4, porten mot vattnet",
        minutes=60,
        when_words="Tisdagar och torsdagar 9–15, inte i juli",
        per_month=4,
        languages=("sv", "en"),
        group_max=20,
        not_shown="Skärmarna i kontrollrummet får inte fotograferas.",
    ),
    ShowingFacts(
        kind="pilot",
        title_sv="Batteriet i kvarteret Isbrytaren",
        title_en="The battery in the Isbrytaren block",
        words_sv="Ett lager som tar topparna i ett flerbostadshus, med mätvärden på en skärm.",
        words_en="A store that takes the peaks of an apartment building, with live figures.",
        place="Isbrytargatan 12, källaren",
        minutes=40,
        when_words="Vardagar, en vecka i förväg",
        per_month=2,
        languages=("sv",),
        group_max=10,
    ),
)
_COLLEAGUES = (
    Newcomer("Ines Isaksson", "ines.isaksson@norrskar.example", "Besöksansvarig"),
    Newcomer("Tor Tallberg", "tor.tallberg@norrskar.example", "Driftchef"),
)


def show_own_pages(by: Actor) -> None:
    """Let the partner say what it does and shows, invite colleagues, and be asked to receive."""
    petra = db.session.scalars(select(User).where(User.email == "partner@arena.example")).one()
    own = own_of(petra)
    organisation, acting = own.organisations[0], Actor.user(petra.id)
    with clock.travel(clock.now() - timedelta(days=30)), db.transaction():
        present_organisation(organisation, _SAYS, by=acting)
        for facts in _SHOWS:
            add_showing(organisation, facts, by=acting)
        for newcomer in _COLLEAGUES:
            invite_colleague(organisation, newcomer, by_user=petra, by=acting)
    with clock.travel(clock.now() - timedelta(days=1)), db.transaction():
        _be_asked(organisation, petra, by)
        _share(organisation, by)


def _be_asked(organisation: Organisation, petra: User, by: Actor) -> None:
    """Let the partner be asked to speak to the next delegation whose programme is out."""
    item = db.session.scalars(
        select(ProgrammeItem)
        .join(ProgrammeItem.event)
        .join(ProgrammeItem.delegation)
        .where(
            Delegation.state.in_((DelegationState.PLANNING, DelegationState.RELEASED)),
            Event.starts_at > clock.now() + timedelta(days=3),
            ProgrammeItem.kind.in_((ItemKind.PRESENTATION, ItemKind.SITE)),
        )
        .order_by(Event.starts_at, ProgrammeItem.id)
    ).first()
    if item is None:
        return
    facts = PartyFacts(
        role="speaker",
        name=petra.name,
        title_sv="Kontaktperson",
        title_en="Contact",
        organisation=organisation.name,
        email=petra.email,
        language=petra.language,
    )
    add_person(item, facts, by=by)
    ask(
        item.delegation,
        [item.parties[-1]],
        answer_by=clock.now() + timedelta(days=2),
        by=by,
    )


def _share(organisation: Organisation, by: Actor) -> None:
    """Let somebody of an earlier delegation want to go on with the partner."""
    done = (DelegationState.DONE, DelegationState.FOLLOWED_UP)
    delegation = db.session.scalars(
        select(Delegation)
        .where(
            Delegation.state.in_(done),
            Delegation.erased_at.is_(None),
            Delegation.contact_email.contains("@"),
        )
        .order_by(Delegation.ends_on.desc())
    ).first()
    if delegation is None:
        return
    facts = ContactFacts(
        name="Marlies de Wit",
        title="Programme manager",
        organisation=delegation.organisation_name,
        email=f"marlies.dewit@{delegation.contact_email.rpartition('@')[2]}",
        about="Vill se mätvärden från kylan ur sjön och jämföra med den egna piloten.",
        shared_with=(organisation.name,),
        consent_on=delegation.ends_on,
    )
    keep_contact(delegation, facts, by=by)
