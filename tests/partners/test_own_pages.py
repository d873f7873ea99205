"""Partners see to what is their own, and a partner of another organisation sees none of it."""

from __future__ import annotations

import pytest
from flask import url_for
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.audit.models import Actor
from arena.delegations.models import AskState, Contact, ItemParty
from arena.delegations.services.building import add_item
from arena.directory.models import Person, PersonRole
from arena.directory.queries.managers import list_managers
from arena.messages.mail_topics import register_topic
from arena.messages.models import ALL_MAILINGS, Message, RefusedThrough
from arena.messages.queries import refuses
from arena.messages.services import refuse_mailings
from arena.networks.models import Seat
from arena.partners.services.showings import ShowingFacts, add_showing
from arena.scheduling.stops import find_showing
from tests.cast import make_user, sign_in
from tests.delegations.cast import item_facts, make_delegation
from tests.networks.cast import join, make_network, make_organisation, make_partner

SECRETS = ("Norrskär", "Pia Partner", "Sorteringshallen", "Moira")


@pytest.fixture
def pia(app):
    with db.transaction():
        return make_partner(make_organisation())


@pytest.fixture
def bob(app, pia):
    with db.transaction():
        return make_partner(make_organisation("Sydholm Bostad AB"), "Bob Berg")


def of(person):
    return person.roles[0].organisation


def at(person, rest=""):
    return f"/partner/organisation/{of(person).id}{rest}"


def show(person, **facts):
    with db.transaction():
        facts = ShowingFacts(kind="site", title_sv="Sorteringshallen", **facts)
        return add_showing(of(person), facts, by=Actor.user(person.user_id))


def test_nobody_of_another_organisation_reaches_anything_of_ours(app, pia, bob):
    showing = show(pia)
    client = sign_in(app.test_client(), bob.user)
    numbers = {
        "organisation_id": of(pia).id,
        "role_id": pia.roles[0].id,
        "showing_id": showing.id,
        "seat_id": 1,
    }
    reached = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("partners."):
            continue
        values = {name: numbers[name] for name in rule.arguments}
        with app.test_request_context():
            address = url_for(rule.endpoint, **values)
        for method in rule.methods & {"GET", "POST"}:
            answer = client.open(address, method=method)
            if "organisation_id" in rule.arguments and answer.status_code != 404:
                reached.append((method, rule.endpoint, answer.status_code))
            assert not any(secret in answer.text for secret in SECRETS), rule.endpoint
        # Nor by the number of his own organisation, with a record of ours.
        if {"role_id", "showing_id", "seat_id"} & rule.arguments:
            with app.test_request_context():
                mixed = url_for(rule.endpoint, **values | {"organisation_id": of(bob).id})
            assert client.post(mixed).status_code == 404, rule.endpoint
    assert reached == []


def test_a_colleague_who_manages_nobody_changes_nobody(app, pia):
    with db.transaction():
        paul = make_partner(of(pia), "Paul Palm")
    client = sign_in(app.test_client(), paul.user)
    assert "Bjud in en kollega" not in client.get(at(pia, "/people")).text
    for rest in ("/people/invite", f"/people/{pia.roles[0].id}/end"):
        assert client.get(at(pia, rest)).status_code == 403
        assert client.post(at(pia, rest)).status_code == 403
    assert client.post(at(pia, f"/people/{pia.roles[0].id}/manager")).status_code == 403


def test_the_first_who_can_sign_in_manages_until_somebody_is_named(app, pia):
    with db.transaction():
        paul = make_partner(of(pia), "Paul Palm")
    assert [role.person_id for role in list_managers(of(pia).id)] == [pia.id]
    with db.transaction():
        alice = make_user()
    staff = sign_in(app.test_client(), alice)
    role_id = paul.roles[0].id
    staff.post(f"/staff/directory/roles/{role_id}/manager", data={"wanted": "yes"})
    db.session.rollback()
    assert [role.person_id for role in list_managers(of(pia).id)] == [paul.id]
    with db.transaction():
        paul.user.closed_at = clock.now()
    assert list_managers(of(pia).id) == []  # It falls to nobody unasked.


