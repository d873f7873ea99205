"""Two at one moment: answers to an application, the same member let in twice, two chairs."""

from __future__ import annotations

from sqlalchemy import func, select

from arena import db
from arena.accounts.models import User
from arena.audit.models import STRANGER, Actor
from arena.directory.models import Organisation, Person
from arena.networks.models import Admission, Circle, Membership, Network, Office, OfficeName
from arena.networks.services.answering import (
    Answer,
    accept_application,
    decline_application,
)
from arena.networks.services.asking import apply_by_form, confirm_application
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.services.errors import AlreadyMember, Settled
from arena.networks.services.members import admit
from arena.networks.services.offices import give_office
from tests.cast import make_user
from tests.networks.cast import join, make_network, make_organisation, make_partner
from tests.resources.test_dividing_at_once import try_both

FACTS = AdmissionFacts(
    organisation_name="Solvind Digital AB",
    organisation_type="small_company",
    name="Siv Sol",
    email="siv@solvind.example",
    language="sv",
    words="Vi styr laddning.",
)


def user_of(ids):
    return db.session.get_one(User, ids["alice"])


def by(ids):
    return Actor.user(ids["alice"])


def test_of_two_answers_at_once_one_counts(app):
    with db.transaction():
        alice, network = make_user(), make_network(entry="application")
        admission = apply_by_form(network, FACTS, by=STRANGER)
        confirm_application(admission, by=STRANGER)
        ids = {"alice": alice.id, "admission": admission.id}

    def says_yes(ids):
        asked = db.session.get_one(Admission, ids["admission"])
        accept_application(asked, Answer(Circle.CORE), user=user_of(ids), by=by(ids))

    def says_no(ids):
        asked = db.session.get_one(Admission, ids["admission"])
        decline_application(asked, words="Nej.", user=user_of(ids), by=by(ids))

    assert try_both(app, ids, says_yes, says_no) == (None, Settled)
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 1


def test_of_two_who_let_the_same_member_in_one_does(app):
    with db.transaction():
        ids = {
            "alice": make_user().id,
            "network": make_network().id,
            "organisation": make_organisation().id,
        }

    def lets_in(ids):
        network = db.session.get_one(Network, ids["network"])
        organisation = db.session.get_one(Organisation, ids["organisation"])
        admit(network, organisation, Circle.CORE, by=by(ids))

    assert try_both(app, ids, lets_in, lets_in) == (None, AlreadyMember)


def test_of_two_chairs_at_once_the_later_one_leads(app):
    with db.transaction():
        network = make_network()
        people = [
            make_partner(make_organisation("Norrskär Energi AB"), "Petra Pålsson"),
            make_partner(make_organisation("Granbacken Arkitekter AB"), "Gun Gran"),
        ]
        for person in people:
            join(network, person)
        ids = {"alice": make_user().id, "network": network.id}
        ids |= {"petra": people[0].id, "gun": people[1].id}

    def appoints(who):
        def act(ids):
            person = db.session.get_one(Person, ids[who])
            network = db.session.get_one(Network, ids["network"])
            give_office(network, person, OfficeName.CHAIR, by=by(ids))

        return act

    assert try_both(app, ids, appoints("petra"), appoints("gun")) == (None, None)
    assert db.session.scalars(select(Office.person_id)).all() == [ids["gun"]]
