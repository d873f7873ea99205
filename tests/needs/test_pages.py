"""A need's way over the pages: written, published, asked about, answered, and closed."""

import re
from datetime import date

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.directory.models import OrganisationType
from arena.needs.models import Need, NeedFollower, NeedInterest, NeedQuestion, NeedState
from arena.needs.queries.following import list_recipients
from arena.needs.services.notices import follow_token
from arena.networks.models import Circle, Membership, Seat
from tests.cast import make_user, sign_in
from tests.needs.cast import interested, make_need, make_organisation, make_partner, person_of
from tests.networks.cast import join, make_network

TYPED = {
    "title_sv": "Tysta leveranser",
    "problem_sv": "Det väcker boende.",
    "effect_sv": "Högst 45 dB(A).",
    "dialogue": "open",
    "audience": "public",
    "interest_until": "2026-12-18",
}


@pytest.fixture
def scene(app):
    with db.transaction():
        city = make_organisation()
        return {
            "city": city,
            "owner": make_partner("Olle Owner", city),
            "alf": make_partner("Alf Alm", make_organisation("A AB", OrganisationType.CONSULTANT)),
            "cora": make_user("Cora Coord"),
            "dana": make_user("Dana Dahl", Role.ADMIN),
        }


def as_user(app, user):
    return sign_in(app.test_client(), user)


def version_of(page):
    return re.search(r'name="version"[^>]*value="(\d+)"', page.text)[1]


def owner_id(scene):
    number = person_of(scene["owner"]).id
    db.session.rollback()
    return number


def test_a_partner_writes_and_a_coordinator_says_yes(app, scene):
    owner = as_user(app, scene["owner"])
    typed = {**TYPED, "owner_id": owner_id(scene)}
    written = owner.post("/partner/needs/new", data=typed)
    record = written.location
    assert written.status_code == 303
    page = owner.get(record)
    assert "Be att få publicera det" in page.text
    asked = owner.post(f"{record}/publish", data={"version": version_of(page)})
    assert asked.status_code == 303
    assert owner.post(f"{record}/publish", data={"version": "1"}).status_code == 409
    staff = as_user(app, scene["cora"])
    assert "Tysta leveranser" in staff.get("/staff/needs/").text
    assert "Tysta leveranser" in staff.get("/staff/").text
    record = record.replace("/partner/", "/staff/")
    yes = staff.post(f"{record}/approve", data={"version": version_of(staff.get(record))})
    assert yes.status_code == 303
    assert "Tysta leveranser" in app.test_client().get("/sv/needs/").text


def test_a_trusted_organisation_publishes_by_itself(app, scene):
    admin = as_user(app, scene["dana"])
    said = admin.post("/staff/needs/publishers", data={"organisation_id": scene["city"].id})
    assert said.status_code == 303
    owner = as_user(app, scene["owner"])
    typed = {**TYPED, "owner_id": owner_id(scene)}
    record = owner.post("/partner/needs/new", data=typed).location
    owner.post(f"{record}/publish", data={"version": version_of(owner.get(record))})
    assert db.session.query(Need).one().state == NeedState.PUBLISHED


