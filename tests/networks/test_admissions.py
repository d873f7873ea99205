"""Applications and invitations: from the mailed link to a member who can sign in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role, SignInLink, User
from arena.audit.models import INVITED, STRANGER, Actor
from arena.directory.models import Organisation, Person, PersonRole
from arena.messages.models import Message
from arena.networks import jobs
from arena.networks.links import admission_token
from arena.networks.models import Admission, Circle, Membership, Network, Seat
from arena.networks.queries.admissions import list_past
from arena.networks.services.answering import (
    Answer,
    accept_application,
    accept_invitation,
    decline_application,
)
from arena.networks.services.asking import (
    apply_by_form,
    confirm_application,
    invite,
    renew_invitation,
)
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.services.errors import (
    Asked,
    NeedsArena,
    NetworkEnded,
    NotVouched,
    Settled,
    WrongKind,
)
from arena.networks.services.forgetting import erase_admissions
from arena.networks.services.founding import end_network
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.networks.cast import give_office, join, make_network, make_organisation, make_partner
from tests.pages import words

FORM = {
    "organisation_name": "Solvind Digital AB",
    "organisation_type": "small_company",
    "country": "SE",
    "organisation_number": "",
    "name": "Siv Sol",
    "email": "siv@solvind.example",
    "circle": "associated",
    "words": "Vi styr laddning.",
}


def facts(**changes):
    values = {
        "organisation_name": "Solvind Digital AB",
        "organisation_type": "small_company",
        "name": "Siv Sol",
        "email": "siv@solvind.example",
        "language": "sv",
        "words": "Vi styr laddning.",
    }
    return AdmissionFacts(**(values | changes))


@pytest.fixture
def cast(app):
    """A network that takes applications, led by a partner, and a coordinator."""
    with db.transaction():
        alice = make_user()
        energy = make_organisation(email_domain="norrskar.example")
        chair = make_partner(energy, "Petra Pålsson")
        network = make_network(entry="application")
        join(network, chair)
        give_office(network, chair)
    return {"alice": alice, "chair": chair, "network": network, "energy": energy}


def invited(cast, **changes):
    with db.transaction():
        return invite(
            cast["network"], facts(**changes), user=cast["alice"], by=Actor.user(cast["alice"].id)
        )


def applied(cast, **changes):
    with db.transaction():
        admission = apply_by_form(cast["network"], facts(**changes), by=STRANGER)
    with db.transaction():
        confirm_application(admission, by=STRANGER)
    return admission


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_opening_an_invitation_does_nothing_and_its_button_lets_one_in(app, client, cast):
    admission = invited(cast)
    path = f"/sv/networks/invitation/{admission_token(admission)}"
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert count(User) == 2
    answer = client.post(path, data={"answer": "yes", "is_listed": "y", "words": "Gärna!"})
    assert answer.status_code == 303
    assert "Du har tackat ja" in words(client.get(path))
    db.session.rollback()
    person = db.session.scalars(select(Person).where(Person.email == "siv@solvind.example")).one()
    assert person.user.role == Role.PARTNER
    assert [role.organisation.email_domain for role in person.roles] == ["solvind.example"]
    assert count(SignInLink) == 1
    again = client.post(path, data={"answer": "yes", "words": ""})
    assert again.status_code == 303
    assert client.post(path, data={"answer": "no", "words": ""}).status_code == 400
    assert count(Seat) == 2
    signed_in = sign_in(app.test_client(), db.session.get_one(User, person.user_id))
    assert signed_in.get("/partner/networks/klimatpositiva-kvarter").status_code == 200
    assert {"networks/invitation", "networks/accepted", "networks/invitation_answered"} <= set(
        db.session.scalars(select(Message.template))
    )


def test_an_invitation_expires_is_renewed_and_its_old_link_leads_nowhere(app, client, cast):
    admission = invited(cast)
    old = f"/sv/networks/invitation/{admission_token(admission)}"
    with clock.travel(NOW + timedelta(days=31)):
        assert client.get(old).status_code == 410
        assert client.post(old, data={"answer": "yes"}).status_code == 410
        jobs.expire_links()
        db.session.rollback()
        assert db.session.get_one(Admission, admission.id).state == "expired"
        with db.transaction():
            renew_invitation(admission, by=Actor.user(cast["alice"].id))
        new = f"/sv/networks/invitation/{admission_token(admission)}"
        assert client.get(old).status_code == 404
        assert client.get(new).status_code == 200
    db.session.rollback()
    base = f"/staff/networks/klimatpositiva-kvarter/admissions/{admission.id}"
    alice = sign_in(app.test_client(), cast["alice"])
    assert alice.post(f"{base}/withdraw").status_code == 303
    assert client.get(new).status_code == 410


def test_a_stranger_applies_confirms_and_is_accepted(app, client, cast):
    path = "/sv/networks/klimatpositiva-kvarter/apply"
    assert client.get(path).status_code == 200
    for _ in range(2):  # A double click.
        assert client.post(path, data=FORM).status_code == 303
    admission = db.session.scalars(select(Admission)).one()
    db.session.rollback()
    chair = sign_in(app.test_client(), cast["chair"].user)
    base = f"/partner/networks/klimatpositiva-kvarter/admissions/{admission.id}"
    assert chair.get(base).status_code == 404  # Nobody knows yet whose the address is.
    link = f"/sv/networks/application/{admission_token(admission)}"
    db.session.rollback()
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 303
    assert client.post(link).status_code == 303
    assert "Solvind Digital AB" in words(chair.get(base))
    data = {"circle": "core", "words": "Välkomna!", "answer": "yes"}
    assert chair.post(base, data=data).status_code == 303
    assert chair.post(base, data=data).status_code == 303
    refused = chair.post(base, data=data | {"answer": "no", "words": "Nej."})
    assert refused.status_code == 400
    assert count(Membership) == 2
    assert "Välkommen till nätverket" in words(client.get(link))
    membership = db.session.scalars(select(Membership).order_by(Membership.id.desc())).first()
    assert (membership.circle, membership.organisation.name) == ("core", "Solvind Digital AB")


def test_a_no_needs_words_and_is_mailed_with_them(app, cast):
    admission = applied(cast)
    chair = sign_in(app.test_client(), cast["chair"].user)
    base = f"/partner/networks/klimatpositiva-kvarter/admissions/{admission.id}"
    data = {"circle": "core", "words": "", "answer": "no"}
    assert chair.post(base, data=data).status_code == 400
    assert chair.post(base, data=data | {"words": "Inte nu."}).status_code == 303
    db.session.rollback()
    assert "networks/declined" in db.session.scalars(select(Message.template)).all()


def test_of_two_answers_the_second_finds_it_settled(app, cast):
    admission = applied(cast)
    by = Actor.user(cast["alice"].id)
    with db.transaction():
        accept_application(admission, Answer(Circle.CORE), user=cast["alice"], by=by)
    with pytest.raises(Settled), db.transaction():
        decline_application(admission, words="Nej.", user=cast["chair"].user, by=by)
    with pytest.raises(Settled), db.transaction():
        accept_application(admission, Answer(Circle.CORE), user=cast["alice"], by=by)
    assert count(Membership) == 2


def test_nobody_gets_into_a_known_organisation_from_another_address(app, cast):
    """Who stands for an organisation sees what is its own: a chair cannot let a stranger in."""
    admission = applied(cast, organisation_name="Norrskär Energi AB", email="mallory@mail.example")
    chair, alice = cast["chair"].user, cast["alice"]
    with pytest.raises(NeedsArena), db.transaction():
        accept_application(admission, Answer(Circle.CORE), user=chair, by=Actor.user(chair.id))
    wanted = facts(organisation_name="Norrskär Energi AB", email="eve@mail.example")
    with pytest.raises(NeedsArena), db.transaction():
        invite(cast["network"], wanted, user=chair, by=Actor.user(chair.id))
    with pytest.raises(NotVouched), db.transaction():
        invite(cast["network"], wanted, user=alice, by=Actor.user(alice.id))
    assert count(PersonRole) == 1
    with db.transaction():
        accept_application(admission, Answer(Circle.CORE), user=alice, by=Actor.user(alice.id))
    assert count(Organisation) == 1
    assert count(Membership) == 1  # It was a member already, and has one more person.
    assert count(Seat) == 2


def test_a_chair_is_told_beforehand_whom_only_the_arena_lets_in(app, cast):
    admission = applied(cast, organisation_name="Norrskär Energi AB", email="mallory@mail.example")
    end = f"networks/klimatpositiva-kvarter/admissions/{admission.id}"
    chair = sign_in(app.test_client(), cast["chair"].user)
    page = words(chair.get(f"/partner/{end}"))
    assert "Arenans samordnare släpper in den här" in page
    assert "Säg ja" not in page
    alice = sign_in(app.test_client(), cast["alice"])
    assert "Säg ja" in words(alice.get(f"/staff/{end}"))


def test_staff_say_that_they_know_whom_they_invite_from_another_address(app, cast):
    alice = sign_in(app.test_client(), cast["alice"])
    path = "/staff/networks/klimatpositiva-kvarter/invite"
    data = FORM | {"organisation_name": "Norrskär Energi AB", "language": "sv"}
    assert "is_vouched" not in alice.get(path).text
    refused = alice.post(path, data=data)
    assert refused.status_code == 400
    assert "visar inte att personen hör dit" in words(refused)
    assert count(Admission) == 0
    assert alice.post(path, data=data | {"is_vouched": "y"}).status_code == 303
    db.session.rollback()
    admission = db.session.scalars(select(Admission)).one()
    assert admission.organisation_id == cast["energy"].id
    with db.transaction():
        accept_invitation(admission, words="", listed=True, user=None, by=INVITED)
    assert count(Organisation) == 1
    chair = sign_in(app.test_client(), cast["chair"].user)
    path = "/partner/networks/klimatpositiva-kvarter/invite"
    answer = chair.post(path, data=data | {"email": "eve@mail.example", "is_vouched": "y"})
    assert answer.status_code == 400
    assert count(Admission) == 1


def test_who_came_into_the_directory_after_the_invitation_is_vouched_for_by_nobody(app, cast):
    admission = invited(cast)
    with db.transaction():
        make_organisation("Solvind Digital AB", email_domain="other.example")
    with pytest.raises(NeedsArena), db.transaction():
        accept_invitation(admission, words="", listed=True, user=None, by=INVITED)


def test_an_account_that_there_is_is_used_again(app, cast):
    with db.transaction():
        gun = make_partner(make_organisation("Granbacken Arkitekter AB"), "Gun Gran")
    admission = invited(cast, organisation_name="Granbacken Arkitekter AB", email=gun.email)
    with db.transaction():
        accept_invitation(admission, words="", listed=False, user=None, by=INVITED)
    assert count(User) == 3
    assert count(Person) == 2
    [seat] = db.session.scalars(select(Seat).where(Seat.person_id == gun.id))
    assert not seat.is_listed


def test_a_network_that_ended_meanwhile_lets_nobody_in(app, client, cast):
    admission = invited(cast)
    path = f"/sv/networks/invitation/{admission_token(admission)}"
    with db.transaction():
        end_network(cast["network"], because="Klart.", by=Actor.user(cast["alice"].id))
    assert client.get(path).status_code == 410
    with pytest.raises((NetworkEnded, Settled)), db.transaction():
        accept_invitation(admission, words="", listed=True, user=None, by=INVITED)
    assert client.get("/sv/networks/klimatpositiva-kvarter/apply").status_code == 404


def test_only_public_bodies_get_into_a_network_for_them(app, client, cast):
    with db.transaction():
        cast["network"].organisation_types = ["city_administration", "municipality"]
    with pytest.raises(WrongKind), db.transaction():
        apply_by_form(cast["network"], facts(), by=STRANGER)
    page = client.get("/sv/networks/klimatpositiva-kvarter/apply").text
    assert 'value="small_company"' not in page
    answer = client.post("/sv/networks/klimatpositiva-kvarter/apply", data=FORM)
    assert answer.status_code == 400


def test_one_address_waits_once(app, cast):
    assert invited(cast).id == invited(cast).id  # A double click.
    with pytest.raises(Asked):
        invited(cast, words="Andra ord.")


def test_an_address_is_not_mailed_again_and_again(limited_client, cast):
    path = "/sv/networks/klimatpositiva-kvarter/apply"
    answers = [limited_client.post(path, data=FORM).status_code for _ in range(4)]
    assert answers == [303, 303, 303, 429]


def test_a_partner_applies_for_their_organisation_and_takes_it_back(app, cast):
    with db.transaction():
        frida = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
    browser = sign_in(app.test_client(), frida.user)
    assert "Klimatpositiva kvarter" in words(browser.get("/partner/networks/"))
    path = "/partner/networks/klimatpositiva-kvarter/apply"
    data = {
        "organisation": str(frida.roles[0].organisation_id),
        "circle": "core",
        "words": "Vi bygger.",
    }
    db.session.rollback()
    assert browser.post(path, data=data).status_code == 303
    assert browser.post(path, data=data).status_code == 303
    admission = db.session.scalars(select(Admission)).one()
    db.session.rollback()
    assert "Fjällnäs" in words(sign_in(app.test_client(), cast["alice"]).get("/staff/"))
    taken_back = f"/partner/networks/applications/{admission.id}/withdraw"
    other = sign_in(app.test_client(), cast["chair"].user)
    assert other.post(taken_back).status_code == 404
    assert browser.post(taken_back).status_code == 303


def test_applications_are_erased_a_year_after_the_answer(app, cast):
    admission = applied(cast)
    with db.transaction():
        decline_application(
            admission, words="Nej.", user=cast["alice"], by=Actor.user(cast["alice"].id)
        )
    assert list_past() == []
    db.session.rollback()
    with clock.travel(NOW + timedelta(days=367)), db.transaction():
        assert erase_admissions(list_past(), Actor("worker")) == 1
    assert count(Admission) == 0
    assert count(Network) == 1