def test_naming_a_second_manager_keeps_the_first(app, pia):
    with db.transaction():
        paul = make_partner(of(pia), "Paul Palm")
    client = sign_in(app.test_client(), pia.user)
    client.post(at(pia, f"/people/{paul.roles[0].id}/manager"), data={"wanted": "yes"})
    db.session.rollback()
    assert {role.person_id for role in list_managers(of(pia).id)} == {pia.id, paul.id}


def invite(client, pia, email, name="Nils Nord"):
    data = {"name": name, "email": email, "title": "Driftchef", "language": "sv"}
    return client.post(at(pia, "/people/invite"), data=data, follow_redirects=True)


def test_inviting_twice_makes_one_colleague_with_an_account(app, pia):
    client = sign_in(app.test_client(), pia.user)
    assert "inbjuden" in invite(client, pia, "nils@norrskar.example").text
    assert "företräder er redan" in invite(client, pia, "Nils@norrskar.example").text
    db.session.rollback()
    person = db.session.scalars(select(Person).where(Person.name == "Nils Nord")).one()
    assert person.user.role == Role.PARTNER
    assert [role.organisation_id for role in person.roles] == [of(pia).id]
    mails = select(Message).where(Message.recipient_email == "nils@norrskar.example")
    assert len(db.session.scalars(mails).all()) == 1


@pytest.mark.parametrize("whose", ["another partner's", "staff's", "a closed account's"])
def test_a_known_address_is_left_to_staff(app, pia, bob, whose):
    with db.transaction():
        alice = make_user()
        if whose == "a closed account's":
            bob.user.closed_at = clock.now()
    email = alice.email if whose == "staff's" else bob.user.email
    client = sign_in(app.test_client(), pia.user)
    page = invite(client, pia, email, name="Någon Annan").text
    assert "känner redan den här adressen" in page
    assert "Bob Berg" not in page
    db.session.rollback()
    asked = db.session.scalars(select(Message).where(Message.template == "partners/asks")).one()
    assert asked.params["ask"] == "colleague"
    roles = select(PersonRole).where(PersonRole.organisation_id == of(pia).id)
    assert [role.person_id for role in db.session.scalars(roles)] == [pia.id]


def test_only_networks_that_the_manager_knows_of_can_be_seen_and_changed(app, pia):
    with db.transaction():
        paul = make_partner(of(pia), "Paul Palm")
        closed = make_network("hemligt", name_sv="Hemliga nätverket", is_public=False)
        known = make_network()
        for network in (closed, known):
            join(network, paul)
    seats = {seat.membership.network_id: seat for seat in db.session.scalars(select(Seat))}
    client = sign_in(app.test_client(), pia.user)
    page = client.get(at(pia, "/people")).text
    assert "Klimatpositiva kvarter" in page
    assert "Hemliga" not in page
    for network, status in ((closed, 404), (known, 303)):
        address = at(pia, f"/people/places/{seats[network.id].id}")
        assert client.post(address, data={"wanted": "no"}).status_code == status
    db.session.rollback()
    assert {each.membership.network_id: each.is_listed for each in seats.values()} == {
        closed.id: True,
        known.id: False,
    }


def test_what_we_show_reaches_staff_and_programmes_and_the_second_to_save_sees_the_first(app, pia):
    showing = show(pia, not_shown="Kontrollrummet")
    with db.transaction():
        alice = make_user()
    staff = sign_in(app.test_client(), alice)
    assert "Kontrollrummet" in staff.get(f"/staff/directory/{of(pia).id}").text
    stop = find_showing(f"partner:{showing.id}")
    assert "Sorteringshallen" in stop.title_sv
    assert "Kontrollrummet" not in stop.summary_sv + stop.note_sv
    client = sign_in(app.test_client(), pia.user)
    address = at(pia, f"/shows/{showing.id}")
    form = {"version": "1", "kind": "site", "title_sv": "Hallen", "minutes": "45", "is_open": "y"}
    assert client.post(address, data=form).status_code == 303
    second = client.post(address, data=form | {"title_sv": "Stora hallen"})
    assert second.status_code == 400
    assert "Stora hallen" in second.text
    assert 'name="version" type="hidden" value="2"' in second.text or 'value="2"' in second.text
    db.session.rollback()
    assert showing.title_sv == "Hallen"


