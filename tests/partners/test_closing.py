"""Who leaves an organisation has nothing left: in no browser, link or calendar."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import SignInLink, User
from arena.accounts.services import issue_link, link_token
from arena.audit.models import STRANGER, Actor
from arena.directory.models import PersonRole
from arena.feeds.services import create_subscription
from arena.meetings.links import invitee_token
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from arena.messages.models import Message
from arena.networks.models import Seat
from arena.networks.queries.standing import networks_of
from tests.cast import sign_in
from tests.meetings.cast import make_circle, make_meeting
from tests.networks.cast import join, make_organisation, make_partner


@pytest.fixture
def house(app):
    """Pia manages Norrskär; Paul of it sits in a network and is called to its meeting."""
    with db.transaction():
        circle = make_circle(members=1, is_public=False)
        organisation = make_organisation()
        pia, paul = make_partner(organisation), make_partner(organisation, "Paul Palm")
        join(circle.network, paul)
        meeting = make_meeting(circle)
    with db.transaction():
        everybody = [each.who for each in list_not_invited(meeting)]
        call_meeting(meeting, everybody, by=Actor.user(circle.alice.id))
    return pia, paul, organisation, meeting


def role_of(person):
    return person.roles[0].id


def test_everything_of_who_leaves_is_closed_at_once(app, house):
    pia, paul, organisation, meeting = house
    first, second = (sign_in(app.test_client(), paul.user) for _ in range(2))
    with db.transaction():
        _sub, token = create_subscription(
            paul.user,
            name="Telefonen",
            scope="mine",
            language="sv",
            with_cancelled=True,
            by=Actor.user(paul.user_id),
        )
        link = issue_link(paul.user, "sign_in", by=STRANGER)
    mailed = link_token(link)
    invitee = next(each for each in meeting.invitees if each.person_id == paul.id)
    answer = f"/sv/meetings/answer/{invitee_token(invitee)}"
    anybody = app.test_client()
    assert second.get("/partner/").status_code == 200
    assert "Nätverksmöte" in anybody.get(f"/feeds/{token}.ics").text
    assert anybody.get(answer).status_code == 200

    pia_client = sign_in(app.test_client(), pia.user)
    page = f"/partner/organisation/{organisation.id}/people/{role_of(paul)}/end"
    assert "Klimatpositiva" not in pia_client.get(page).text  # The closed one is none of hers.
    assert pia_client.post(page).status_code == 303

    for client in (first, second):
        assert client.get("/partner/").status_code == 302
        assert client.get(f"/partner/meetings/{meeting.id}").status_code == 302
    assert "Nätverksmöte" not in anybody.get(f"/feeds/{token}.ics").text
    assert anybody.get(answer).status_code == 404
    anybody.post(f"/sv/sign-in/link/{mailed}")
    assert anybody.get("/partner/").status_code == 302
    db.session.rollback()
    assert not db.session.get(User, paul.user_id).is_open
    assert networks_of(paul.user, meeting.event.starts_at.date()) == set()
    assert db.session.scalar(select(SignInLink).where(SignInLink.id == link.id)).used_at is None
    assert db.session.scalars(select(Seat).where(Seat.person_id == paul.id)).one().ends_on


def test_the_last_manager_names_another_or_leaves_it_to_staff(app, house):
    pia, paul, organisation, _meeting = house
    client = sign_in(app.test_client(), pia.user)
    page = f"/partner/organisation/{organisation.id}/people/{role_of(pia)}/end"
    refused = client.post(page)
    assert refused.status_code == 400
    assert pia.user.is_open
    assert client.post(page, data={"heir": role_of(paul)}).status_code == 303
    db.session.rollback()
    assert not pia.user.is_open
    assert db.session.get(PersonRole, role_of(paul)).is_manager

    client = sign_in(app.test_client(), paul.user)
    page = f"/partner/organisation/{organisation.id}/people/{role_of(paul)}/end"
    assert client.post(page, data={"heir": "staff"}).status_code == 303
    db.session.rollback()
    told = select(Message).where(Message.template == "partners/asks")
    assert [each.params["ask"] for each in db.session.scalars(told)] == ["manager"]


def test_one_of_several_organisations_ends_alone(app, house):
    pia, paul, organisation, _meeting = house
    with db.transaction():
        other = make_organisation("Annat bolag AB")
        db.session.add(
            PersonRole(person=paul, organisation=other, starts_on=paul.roles[0].starts_on)
        )
    client = sign_in(app.test_client(), pia.user)
    client.post(f"/partner/organisation/{organisation.id}/people/{role_of(paul)}/end")
    db.session.rollback()
    assert paul.user.is_open
    paul_client = sign_in(app.test_client(), paul.user)
    home = paul_client.get("/partner/").text
    assert "Annat bolag AB" in home
    assert "Norrskär" not in home
    assert paul_client.get(f"/partner/organisation/{organisation.id}").status_code == 404


def test_whose_role_has_ended_reads_that_and_nothing_else(app, house):
    _pia, paul, organisation, _meeting = house
    with db.transaction():
        role = paul.roles[0]
        role.ends_on = role.starts_on.replace(year=2021)  # The worker has not been there yet.
    client = sign_in(app.test_client(), paul.user)
    page = client.get("/partner/").text
    assert "Du företräder inte längre någon organisation här" in page
    assert "/partner/networks" not in page
    for address in (
        "mail",
        "calendars",
        "visits",
        "organisation",
        f"organisation/{organisation.id}",
    ):
        assert client.get(f"/partner/{address}").headers["Location"] == "/partner/"
