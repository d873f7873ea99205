"""Staff see and keep relations, facts, tags, searches and histories in the browser."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.directory import history, services
from arena.directory.models import (
    OrganisationRelation,
    OrganisationType,
    PersonFact,
    SavedSearch,
    Tag,
)
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.visits.bookings import confirmed

BASE = "/staff/directory"


@pytest.fixture
def house(app):
    """Two organisations, one with a person, and the coordinator."""
    with db.transaction():
        facts = (
            services.OrganisationFacts("Norrskär Energi AB", OrganisationType.UTILITY, "SE",
                                       "402001-0007", "norrskar.example"),
            services.OrganisationFacts("Region Mellanvik", OrganisationType.MUNICIPALITY),
        )  # fmt: skip
        made = [services.create_organisation(each, by=COMMAND) for each in facts]
        person = services.add_person(
            services.PersonFacts("Åsa Ask", "asa@norrskar.example", "+46701740605"),
            made[0],
            title="Chef",
            starts_on=NOW.date() - timedelta(days=50),
            by=COMMAND,
        )
        users = {
            "alice": make_user(),
            "analyst": make_user("Ann Analyst", Role.ANALYST, "en"),
            "bob": make_user("Bob Berg", Role.COORDINATOR),
        }
    return {"energy": made[0], "region": made[1], "person": person, **users}


@pytest.fixture
def alice(client, house):
    return sign_in(client, house["alice"])


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_relation_is_chosen_and_added_without_a_script_and_seen_from_both_ends(alice, house):
    energy, region = house["energy"].id, house["region"].id
    page = alice.get(f"{BASE}/{energy}/relations/new?q=mell").text
    assert f"other={region}" in page
    form = {"reading": "owns:object", "starts_on": "2020-01-01", "note": "40 %"}
    answer = alice.post(f"{BASE}/{energy}/relations/new?other={region}", data=form)
    assert answer.location == f"{BASE}/{energy}"
    assert "Ägs av" in alice.get(f"{BASE}/{energy}").text
    assert "Äger" in alice.get(f"{BASE}/{region}").text
    again = alice.post(f"{BASE}/{energy}/relations/new?other={region}", data=form)
    assert again.status_code == 400
    ring = {"reading": "owns"}
    refused = alice.post(f"{BASE}/{energy}/relations/new?other={region}", data=ring)
    assert refused.status_code == 400
    assert "stå över sig själv" in refused.text
    assert count(OrganisationRelation) == 1
    listed = alice.get(f"{BASE}/?relation=owns&related_to={energy}").text
    assert "Region Mellanvik" in listed
    assert ">Norrskär Energi AB</a>" not in listed
    for act, data in (("end", {"last_day": "2026-11-01"}), ("remove", {})):
        assert alice.get(f"{BASE}/{energy}/relations/1/{act}").status_code == 200
        alice.post(f"{BASE}/{energy}/relations/1/{act}", data=data)
    assert count(OrganisationRelation) == 0


def test_what_an_organisation_says_of_itself_is_shown(alice, house):
    form = {"description_sv": "Fjärrvärme <b>och</b> kyla", "website": "www.norrskar.example"}
    alice.post(f"{BASE}/{house['energy'].id}/presentation", data=form)
    page = alice.get(f"{BASE}/{house['energy'].id}").text
    assert "Fjärrvärme &lt;b&gt;" in page
    assert 'href="https://www.norrskar.example"' in page
    wrong = alice.post(
        f"{BASE}/{house['energy'].id}/presentation", data={"website": "javascript:alert(1)"}
    )
    assert wrong.status_code == 400
    assert 'href="#website"' in wrong.text


def test_a_fact_is_told_of_and_withdrawn(alice, house):
    person = f"{BASE}/people/{house['person'].id}"
    form = {"source": "website", "source_words": "Om oss", "basis": "consent",
            "audience": "partners", "obtained_on": "2026-10-01"}  # fmt: skip
    assert alice.get(f"{person}/facts/email").status_code == 200
    alice.post(f"{person}/facts/email", data=form)
    page = alice.get(person).text
    assert "Från en offentlig webbsida" in page
    assert "Även alla partner" in page
    assert "asa@norrskar.example" in page
    assert alice.get(f"{person}/facts/email/withdraw").status_code == 200
    alice.post(f"{person}/facts/email/withdraw")
    gone = alice.get(person).text
    assert "asa@norrskar.example" not in gone
    assert "Återtagen" in gone
    for path in ("facts/email", "facts/email/withdraw", "facts/address", "facts/nonsense"):
        assert alice.get(f"{person}/{path}").status_code == 404
    edited = {"name": "Åsa Ask", "email": "asa@norrskar.example", "language": "sv"}
    refused = alice.post(f"{person}/edit", data=edited)
    assert refused.status_code == 400
    assert 'href="#email"' in refused.text
    own = {"source": "person", "basis": "consent"}
    assert alice.post(f"{person}/edit", data=edited | own).status_code == 302


def test_an_analyst_sees_the_grounds_and_not_the_facts(client, house):
    sign_in(client, house["analyst"])
    page = client.get(f"{BASE}/people/{house['person'].id}").text
    assert "What we keep, and why" in page
    assert not any(each in page for each in ("asa@norrskar", "70-174", "701740605"))
    assert "asa@" not in client.get(f"{BASE}/people/?q=asa").text
    assert client.get(f"{BASE}/find?q=norrskarexample").text.count("Åsa Ask") == 0


def test_a_person_speaks_several_languages(alice, house):
    person = f"{BASE}/people/{house['person'].id}"
    form = {"language_1": "sv", "level_1": "native", "language_2": "de", "level_2": "some"}
    alice.post(f"{person}/languages", data=form)
    page = alice.get(person).text
    assert "Svenska, modersmål" in page
    assert "Tyska, lite" in page
    assert "Åsa Ask" in alice.get(f"{BASE}/people/?language=de").text
    assert "Åsa Ask" not in alice.get(f"{BASE}/people/?language=fr").text


def test_tags_are_put_on_renamed_merged_and_taken_away(alice, house):
    alice.post(f"{BASE}/{house['energy'].id}/tags", data={"new": "Fjärrvärme, Värd"})
    alice.post(f"{BASE}/people/{house['person'].id}/tags", data={"new": "värd ,Talare"})
    db.session.rollback()
    tags = {tag.name: tag.id for tag in db.session.scalars(select(Tag))}
    heat, host, speaker = tags["Fjärrvärme"], tags["Värd"], tags["Talare"]
    assert len(tags) == 3
    assert "Norrskär Energi AB" in alice.get(f"{BASE}/?tag={heat}").text
    taken = alice.post(f"{BASE}/tags/{heat}", data={"name": "TALARE"})
    assert taken.status_code == 400
    alice.post(f"{BASE}/tags/{heat}", data={"name": "Värme"})
    alice.post(f"{BASE}/tags/{heat}/merge", data={"into": str(speaker)})
    assert "Värme" not in alice.get(f"{BASE}/tags/").text
    assert alice.get(f"{BASE}/tags/{host}/remove").status_code == 200
    alice.post(f"{BASE}/tags/{host}/remove")
    assert count(Tag) == 1


def test_a_search_is_kept_opened_shared_and_forgotten(alice, client, house):
    listed = alice.get(f"{BASE}/people/?type=utility&q=ask").text
    assert "/searches/new/people?" in listed
    path = f"{BASE}/searches/new/people?type=utility&q=ask&country=XX"
    assert alice.get(path).status_code == 200
    alice.post(path, data={"name": "Energifolk", "is_shared": "y"})
    again = alice.post(path, data={"name": "Energifolk"})
    assert again.status_code == 400
    assert count(SavedSearch) == 1
    assert db.session.scalars(select(SavedSearch)).one().criteria == {"type": "utility", "q": "ask"}
    page = alice.get(f"{BASE}/searches/").text
    assert "Energifolk" in page
    assert "asa@norrskar.example" in alice.get(f"{BASE}/searches/1/audience").text
    sign_in(client, house["analyst"])
    assert "Energifolk" in client.get(f"{BASE}/searches/").text
    assert client.get(f"{BASE}/searches/1").status_code == 403
    assert client.get(f"{BASE}/searches/1/audience").status_code == 403
    sign_in(client, house["alice"])
    client.post(f"{BASE}/searches/1", data={"name": "Bara min"})
    sign_in(client, house["bob"])
    assert "Bara min" not in client.get(f"{BASE}/searches/").text
    for path in ("1", "1/remove", "1/audience"):
        assert client.get(f"{BASE}/searches/{path}").status_code == 404
    sign_in(client, house["alice"])
    client.post(f"{BASE}/searches/1/remove")
    assert count(SavedSearch) == 0


@pytest.mark.parametrize("query", ["", "?q=", "?q=norrsk", "?q=%25", "?q=" + "x" * 101])
def test_the_field_is_a_page_without_a_script(alice, house, query):
    answer = alice.get(f"{BASE}/find{query}")
    assert answer.status_code == (400 if len(query) > 90 else 200)
    assert ("Norrskär Energi AB" in answer.text) == (query == "?q=norrsk")


def test_an_organisation_and_who_asked_for_it_have_the_visit_in_their_histories(app, client, house):
    with db.transaction():
        make_host()
        offer = make_offer()
    visit = confirmed(offer, contact_email="asa@norrskar.example")
    with db.transaction():
        db.session.merge(visit).organisation_id = house["energy"].id
    paths = [f"{BASE}/{house['energy'].id}/history", f"{BASE}/people/{house['person'].id}/history"]
    sign_in(client, house["alice"])
    for path in paths:
        assert visit.reference in client.get(path).text
        assert visit.reference in client.get(f"{path}?kind=visits&q=introd").text
        assert visit.reference not in client.get(f"{path}?kind=rooms").text
        assert visit.reference not in client.get(f"{path}?q=zzz").text
        assert client.get(f"{path}?kind=nonsense&year=abc").status_code == 200
    sign_in(client, house["analyst"])
    assert visit.reference in client.get(paths[0]).text
    assert visit.reference not in client.get(paths[1]).text


def test_a_history_of_many_lines_is_one_page_with_few_questions(app, alice, house, monkeypatch):
    many = [
        history.Entry(NOW.date() - timedelta(days=3 * number), f"Möte {number}", None)
        for number in range(500)
    ]
    source = history.Source("much", "Möten", of_organisation=lambda organisation, reader: many)
    sources = app.extensions["arena.directory.history"]
    monkeypatch.setitem(sources, "much", source)
    page = alice.get(f"{BASE}/{house['energy'].id}/history").text
    assert page.count('class="dated-line"') == 250
    assert "page=2" in page
    assert page.index("Möte 0") < page.index("Möte 249")
    year = alice.get(f"{BASE}/{house['energy'].id}/history?year=2024").text
    assert "2025</h2>" not in year


def test_leaving_now_is_a_tick_on_the_page(alice, house):
    page = alice.get(f"{BASE}/roles/1/end").text
    assert "i varje inloggning, länk och kalender" in page
    alice.post(f"{BASE}/roles/1/end", data={"last_day": "2026-12-24", "at_once": "y"})
    assert "till och med" not in alice.get(f"{BASE}/{house['energy'].id}").text
    assert "1 person tidigare" in alice.get(f"{BASE}/{house['energy'].id}").text


def test_where_facts_come_from_is_noted_with_a_new_person(alice, house):
    form = {"name": "Bo Ek", "email": "bo@norrskar.example", "language": "sv", "title": "",
            "starts_on": "2026-01-01", "source": "organisation", "source_words": "Mötet i juni",
            "basis": "task", "audience": "circle", "obtained_on": "2026-06-01"}  # fmt: skip
    alice.post(f"{BASE}/{house['energy'].id}/people/new", data=form)
    db.session.rollback()
    noted = db.session.scalars(select(PersonFact).order_by(PersonFact.person_id.desc())).first()
    assert (noted.fact, noted.source, noted.audience) == ("email", "organisation", "circle")
