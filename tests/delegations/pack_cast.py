"""A delegation with everything that a pack prints: two days, groups, hosts, sixty people."""

from __future__ import annotations

from datetime import time, timedelta

from arena import clock, db
from arena.audit.models import COMMAND
from arena.delegations.models import (
    AskState,
    Delegation,
    DelegationNeed,
    DelegationRole,
    DeskCard,
    ItemKind,
    ItemParty,
    Participant,
    ProgrammeGroup,
    Release,
    TravelTime,
)
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.releases import read_snapshot
from arena.resources.models import Resource
from tests.cast import make_resource
from tests.delegations.cast import DAY, make_delegation, make_item

NAMES = (
    ("Moira Alder", "Lord Mayor"),
    ("Åsa-Britt Öström Lindqvist von Königsmarck", "Deputy mayor and chair of the climate board"),
    ("محمد بن عبد الله الراشد", "مدير التخطيط"),
    ("Ιωάννης Παπαδόπουλος", "Head of planning"),
    ("Nguyễn Thị Thanh Hằng", "Engineer"),
    ("Maximilian-Alexander Graf von und zu Hohenlohe-Langenburg-Weikersheim", "Senior adviser"),
    ("Владимир Александрович Кузнецов", "Architect"),
    ("שירה כהן", "Economist"),
    ("山田 太郎", "建設部長"),
    ("김민수", ""),
)
ORGANISATION = "Aldermoor Metropolitan Borough Council, Department of Housing and Energy"


def make_pack(people: int = 60, *, is_released: bool = True) -> Delegation:
    """Make the delegation, its programme, its people, and a first release."""
    show_room = make_resource("PK", address="Rådjursstigen 1", note_sv="Ingång från gården")
    plant = make_resource("N2", "site", address="Jägmästargatan 4")
    bus = make_resource("BUSS", "equipment")
    low, high = sorted((show_room.id, plant.id))
    db.session.add(TravelTime(from_id=low, to_id=high, mode="walk", minutes=12))
    delegation = make_delegation(
        ends_on=DAY + timedelta(days=1),
        size=people,
        organisation_name=ORGANISATION,
        contact_phone="+46701740606",
        interpretation="consecutive",
        interpreter_language="cy",
        has_media=True,
    )
    groups = [ProgrammeGroup(position=n, name=name) for n, name in enumerate("AB")]
    delegation.groups = groups
    db.session.flush()
    _people(delegation, people)
    _roles(delegation)
    for kind, need, count in (("food", "vegan", 3), ("access", "step_free", 1)):
        db.session.add(
            DelegationNeed(delegation_id=delegation.id, kind=kind, need=need, count=count)
        )
    _programme(delegation, show_room, plant, bus)
    db.session.add(
        DeskCard(
            delegation_id=delegation.id,
            forms_of_address="The Lord Mayor: first “My Lord Mayor”.\nOthers: Mr, Ms.",
            customs="Tea at four.",
        )
    )
    db.session.flush()
    if is_released:
        release(delegation)
    return delegation


def release(delegation: Delegation, number: int = 1) -> Release:
    """Give the programme out as it stands."""
    found = Release(
        delegation_id=delegation.id,
        number=number,
        released_at=clock.now(),
        programme=read_snapshot(delegation, list_items(delegation)).to_record(),
        changes=[],
    )
    db.session.add(found)
    db.session.flush()
    return found


def _people(delegation: Delegation, number: int) -> None:
    for position in range(number):
        name, title = NAMES[position % len(NAMES)]
        db.session.add(
            Participant(
                delegation_id=delegation.id,
                position=position,
                precedence=position + 1 if position < 3 else None,
                name=name if position < len(NAMES) else f"{name} {position}",
                title=title,
                organisation=ORGANISATION if position % 2 else "City of Aldermoor",
                group_id=delegation.groups[position % 2].id if position > 2 else None,
            )
        )
    db.session.flush()


def _roles(delegation: Delegation) -> None:
    for role, name, phone, note in (
        ("day_lead", "Disa Dagbok", "+46701740607", "Har nycklar till allt"),
        ("interpreter", "Gwen Pugh", "+447700900123", "Walesiska, konsekutivt"),
        ("driver", "Busse Bussgren", "+46701740608", "Vit buss, 50 platser"),
        ("head_of_delegation", "Moira Alder", "", ""),
    ):
        delegation.roles.append(DelegationRole(role=role, name=name, phone=phone, note=note))
    db.session.flush()


def _programme(delegation: Delegation, room: Resource, plant: Resource, bus: Resource) -> None:
    a, b = (group.id for group in delegation.groups)
    second = DAY + timedelta(days=1)
    facts = [
        {
            "kind": ItemKind.ARRIVAL,
            "minutes": 15,
            "fixed_start": time(8, 45),
            "title_sv": "Buss anländer, möts av dagansvarig",
            "title_en": "Bus arrives, met by the day lead",
            "place_id": room.id,
            "equipment_ids": [bus.id],
            "staff_note": "Bussen får stå tio minuter på gatan.",
        },
        {"minutes": 10, "title_sv": "Välkomsttal", "title_en": "Welcome", "place_id": room.id},
        {
            "minutes": 25,
            "is_interpreted": True,
            "title_sv": "Arenan på tjugofem minuter: hur staden ställer krav och följer upp dem",
            "title_en": "The arena in twenty-five minutes: how the city sets and follows demands",
            "place_id": room.id,
            "note_sv": "Frågor tas efteråt.",
            "note_en": "Questions are taken afterwards.",
        },
        {
            "minutes": 60,
            "group_id": a,
            "kind": ItemKind.SITE,
            "title_sv": "Sopsugen",
            "title_en": "Vacuum waste",
            "place_id": plant.id,
            "note_sv": "Ta på hjälm.",
            "note_en": "Put on a helmet.",
        },
        {"minutes": 45, "group_id": b, "title_sv": "Takträdgård", "title_en": "Roof garden"},
        {
            "kind": ItemKind.MEAL,
            "minutes": 60,
            "fixed_start": time(12, 30),
            "title_sv": "Lunch",
            "title_en": "Lunch",
            "place_sv": "Restaurang Gasklockan",
            "place_en": "Restaurant Gasklockan",
        },
        {"day": second, "minutes": 90, "title_sv": "Rundabordssamtal", "title_en": "Round table"},
    ]
    for each in facts:
        make_item(delegation, COMMAND, **each)
    db.session.refresh(delegation)
    for number, item in enumerate(delegation.items[1:5]):
        item.parties.append(
            ItemParty(
                role="host",
                name="Elin Ek-Sandström",
                title_sv="vice ordförande i exploateringsnämnden",
                title_en="deputy chair of the Development Committee",
                organisation="Stockholms stad",
                phone="+46701740609",
                state=AskState.ASKED if number == 2 else AskState.YES,
                asked_starts_at=item.event.starts_at,
                asked_ends_at=item.event.ends_at,
                asked_place=item.event.place_sv,
            )
        )
    db.session.flush()
