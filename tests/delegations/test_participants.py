"""The list of participants: by staff and by the leader, behind a code, and gone on its day."""

import io
from datetime import timedelta

import pytest

from arena import clock, db, retention
from arena.delegations.guest_links import guest_token
from arena.delegations.models import DelegationNeed, DelegationState, Participant
from arena.delegations.queries.pack import list_participants
from arena.delegations.queries.participants import count_participants, erased_on
from arena.delegations.rules.rosters import Person
from arena.delegations.services.errors.listing import PrecedenceTaken
from arena.delegations.services.errors.standing import NotNow
from arena.delegations.services.grouping import add_group
from arena.delegations.services.linking import make_link
from arena.delegations.services.participants import (
    add_person,
    change_person,
    move_person,
    remove_person,
    take_list,
    tell_needs,
)
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import make_delegation, somebody
from tests.pages import errors, values, words


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


@pytest.fixture
def by(app):
    with db.transaction():
        return somebody()


@pytest.fixture
def delegation(by):
    with db.transaction():
        return make_delegation(size=3)


@pytest.fixture
def link(delegation):
    with db.transaction():
        return make_link(
            delegation, name="Moira", email="moira@example.org", language="en", is_leader=True
        )


def do(act, *arguments, **options):
    with db.transaction():
        return act(*arguments, **options)


def order(delegation):
    return [(each.precedence, each.name) for each in list_participants(delegation)]


def test_the_order_of_precedence_is_kept_by_numbers_of_which_no_two_are_alike(delegation, by):
    ann = do(add_person, delegation, Person(name="Ann", precedence=1), by=by)
    with pytest.raises(PrecedenceTaken) as refused:
        do(add_person, delegation, Person(name="Bo", precedence=1), by=by)
    assert "Ann" in str(refused.value.message)
    bo = do(add_person, delegation, Person(name="Bo"), by=by)
    cy = do(add_person, delegation, Person(name="Cy"), by=by)
    do(move_person, delegation, cy, is_up=True, by=by)
    assert order(delegation) == [(1, "Ann"), (None, "Cy"), (None, "Bo")]
    do(move_person, delegation, ann, is_up=False, by=by)
    assert order(delegation) == [(1, "Cy"), (2, "Ann"), (None, "Bo")]
    do(move_person, delegation, bo, is_up=False, by=by)  # Nobody is below.
    with pytest.raises(PrecedenceTaken):
        do(change_person, delegation, bo, Person(name="Bo", precedence=2), by=by)
    do(remove_person, delegation, ann, by=by)
    do(change_person, delegation, bo, Person(name="Bodil", precedence=2), by=by)
    assert order(delegation) == [(1, "Cy"), (2, "Bodil")]


def test_a_whole_list_takes_the_place_of_the_other_or_joins_it(delegation, by):
    first = [Person(name="Ann", precedence=1), Person(name="Bo")]
    do(take_list, delegation, first, is_whole=True, by=by)
    do(take_list, delegation, [Person(name="Cy", precedence=2)], is_whole=False, by=by)
    assert order(delegation) == [(1, "Ann"), (2, "Cy"), (None, "Bo")]
    with pytest.raises(PrecedenceTaken):
        do(take_list, delegation, [Person(name="Di", precedence=2)], is_whole=False, by=by)
    do(take_list, delegation, [Person(name="Ed", precedence=2)], is_whole=True, by=by)
    assert order(delegation) == [(2, "Ed")]
    with db.transaction():
        delegation.state = DelegationState.DONE
    with pytest.raises(NotNow):
        do(add_person, delegation, Person(name="Flo"), by=by)


def test_a_list_and_needs_are_erased_on_their_days_while_the_figures_stay(delegation, by):
    do(take_list, delegation, [Person(name="Ann")], is_whole=True, by=by)
    needs = {("food", "vegan"): 2, ("access", "seats"): 0}
    do(tell_needs, delegation, arrival="By train", questions="Why?", needs=needs, by=by)
    assert db.session.query(DelegationNeed).count() == 1
    with db.transaction():
        delegation.headcount = 3
    gone = erased_on(delegation)
    for day, left in ((gone - timedelta(days=1), 1), (gone, 0)):
        with clock.travel(NOW + (day - NOW.date())):
            retention.erase_expired()
            assert count_participants(delegation) == left
    assert db.session.query(DelegationNeed).count() == 0
    assert (delegation.headcount, delegation.size) == (3, 3)


def test_the_leader_opens_the_list_by_a_code_from_their_own_mail(client, link, delegation, by):
    do(add_person, delegation, Person(name="Ann Secret"), by=by)
    path = f"/en/delegation/{guest_token(link)}"
    assert "1 of 3 people" in words(client.get(path))
    led = client.get(f"{path}/participants")
    assert led.location == f"{path}/participants/code"
    assert client.post(f"{path}/participants", data={"name": "Eve"}).status_code == 403
    assert client.post(f"{path}/participants/code", data={"send": "1"}).status_code == 303
    db.session.rollback()  # So that it is read anew.
    message = db.session.query(Message).one()
    mail = render(message)
    code = mail.subject.rpartition(" ")[2]
    assert message.recipient_email == "moira@example.org"
    wrong = client.post(f"{path}/participants/code", data={"code": "AAAA-BBBB"})
    assert wrong.status_code == 400
    another = client.application.test_client()
    refused = another.post(f"{path}/participants/code", data={"code": code})
    assert refused.status_code == 400
    opened = client.post(f"{path}/participants/code", data={"code": code.lower().replace("-", "")})
    assert opened.location == f"{path}/participants"
    assert "Ann Secret" in words(client.get(f"{path}/participants"))
    assert client.post(f"{path}/participants", data={"name": "Bo"}).status_code == 303
    with clock.travel(NOW + timedelta(hours=2)):
        assert client.get(f"{path}/participants").status_code == 303


