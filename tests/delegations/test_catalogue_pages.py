"""The pages of the catalogue: stops are found, added, changed and closed; ways are entered."""

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.delegations.models import Stop
from arena.delegations.queries.catalogue import list_ways
from arena.delegations.services.catalogue import create_stop
from tests.cast import make_resource, make_user, sign_in
from tests.delegations.cast import make_delegation, make_item, somebody
from tests.delegations.test_catalogue import facts

TYPED = {
    "title_sv": "Uppmätt energi",
    "title_en": "Measured energy",
    "code": "n2-energi",
    "kind": "site",
    "topics": ["energy"],
    "minutes": "45",
    "minutes_min": "30",
    "notice_days": "0",
    "receiver_name": "Mats Frisk",
    "receiver_language": "sv",
}


@pytest.fixture
def places(app):
    with db.transaction():
        return [make_resource("GV", "site"), make_resource("N2", "site", quarter_limit=5)]


def test_a_stop_is_added_found_and_closed(client, places):
    with db.transaction():
        alice = make_user()
    sign_in(client, alice)
    stop = {**TYPED, "resource_id": str(places[1].id)}
    refused = client.post("/staff/delegations/stops/new", data={**stop, "minutes": "20"})
    assert refused.status_code == 400
    assert "Den kortaste tiden får inte vara längre" in refused.text
    shown = client.post("/staff/delegations/stops/new", data=stop, follow_redirects=True)
    assert "N2-ENERGI" in shown.text
    assert "Mats Frisk" in shown.text
    page = "/staff/delegations/stops/?q=energi&topic="
    assert "Uppmätt energi" in client.get(f"{page}energy").text
    db.session.rollback()
    added = db.session.scalars(select(Stop)).one()
    client.post(f"/staff/delegations/stops/{added.id}/close")
    client.get(page)  # Says that it is done, once.
    assert "N2-ENERGI" not in client.get(page).text
    assert "N2-ENERGI" in client.get(f"{page}&closed=y").text


def test_the_load_of_a_stop_counts_delegations_once(client, places):
    with db.transaction():
        alice = make_user()
        stop = create_stop(facts(places[1]), by=COMMAND)
        delegation, by = make_delegation(), somebody()
        for _ in range(2):
            make_item(delegation, by, stop_key=f"stop:{stop.id}", place_id=places[1].id)
    page = sign_in(client, alice).get(f"/staff/delegations/stops/{stop.id}").text
    assert "City of Aldermoor" in page
    assert "1 av 5" in page  # The two items follow each other: one stay at the place.


def test_ways_are_entered_for_both_directions_and_readers_may_not(client, places):
    first, second = places
    with db.transaction():
        alice, arvid = make_user(), make_user("Arvid Ask", Role.ANALYST)
        create_stop(facts(first), by=COMMAND)
        create_stop(facts(second, code="N2"), by=COMMAND)
    sign_in(client, alice)
    assert "saknas" in client.get("/staff/delegations/ways/").text
    address = f"/staff/delegations/ways/{second.id}"
    assert client.post(address, data={f"walk-{first.id}": "0"}).status_code == 400
    client.post(address, data={f"walk-{first.id}": "14"})
    db.session.rollback()
    assert list_ways() == {(first.id, second.id): {"walk": 14}}
    assert "saknas" not in client.get("/staff/delegations/ways/").text
    sign_in(client, arvid)
    assert client.get("/staff/delegations/ways/").status_code == 200
    assert client.get(address).status_code == 403