def test_visits_tell_when_how_many_and_why_but_no_guest(app, pia, bob):
    showing = show(pia)
    with db.transaction():
        delegation = make_delegation(state="released")
        alice = make_user()
        item, _faults = add_item(delegation, item_facts(), by=Actor.user(alice.id))
        item.parties.append(
            ItemParty(
                role="speaker",
                name="Pia Partner",
                email=pia.user.email,
                state=AskState.ASKED,
            )
        )
        draft = make_delegation()
        seen, _faults = add_item(
            draft, item_facts(title_sv="Hemligt utkast"), by=Actor.user(alice.id)
        )
        seen.stop_key = showing.stop_key
    page = sign_in(app.test_client(), pia.user).get(f"/partner/visits/{of(pia).id}").text
    assert "Översikt" in page
    assert "12 personer" in page
    assert "Hemligt utkast" not in page
    assert "Moira" not in page
    assert "Aldermoor" not in page
    assert (
        "Översikt"
        not in sign_in(app.test_client(), bob.user).get(f"/partner/visits/{of(bob).id}").text
    )


def test_a_contact_is_shown_only_by_their_own_word_and_to_whom_they_said(app, pia, bob):
    with db.transaction():
        delegation = make_delegation(state="done")
        for name, consent_on in (("Moira Alder", clock.today()), ("Edwin Elm", None)):
            db.session.add(
                Contact(
                    delegation_id=delegation.id,
                    name=name,
                    shared_with=[of(pia).name],
                    consent_on=consent_on,
                )
            )
    page = sign_in(app.test_client(), pia.user).get(f"/partner/visits/{of(pia).id}").text
    assert "Moira Alder" in page
    assert "Edwin" not in page
    assert (
        "Moira"
        not in sign_in(app.test_client(), bob.user).get(f"/partner/visits/{of(bob).id}").text
    )


def test_mail_is_refused_and_wanted_as_by_the_links_in_mails(app, pia):
    register_topic(app, "network", lambda rest: f"nätverket {rest}")
    with db.transaction():
        network, other = make_network(), make_network("annat")
        join(network, pia)
        refuse_mailings(
            pia.user.email, ALL_MAILINGS, through=RefusedThrough.LINK, by=Actor.user(pia.user_id)
        )
    mine, theirs = f"network:{network.id}", f"network:{other.id}"
    client = sign_in(app.test_client(), pia.user)
    page = client.get("/partner/mail").text
    assert mine in page
    assert theirs not in page
    assert client.post("/partner/mail", data={"topics": [mine]}).status_code == 303
    db.session.rollback()
    assert not refuses(pia.user.email, mine)
    assert refuses(pia.user.email, "matches")
    assert client.post("/partner/mail", data={"topics": [theirs]}).status_code == 400


def test_an_account_that_nobody_has_linked_is_told_how_to_begin(app):
    with db.transaction():
        user = make_user("Nora Ny", Role.PARTNER)
    client = sign_in(app.test_client(), user)
    assert "inte kopplad till någon organisation" in client.get("/partner/").text
    for address in ("organisation", "visits", "mail", "calendars"):
        assert client.get(f"/partner/{address}").status_code == 200
    assert db.session.get(User, user.id).is_open


def test_a_request_is_mailed_once_however_often_it_is_sent(app, pia):
    with db.transaction():
        make_user()
    client = sign_in(app.test_client(), pia.user)
    for _ in range(2):
        client.post(at(pia, "/ask"), data={"words": "Vi heter Norrskär Kraft från nyår."})
    db.session.rollback()
    assert len(db.session.scalars(select(Message)).all()) == 1