def test_codes_are_few_and_others_than_the_leader_get_none(client, link, delegation, by):
    path = f"/en/delegation/{guest_token(link)}/participants/code"
    statuses = [client.post(path, data={"send": "1"}).status_code for _ in range(6)]
    assert statuses == [303] * 5 + [400]
    with db.transaction():
        reader = make_link(
            delegation, name="Ines", email="ines@example.org", language="sv", is_leader=False
        )
    for page in ("participants", "participants/code", "needs"):
        assert client.get(f"/sv/delegation/{guest_token(reader)}/{page}").status_code == 404
    assert "1 of 3" not in client.get(f"/en/delegation/{guest_token(reader)}").text


@pytest.fixture
def staff(client, by):
    with db.transaction():
        person = make_user("Stina Staff")
    return sign_in(client, person)


def test_staff_read_in_a_list_whole_or_not_at_all(staff, delegation):
    path = f"/staff/delegations/{delegation.reference}/participants"
    sent = {"mode": "whole", "pasted": "Namn\tNr\nAnn\t1\nBo\t1\n\t3\n"}
    refused = staff.post(f"{path}/list", data=sent)
    assert refused.status_code == 400
    assert errors(refused) == [
        "Rad 3: Nummer 1 står också på rad 2. Ge en av dem ett annat.",
        "Rad 4: Namnet saknas.",
    ]
    assert count_participants(delegation) == 0
    file = (io.BytesIO("Namn;Pass;Rang\nÅsa Öberg;X1;2\nBo;;1\nCy;;\nDi;;\n".encode()), "lista.csv")
    taken = staff.post(f"{path}/list", data={"mode": "whole", "file": file}, follow_redirects=True)
    assert "4 personer är inlästa. De här kolumnerna sparade vi inte" in words(taken)
    assert "4 i förteckningen, 3 väntas" in words(taken)
    db.session.rollback()
    assert order(delegation) == [(1, "Bo"), (2, "Åsa Öberg"), (None, "Cy"), (None, "Di")]
    exported = staff.get(f"{path}.csv").get_data(as_text=True)
    assert exported.splitlines()[1] == "Bo;;;1;"
    again = (io.BytesIO(exported.encode()), "lista.csv")
    staff.post(f"{path}/list", data={"mode": "whole", "file": again})
    db.session.rollback()
    assert order(delegation) == [(1, "Bo"), (2, "Åsa Öberg"), (None, "Cy"), (None, "Di")]


def test_staff_see_to_each_person(staff, delegation):
    path = f"/staff/delegations/{delegation.reference}/participants"
    for name in ("Ann", "Bo"):
        staff.post(path, data={"name": name, "title": "=SUM(1)"})
    ann, bo = list_participants(delegation)
    page = f"{path}/{bo.id}"
    assert staff.post(f"{page}/up").status_code == 303
    assert "Ta bort ur förteckningen" in words(staff.get(page))
    changed = {"name": "Anna", "precedence": "1"}
    assert staff.post(f"{path}/{ann.id}", data=changed).status_code == 303
    twice = staff.post(page, data={"name": "Bo", "precedence": "1"})
    assert errors(twice) == [
        "Anna har redan nummer 1. Välj ett annat, eller flytta dem i förteckningen."
    ]
    assert "'=SUM(1)" in staff.get(f"{path}.csv").text
    assert staff.post(f"{page}/remove").status_code == 303
    db.session.rollback()
    assert [each.name for each in db.session.query(Participant)] == ["Anna"]
    assert staff.get(page).status_code == 404


def test_somebody_is_put_into_a_group_and_stays_in_it(staff, by, delegation):
    group = do(add_group, delegation, "A", None, by=by)
    path = f"/staff/delegations/{delegation.reference}/participants"
    assert staff.post(path, data={"name": "Ann", "group_id": str(group.id)}).status_code == 303
    (ann,) = list_participants(delegation)
    kept = values(staff.get(f"{path}/{ann.id}"))
    assert kept["group_id"] == str(group.id)
    assert staff.post(f"{path}/{ann.id}", data={**kept, "name": "Anna"}).status_code == 303
    db.session.rollback()
    assert [(each.name, each.group_id) for each in list_participants(delegation)] == [
        ("Anna", group.id)
    ]


def test_needs_are_told_as_numbers(client, link, delegation):
    path = f"/en/delegation/{guest_token(link)}"
    told = {"arrival": "Train 9.12", "questions": "How?", "food_vegan": "2", "access_seats": ""}
    assert client.post(f"{path}/needs", data=told).status_code == 303
    page = words(client.get(path))
    assert "Vegan: 2" in page
    assert "Train 9.12" in page
    refused = client.post(f"{path}/needs", data={"food_vegan": "4"})
    assert errors(refused) == ["Enter a number from 0 to 3."]
