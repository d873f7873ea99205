"""Members over time: circles as they were, once at a time, and what ends when people leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.services import close_account
from arena.audit.models import COMMAND, Actor
from arena.directory.services import end_role
from arena.networks import jobs
from arena.networks.models import Circle, Membership, Network, Office, OfficeName, Seat
from arena.networks.queries.parting import list_without_chair
from arena.networks.queries.reading import list_member_rows
from arena.networks.queries.standing import list_sittings, networks_of, offices_in
from arena.networks.rules.slugs import slug_for
from arena.networks.services.errors import (
    AlreadyMember,
    GroupOfGroup,
    NoRole,
    NotInParent,
    NotOfTheNetwork,
)
from arena.networks.services.founding import NetworkFacts, found_network
from arena.networks.services.members import add_seat, admit, end_membership, move_circle
from arena.networks.services.offices import give_office as give
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.networks.cast import (
    LONG_AGO,
    give_office,
    join,
    make_network,
    make_organisation,
    make_partner,
    make_person,
)
from tests.pages import words

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def test_names_in_addresses_are_plain_and_never_taken():
    assert slug_for("Blågrönt forum", []) == "blagront-forum"
    assert slug_for("Blågrönt forum", ["blagront-forum"]) == "blagront-forum-2"
    assert slug_for("New", []) == "new-2"
    assert slug_for("川西", []) == "network"


@pytest.fixture
def cast(app):
    """A network with a chair of a partner, and a group of it."""
    with db.transaction():
        alice = make_user()
        petra = make_partner(make_organisation(), "Petra Pålsson")
        network = make_network()
        membership = join(network, petra)
        give_office(network, petra)
        group = make_network("effekt", name_sv="Effekt", parent=network)
    return {
        "alice": alice,
        "petra": petra,
        "network": network,
        "membership": membership,
        "group": group,
        "by": Actor.user(alice.id),
    }


def test_where_a_member_was_stays_readable_when_it_moves(app, cast):
    network = cast["network"]
    with db.transaction():
        moved = move_circle(cast["membership"], Circle.LISTENING, by=cast["by"])
    assert [s.circle for s in list_sittings(network, TODAY)] == ["listening"]
    assert [s.circle for s in list_sittings(network, TODAY - DAY)] == ["core"]
    assert [(row.membership.id, row.since) for row in list_member_rows(network, TODAY)] == [
        (moved.id, LONG_AGO)
    ]
    with db.transaction():
        again = move_circle(moved, Circle.ASSOCIATED, by=cast["by"])
    assert again.id == moved.id  # It had been there for less than a day.


def test_the_database_refuses_an_organisation_twice_at_a_time(app, cast):
    organisation = cast["membership"].organisation
    with pytest.raises(AlreadyMember), db.transaction():
        admit(cast["network"], organisation, Circle.CORE, by=cast["by"])
    inside = {"starts_on": TODAY - 5 * DAY, "ends_on": TODAY - DAY}
    with pytest.raises(IntegrityError), db.transaction():
        db.session.add(
            Membership(
                network_id=cast["network"].id,
                organisation_id=organisation.id,
                circle="core",
                created_at=clock.now(),
                **inside,
            )
        )
    with db.transaction():
        end_membership(cast["membership"], on=TODAY, because="Paus.", by=cast["by"])
        admit(cast["network"], organisation, Circle.CORE, by=cast["by"])


def test_a_group_takes_members_of_its_network_and_has_no_groups(app, cast):
    with db.transaction():
        other = make_organisation("Fjällnäs Fastigheter AB")
    with pytest.raises(NotInParent), db.transaction():
        admit(cast["group"], other, Circle.CORE, by=cast["by"])
    with pytest.raises(GroupOfGroup), db.transaction():
        found_network(NetworkFacts(name_sv="Djupare"), parent=cast["group"], by=cast["by"])
    with pytest.raises(IntegrityError), db.transaction():
        db.session.execute(
            update(Network)
            .where(Network.id == cast["network"].id)
            .values(parent_id=cast["network"].id)
        )


def test_only_somebody_of_the_organisation_stands_for_it(app, cast):
    with db.transaction():
        other = make_person(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
    with pytest.raises(NoRole), db.transaction():
        add_seat(cast["membership"], other, by=cast["by"])
    with pytest.raises(NotOfTheNetwork), db.transaction():
        give(cast["network"], other, OfficeName.SECRETARY, by=cast["by"])


def test_who_leaves_their_organisation_is_out_at_once_and_the_chair_is_missed(app, cast):
    petra, network = cast["petra"], cast["network"]
    assert networks_of(petra.user, TODAY) == {network.id, cast["group"].id}
    with db.transaction():
        end_role(petra.roles[0], last_day=TODAY, by=cast["by"])
    assert networks_of(petra.user, TODAY)  # It is the last day.
    tomorrow = NOW + DAY
    with clock.travel(tomorrow):
        day = clock.today()
        assert networks_of(petra.user, day) == set()
        assert offices_in(network, petra.user, day) == set()
        assert list_sittings(network, day) == []
        assert list_without_chair(day) == [network]
        jobs.end_lost_seats()
        db.session.rollback()
        assert db.session.scalars(select(Seat.ends_on)).all() == [day]


def test_who_left_yesterday_loses_seat_and_office_with_the_role(app, cast):
    petra, network = cast["petra"], cast["network"]
    with db.transaction():
        end_role(petra.roles[0], last_day=TODAY - DAY, by=cast["by"])
    assert db.session.scalars(select(Seat.ends_on)).all() == [TODAY]
    assert db.session.scalars(select(Office.ends_on)).all() == [TODAY]
    assert list_without_chair(TODAY) == [network]


def test_a_person_and_an_organisation_tell_of_their_networks(app, cast):
    alice = sign_in(app.test_client(), cast["alice"])
    petra = cast["petra"]
    base = "/staff/directory"
    organisation_id = petra.roles[0].organisation_id
    pages = (
        f"{base}/people/{petra.id}",
        f"{base}/people/{petra.id}/history",
        f"{base}/{organisation_id}",
        f"{base}/{organisation_id}/history",
    )
    db.session.rollback()
    for page in pages:
        assert "Klimatpositiva kvarter" in words(alice.get(page)), page


def test_a_closed_account_sits_nowhere(app, cast):
    petra, network = cast["petra"], cast["network"]
    with db.transaction():
        close_account(petra.user, by=COMMAND)
    assert networks_of(petra.user, TODAY) == set()
    assert list_sittings(network, TODAY) == []
    assert list_without_chair(TODAY) == [network]


def test_an_organisation_that_leaves_takes_its_people_and_offices_along(app, cast):
    petra, network = cast["petra"], cast["network"]
    with db.transaction():
        join(cast["group"], petra)
    with db.transaction():
        end_membership(cast["membership"], on=TODAY, because="Läggs ned.", by=cast["by"])
    assert networks_of(petra.user, TODAY) == set()
    assert list_sittings(cast["group"], TODAY) == []
    assert list_without_chair(TODAY) == [network]
    assert [s.person.id for s in list_sittings(network, TODAY - DAY)] == [petra.id]


def test_there_is_one_chair_at_a_time(app, cast):
    network = cast["network"]
    with db.transaction():
        gun = make_partner(make_organisation("Granbacken Arkitekter AB"), "Gun Gran")
        join(network, gun)
    with db.transaction():
        give(network, gun, OfficeName.CHAIR, by=cast["by"])
    assert offices_in(network, gun.user, TODAY) == {"chair"}
    assert offices_in(network, cast["petra"].user, TODAY) == set()
    assert offices_in(cast["group"], gun.user, TODAY) == {"chair"}


def test_a_chair_who_leaves_the_network_leads_it_and_sees_it_no_more(app):
    with db.transaction():
        make_user()
        chair = make_partner(make_organisation())
        network = make_network(is_public=False)
        group = make_network("grupp", parent=network, is_public=False)
        give_office(network, chair)
        give_office(group, chair, OfficeName.SECRETARY)
        membership = next(each for each in group.memberships)
        db.session.delete(membership)  # A seat in the network does for its groups.
    leaver, page = sign_in(app.test_client(), chair.user), f"/partner/networks/{network.slug}"
    assert leaver.get(page).status_code == 200
    assert leaver.post(f"{page}/place/end").status_code == 303
    assert leaver.get(page).status_code == 404
    assert leaver.get("/partner/networks/grupp").status_code == 404
    db.session.rollback()
    assert all(each.ends_on == clock.today() for each in db.session.scalars(select(Office)))
