"""What is in the directory twice is found, told apart once, and merged by people."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db, jobs
from arena.audit.models import COMMAND
from arena.directory.jobs import do_work
from arena.directory.models import (
    DirectoryWork,
    DoublePair,
    Merge,
    OrganisationType,
    WorkKind,
    WorkState,
)
from arena.directory.queries.blocks import NameBlocks
from arena.directory.queries.doubles import list_doubles
from arena.directory.rules import core_number, folded_name
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
    update_organisation,
)
from arena.directory.services.working import LEASE, Stopped, Working, ask_for, claim
from tests.cast import make_user, sign_in
from tests.conftest import NOW

CONSULTANT = OrganisationType.CONSULTANT
NAMES = {
    "Granbacken Arkitekter AB": ("402001-0080", ""),
    "Granbackens arkitektkontor": ("", ""),
    "Granviken Arkitekter AB": ("", ""),
    "Norrskär Energi AB": ("402001-0007", "norrskar.example"),
    "Elbolaget i norr": ("", "norrskar.example"),
}


@pytest.fixture
def directory(app):
    with db.transaction():
        made = {
            name: create_organisation(
                OrganisationFacts(name, CONSULTANT, "SE", number, domain), by=COMMAND
            )
            for name, (number, domain) in NAMES.items()
        }
        granbacken = made["Granbacken Arkitekter AB"]
        for name, email in (
            ("Åsa Ask", "asa@granbacken.example"),
            ("Ask, Åsa", ""),
            ("Bo Ek", "ASA@granbacken.example"),
        ):
            add_person(
                PersonFacts(name, email),
                granbacken,
                title="",
                starts_on=date(2026, 1, 1),
                by=COMMAND,
            )
    return made


@pytest.fixture
def alice(client):
    with db.transaction():
        user = make_user()
    return sign_in(client, user)


def look():
    with db.transaction():
        ask_for(WorkKind.DOUBLES, user_id=None)
    do_work()
    db.session.rollback()
    return db.session.scalars(select(DirectoryWork).order_by(DirectoryWork.id.desc())).first()


def shown(of_people=False, is_parted=False):
    pairs, _ = list_doubles(of_people=of_people, is_parted=is_parted, limit=50)
    return [({party.name for party in pair.parties}, pair.grounds) for pair in pairs]


def test_names_are_compared_by_rare_words_and_their_beginnings():
    keys = [f"energi {word}" for word in ("björk", "lind")] + ["granbacken arkitekter"]
    blocks = NameBlocks([*keys, *(f"konsult nummer {n}" for n in range(300))])
    assert [number for number, _ in blocks.alike("granbackens arkitektkontor")] == [2]
    assert blocks.alike("granviken arkitekter") == []
    assert blocks.alike("") == []
    assert (0, 1) not in {(one, other) for one, other, _ in NameBlocks(keys).pairs(lambda n: None)}


@pytest.mark.parametrize(
    ("number", "core"),
    [("SE402001000701", "4020010007"), ("DK12345678", "12345678"), ("4020010007", "4020010007")],
)
def test_a_vat_number_is_the_number_it_is_made_of(number, core):
    assert core_number(number) == core


def test_a_name_is_the_same_the_other_way_round():
    assert folded_name("Ask, Åsa") == folded_name("ÅSA ASK") != folded_name("Asa Ask")


def test_doubles_are_found_by_name_domain_address_and_organisation(directory):
    work = look()
    assert (work.state, work.done, work.total) == (WorkState.DONE, 8, 8)
    assert shown() == [
        ({"Granbacken Arkitekter AB", "Granbackens arkitektkontor"}, ["name"]),
        ({"Norrskär Energi AB", "Elbolaget i norr"}, ["domain"]),
    ]
    assert shown(of_people=True) == [
        ({"Åsa Ask", "Ask, Åsa"}, ["name_and_organisation"]),
        ({"Åsa Ask", "Bo Ek"}, ["address"]),
    ]


def test_who_is_not_the_same_comes_back_only_when_something_changes(directory, alice):
    look()
    [pair, _] = db.session.scalars(
        select(DoublePair).where(DoublePair.first_person_id.is_(None)).order_by(DoublePair.id)
    )
    answer = alice.post(f"/staff/directory/doubles/{pair.id}/part", follow_redirects=True)
    assert "inte samma" in answer.text
    assert look().result["organisations"]["new"] == 0
    assert [names for names, _ in shown(is_parted=True)] == [
        {"Granbacken Arkitekter AB", "Granbackens arkitektkontor"}
    ]
    with db.transaction():
        update_organisation(
            directory["Granbackens arkitektkontor"],
            OrganisationFacts("Granbacken arkitekter", CONSULTANT),
            by=COMMAND,
        )
    assert look().result["organisations"]["new"] == 1
    assert shown(is_parted=True) == []


def test_what_was_asked_for_twice_is_done_once(app):
    with db.transaction():
        ask_for(WorkKind.DOUBLES, user_id=None)
        ask_for(WorkKind.DOUBLES, user_id=None)
    assert db.session.query(DirectoryWork).count() == 1


def test_work_of_a_worker_that_fell_silent_goes_to_another(app):
    with db.transaction():
        ask_for(WorkKind.DOUBLES, user_id=None)
    stopping = jobs.stopping(app)
    _, _, first = claim(stopping)
    assert claim(stopping) is None
    with clock.travel(NOW + LEASE + timedelta(seconds=1)):
        _, _, second = claim(stopping)
        with pytest.raises(Stopped):
            first.tell(1, 2)
        second.tell(1, 2)


def test_a_worker_that_is_told_to_end_leaves_its_work_to_the_next(app, directory):
    with db.transaction():
        ask_for(WorkKind.DOUBLES, user_id=None)
    stopping = jobs.stopping(app)
    tell, Working.tell = Working.tell, lambda self, *a: (stopping.set(), tell(self, *a))
    try:
        do_work()
    finally:
        Working.tell = tell
        stopping.clear()
    db.session.rollback()
    [work] = db.session.scalars(select(DirectoryWork))
    assert (work.state, work.done) == (WorkState.WAITING, 0)
    do_work()
    db.session.refresh(work)
    assert work.state == WorkState.DONE


def test_two_are_compared_merged_and_parted_again_in_the_browser(directory, alice):
    look()
    page = alice.get("/staff/directory/doubles").text
    assert "/staff/directory/1/merge/2" in page
    assert "liknande namn" in page.casefold()
    beside = alice.get("/staff/directory/1/merge/2").text
    seen = beside.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    data = {"seen": seen, "take-name": "theirs"}
    done = alice.post("/staff/directory/1/merge/2", data=data)
    assert done.location == "/staff/directory/merges/1"
    assert alice.post("/staff/directory/1/merge/2", data=data).status_code == 302
    assert alice.get("/staff/directory/2?x=1").location == "/staff/directory/1?x=1"
    assert alice.post("/staff/directory/2/edit", data={"name": "Annat"}).location.endswith("/1")
    assert "Granbackens arkitektkontor" in alice.get("/staff/directory/1").text
    assert "Granbacken" in alice.get("/staff/directory/merges").text
    alice.post("/staff/directory/merges/1/undo")
    assert alice.get("/staff/directory/2").status_code == 200
    assert "ångrad" in alice.get("/staff/directory/merges/1").text
    db.session.rollback()
    assert db.session.query(Merge).count() == 1


def test_what_was_changed_while_it_was_compared_is_shown_anew(directory, alice):
    answer = alice.post("/staff/directory/1/merge/2", data={"seen": "old", "take-name": "theirs"})
    assert answer.status_code == 409
    chosen = answer.text.partition('id="take-name-theirs"')[2].partition(">")[0]
    assert "checked" in chosen


def test_the_other_is_chosen_by_what_looks_alike_or_by_name(directory, alice):
    assert "/staff/directory/1/merge/2" in alice.get("/staff/directory/1/merge").text
    assert "/staff/directory/1/merge/4" in alice.get("/staff/directory/1/merge?q=norrskär").text
    assert (
        "/staff/directory/people/1/merge/3"
        in alice.get("/staff/directory/people/1/merge?q=ek").text
    )