def test_a_stale_form_keeps_what_was_typed(app, scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"])
    owner = as_user(app, scene["owner"])
    path = f"/partner/needs/{need.reference}/edit"
    stale = {**TYPED, "title_sv": "Mina ord", "version": "1"}
    refused = owner.post(path, data=stale)
    assert refused.status_code == 409
    assert "Mina ord" in refused.text
    assert owner.post(path, data={**stale, "version": version_of(refused)}).status_code == 303
    page = app.test_client().get(f"/sv/needs/{need.reference}").text
    assert "Mina ord" in page
    assert "Tysta leveranser på natten" in page  # What stood there before.


def test_a_stranger_asks_and_the_owner_answers_for_all(app, client, scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"])
    page = f"/sv/needs/{need.reference}"
    assert client.post(f"{page}/ask", data={"words": "", "email": "x"}).status_code == 400
    typed = {"words": "Finns det el?", "email": "siv@example.org"}
    assert client.post(f"{page}/ask", data=typed).status_code == 303
    assert client.post(f"{page}/ask", data=typed).status_code == 303
    assert db.session.query(NeedQuestion).count() == 1
    token = follow_token(db.session.query(NeedFollower).one())
    db.session.rollback()
    link = f"/sv/needs/follow/{token}"
    for _ in range(3):  # Scanners open links; nothing happens.
        assert client.get(link).status_code == 200
        client.head(link)
    assert db.session.query(NeedQuestion).one().state == "unconfirmed"
    db.session.rollback()
    assert client.post(link, data={"act": "confirm"}).status_code == 303
    owner = as_user(app, scene["owner"])
    question = f"/partner/needs/{need.reference}/questions/1"
    form = owner.get(question)
    assert "Finns det el?" in form.text
    assert "siv@example.org" not in form.text
    said = {"question_sv": "Finns det el?", "answer_sv": "Ja, 63 A.", "version": version_of(form)}
    assert "Ja, 63 A." not in client.get(page).text
    assert owner.post(question, data={**said, "answer_sv": ""}).status_code == 400
    assert owner.post(question, data=said).status_code == 303
    assert "Ja, 63 A." in client.get(page).text
    assert client.post(link, data={"act": "unfollow"}).status_code == 303
    assert client.get(link).status_code == 404


def test_a_partner_shows_interest_and_reads_the_answer(app, scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"])
    alf = as_user(app, scene["alf"])
    path = f"/partner/needs/{need.reference}/my-interest"
    organisation = person_of(scene["alf"]).roles[0].organisation_id
    db.session.rollback()
    typed = {
        "organisation_id": organisation,
        "words": "Vi kan.",
        "contact_name": "Alf",
        "contact_email": "alf@a.example",
    }
    for _ in range(2):
        assert alf.post(path, data=typed).status_code == 303
    interest = db.session.query(NeedInterest).one()
    db.session.rollback()
    owner = as_user(app, scene["owner"])
    answer = f"/partner/needs/{need.reference}/interest/{interest.id}"
    said = {"state": "invited", "words": "Välkomna i mars", "version": "1"}
    assert owner.post(answer, data=said).status_code == 303
    shown = alf.get(path)
    assert "Välkomna i mars" in shown.text
    withdrawn = alf.post(f"{path}/withdraw", data={"version": version_of(shown)})
    assert withdrawn.status_code == 303
    assert "Vi kan." not in owner.get(answer).text
    foreign = {**typed, "organisation_id": scene["city"].id}
    assert alf.post(path, data=foreign).status_code == 400


def test_a_need_for_a_network_is_seen_by_its_members_alone(app, scene):
    with db.transaction():
        network = make_network()
        member = Membership(
            network_id=network.id,
            organisation_id=person_of(scene["alf"]).roles[0].organisation_id,
            circle=Circle.CORE,
            starts_on=date(2026, 1, 1),
            created_at=clock.now(),
        )
        member.seats = [Seat(person=person_of(scene["alf"]), starts_on=date(2026, 1, 1))]
        db.session.add(member)
        outsider = make_partner("Bea Berg", make_organisation("B AB", OrganisationType.CONSULTANT))
        need = make_need(
            scene["owner"], scene["city"], audience="networks", network_ids=(network.id,)
        )
    page = f"/sv/needs/{need.reference}"
    for client, is_seen in (
        (app.test_client(), False),
        (as_user(app, outsider), False),
        (as_user(app, scene["alf"]), True),
        (as_user(app, scene["cora"]), True),
    ):
        assert client.get(page).status_code == (200 if is_seen else 404)
        assert (need.reference in client.get("/sv/needs/").text) is is_seen
        if not is_seen:
            assert client.post(f"{page}/ask", data={"words": "?"}).status_code == 404
    assert need.reference not in app.test_client().get("/api/v1/needs").text
    assert need.reference not in app.test_client().get("/feeds/needs.sv.atom").text


def test_filters_stand_in_the_address(app, client, scene):
    with db.transaction():
        make_need(scene["owner"], scene["city"])
        make_need(scene["owner"], scene["city"], title_sv="Återbruk av tegel", topics=("reuse",))
    assert "Återbruk av tegel" not in client.get("/sv/needs/?topic=mobility").text
    assert "Återbruk av tegel" in client.get("/sv/needs/?q=ÅTERBRUK&stage=open").text
    assert "Inget behov stämmer" in client.get("/sv/needs/?stage=ended").text
    assert client.get("/sv/needs/?stage=nonsense&topic=x&page=0").status_code == 200


def test_the_owner_closes_and_tells_what_came_of_it(app, client, scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"])
    owner = as_user(app, scene["owner"])
    base = f"/partner/needs/{need.reference}"
    form = owner.get(f"{base}/close")
    assert owner.post(f"{base}/close", data={"version": version_of(form)}).status_code == 303
    form = owner.get(f"{base}/outcomes/new")
    said = {"kind": "nothing", "words_sv": "Ingen lösning fanns.", "version": version_of(form)}
    assert owner.post(f"{base}/outcomes/new", data={**said, "link": "x"}).status_code == 400
    assert owner.post(f"{base}/outcomes/new", data=said).status_code == 303
    page = f"/sv/needs/{need.reference}"
    assert "Ingen lösning fanns." not in client.get(page).text  # Told to those concerned alone.
    shown = owner.get(f"{base}/outcomes/1")
    said = {**said, "is_public": "1", "version": version_of(shown)}
    assert owner.post(f"{base}/outcomes/1", data=said).status_code == 303
    assert "Ingen lösning fanns." in client.get(page).text


def test_a_colleague_s_words_of_interest_are_not_written_over(app, scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"])
        organisation = person_of(scene["alf"]).roles[0].organisation
        bo = make_partner("Bo Berg", organisation)
    path = f"/partner/needs/{need.reference}/my-interest"
    typed = {
        "organisation_id": organisation.id,
        "contact_name": "Alf",
        "contact_email": "alf@a.example",
    }
    db.session.rollback()
    alf, colleague = as_user(app, scene["alf"]), as_user(app, bo)
    alf.get(path)
    colleague.post(path, data={**typed, "words": "Bos ord"})
    refused = alf.post(path, data={**typed, "words": "Alfs ord"})
    assert refused.status_code == 409
    assert "Alfs ord" in refused.text
    assert "Bos ord" in refused.text
    again = {**typed, "words": "Båda", "version": version_of(refused)}
    assert alf.post(path, data=again).status_code == 303
    assert db.session.query(NeedInterest).one().words == "Båda"


def test_who_has_left_a_network_hears_no_more_of_its_needs(app, scene):
    with db.transaction():
        network = make_network(is_public=False)
        membership = join(network, person_of(scene["alf"]))
        need = make_need(
            scene["owner"], scene["city"], audience="networks", network_ids=(network.id,)
        )
        interested(need, scene["alf"])
        assert [each.email for each, _ in list_recipients(need, interested=True)] == [
            scene["alf"].email
        ]
        membership.ends_on = clock.today()
        db.session.flush()
        assert list_recipients(need, interested=True) == []
