"""A person changes their own details, password and sessions, and nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts import passwords, services
from arena.accounts.models import Role, UserSession
from arena.audit.models import AuditEntry
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.pages import values

OLD = "fyra ord utan sammanhang"
NEW = "fem andra ord utan sammanhang"


@pytest.fixture
def alice(app):
    with db.transaction():
        user = make_user()
        user.password_hash = passwords.hash_password(OLD)
    return user


def by_password(client, password=OLD):
    return client.post("/sv/sign-in", data={"email": "alice@arena.example", "password": password})


def change(client, new=NEW, **fields):
    return client.post("/me/password", data={"new_password": new, **fields})


def actions():
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize(("language", "word"), [("sv", "Mitt konto"), ("en", "My account")])
@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_an_own_page_in_their_language(client, role, language, word):
    with db.transaction():
        user = make_user("Alice Alm", role, language)
    page = sign_in(client, user).get("/me")
    assert page.status_code == 200
    assert word in page.text
    assert "alice@arena.example" in page.text


def test_details_are_changed(client, alice):
    sign_in(client, alice)
    answer = client.post(
        "/me/edit", data={"name": "Alice Ask", "phone": "070-174 06 05", "language": "en"}
    )
    assert answer.location == "/me"
    db.session.refresh(alice)
    assert (alice.name, alice.phone, alice.language) == ("Alice Ask", "+46701740605", "en")
    assert actions()[-1] == "accounts.update_profile"
    said = client.get("/me").text
    assert "My account" in said
    assert "Saved." in said, "what is said of it speaks the language that was chosen"


def test_the_rail_leads_to_the_same_page_in_the_other_language(client, alice):
    typed = values(sign_in(client, alice).get("/me/edit?x=1"))
    assert "På svenska" not in client.get("/me").text
    answer = client.post("/me/language", data={**typed, "language": "en", "next": "/me/edit?x=1"})
    assert answer.location == "/me/edit?x=1"
    assert "På svenska" in client.get(answer.location).text
    answer = client.post("/me/language", data={"language": "de", "next": "//evil.example"})
    assert answer.location == "/me"
    db.session.refresh(alice)
    assert alice.language == "en"


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 121}, {"phone": "12"}, {"language": "de"}],
)
def test_wrong_details_are_explained_and_change_nothing(client, alice, wrong):
    sign_in(client, alice)
    fields = {"name": "Alice Ask", "phone": "", "language": "sv", **wrong}
    answer = client.post("/me/edit", data=fields)
    assert answer.status_code == 400
    assert "error-summary" in answer.text
    db.session.refresh(alice)
    assert alice.name == "Alice Alm"


def test_role_and_address_cannot_be_changed_by_oneself(client, alice):
    sign_in(client, alice)
    client.post(
        "/me/edit",
        data={"name": "A", "language": "sv", "role": "admin", "email": "x@arena.example"},
    )
    db.session.refresh(alice)
    assert (alice.role, alice.email) == ("coordinator", "alice@arena.example")


def test_a_new_password_needs_the_old_one(client, alice):
    by_password(client)
    assert change(client).status_code == 400
    assert change(client, current_password="fel lösenord helt").status_code == 400
    assert change(client, current_password=OLD).location == "/me"
    db.session.refresh(alice)
    assert passwords.is_right(alice.password_hash, NEW)


@pytest.mark.parametrize("weak", ["kort", "lösenord2026", "alice-alm-2026", "x" * 1001])
def test_a_weak_password_is_refused_with_a_reason(client, alice, weak):
    by_password(client)
    answer = change(client, new=weak, current_password=OLD)
    assert answer.status_code == 400
    assert weak not in answer.text
    db.session.refresh(alice)
    assert passwords.is_right(alice.password_hash, OLD)


def test_a_new_password_signs_out_everywhere_else_and_kills_links(app, client, alice):
    other, by_link = app.test_client(), app.test_client()
    by_password(client)
    by_password(other)
    with db.transaction():
        link = services.issue_link(alice, "sign_in", by=services.sessions.Actor("test"))
    change(client, current_password=OLD)
    assert client.get("/me").status_code == 200
    assert other.get("/me").status_code == 302
    assert by_link.post(f"/sv/sign-in/link/{services.link_token(link)}").status_code == 410


def test_a_forgotten_password_is_replaced_fresh_from_the_mailbox(client, alice):
    sign_in(client, alice)  # By link.
    assert "name=current" not in client.get("/me/password").text.replace('"', "")
    assert change(client).location == "/me"
    with clock.travel(NOW + timedelta(minutes=21)):
        assert change(client, new="sex helt andra ord utan").status_code == 400


def test_one_session_elsewhere_is_ended(app, client, alice):
    sign_in(client, alice)
    phone = sign_in(app.test_client(), alice)
    with db.transaction():
        last = db.session.scalars(select(UserSession.id).order_by(UserSession.id.desc())).first()
    assert client.post(f"/me/sessions/{last}/end").location == "/me"
    assert phone.get("/me").status_code == 302
    assert client.get("/me").status_code == 200
    assert actions()[-1] == "accounts.sign_out"


def test_all_sessions_elsewhere_are_ended(app, client, alice):
    sign_in(client, alice)
    others = [sign_in(app.test_client(), alice) for _ in range(3)]
    assert client.post("/me/sessions/end-others").status_code == 302
    assert "3 andra" in client.get("/me").text
    assert [other.get("/me").status_code for other in others] == [302] * 3


def test_nobody_ends_the_sessions_of_others(app, client, alice):
    with db.transaction():
        charlie = make_user("Charlie Ceder", Role.PARTNER)
    sign_in(client, alice)
    stranger = sign_in(app.test_client(), charlie)
    for session_id in (1, 999):
        assert stranger.post(f"/me/sessions/{session_id}/end").status_code == 404
    stranger.post("/me/sessions/end-others")
    assert client.get("/me").status_code == 200


def test_sessions_are_told_by_browser_and_system(app, alice):
    client = app.test_client()
    client.post(
        "/sv/sign-in",
        data={"email": alice.email, "password": OLD},
        headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"},
    )
    assert "Firefox, Linux" in client.get("/me").text


def test_guessing_the_current_password_is_stopped(limited_client, alice):
    by_password(limited_client)
    statuses = [
        change(limited_client, current_password=f"gissning nummer {n}").status_code
        for n in range(12)
    ]
    assert statuses == [400] * 10 + [429] * 2
