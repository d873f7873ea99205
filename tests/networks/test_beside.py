"""What the directory learns of networks: who is in one, and what ends when somebody leaves."""

from sqlalchemy import select

from arena import db
from arena.audit.models import COMMAND
from arena.directory.models import SearchSubject
from arena.directory.queries import list_audience
from arena.directory.services import leave_now, save_search
from arena.networks.models import Seat
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.networks.cast import join, make_network, make_organisation, make_partner


def test_leaving_an_organisation_ends_its_seats_at_once_and_says_so_before(client):
    with db.transaction():
        alice, person = make_user(), make_partner(make_organisation())
        join(make_network(is_public=False), person)
    sign_in(client, alice)
    role = person.roles[0]
    page = client.get(f"/staff/directory/roles/{role.id}/end").text
    assert "Klimatpositiva kvarter" in page
    with db.transaction():
        leave_now(role, by=COMMAND)
    assert db.session.scalars(select(Seat)).one().ends_on == NOW.date()
    assert not person.user.is_open


def test_lists_and_saved_searches_are_narrowed_by_a_network(client):
    with db.transaction():
        alice = make_user()
        inside = make_partner(make_organisation())
        outside = make_partner(make_organisation("Annat AB"), "Olle Utanför")
        join(make_network(), inside)
        search = save_search(
            "I nätverket",
            SearchSubject.PEOPLE,
            {"network": "klimatpositiva-kvarter"},
            owner=alice,
            is_shared=True,
            by=COMMAND,
        )
    sign_in(client, alice)
    for path in ("", "people/"):
        page = client.get(f"/staff/directory/{path}?network=klimatpositiva-kvarter").text
        assert (inside.name if path else "Norrskär Energi AB") in page
        assert (outside.name if path else "Annat AB") not in page
    assert [each.person_id for each in list_audience(search)] == [inside.id]
