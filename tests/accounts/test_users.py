"""Administrators invite people, change what they may do, and close their accounts."""

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts import services
from arena.accounts.models import Role, User
from arena.accounts.queries import find_user_by_email, list_users
from arena.audit.models import COMMAND, Actor, AuditEntry
from arena.audit.queries import find_break
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_user, sign_in
from tests.conftest import NOW

INVITATION = {
    "name": "Bob Björk",
    "email": "Bob@Arena.example",
    "role": "host",
    "language": "sv",
}


@pytest.fixture
def dana(app):
    with db.transaction():
        return make_user("Dana Dal", Role.ADMIN)


@pytest.fixture
def office(client, dana):
    return sign_in(client, dana)


def invited(office, **changes):
    answer = office.post("/staff/users/invite", data=INVITATION | changes)
    db.session.rollback()
    return answer


def link_in(message):
    text = render(message).text
    line = next(line for line in text.splitlines() if "/sign-in/link/" in line)
    return line.removeprefix("http://127.0.0.1:8000")


def mails():
    db.session.rollback()
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def last_line():
    db.session.rollback()
    return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()


def test_an_invited_person_gets_a_link_for_a_week_that_lets_them_in(app, office):
    assert invited(office).location == "/staff/users/"
    bob = find_user_by_email("bob@arena.example")
    assert (bob.role, bob.password_hash) == ("host", None)
    (mail,) = mails()
    assert "Värd" in render(mail).text
    with clock.travel(NOW + services.links.LINK_LIFE["invitation"] * 0.99):
        guest = app.test_client()
        page = guest.get(link_in(mail))
        assert "Bob Björk" in page.text
        answer = guest.post(link_in(mail))
        assert answer.location == "/me/welcome"
        welcome = guest.get("/me/welcome")
        assert welcome.status_code == 200
        assert "None" not in welcome.text
        chosen = guest.post("/me/welcome", data={"new_password": "fyra ord utan sammanhang"})
        assert chosen.status_code == 302
    db.session.rollback()
    db.session.refresh(bob)
    assert bob.password_hash


def test_an_invitation_speaks_the_language_chosen_for_it(office):
    invited(office, language="en")
    mail = render(mails()[0])
    assert mail.subject == "You are invited to Arena"
    assert "/en/sign-in/link/" in mail.text


def test_an_address_that_has_an_account_is_named_not_invited_again(office, dana):
    with db.transaction():
        bob = make_user("Bob Björk")
    answer = invited(office)
    assert answer.status_code == 400
    assert f"/staff/users/{bob.id}" in answer.text
    assert mails() == []


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"email": "bob"}, {"email": ""}, {"role": "king"}, {"language": "de"}],
)
def test_a_wrong_invitation_is_explained_and_adds_nobody(office, wrong):
    answer = invited(office, **wrong)
    assert answer.status_code == 400
    assert "error-summary" in answer.text
    assert list_users(limit=10)[1] == 1


def test_a_new_invitation_makes_the_one_before_worthless(app, office):
    invited(office)
    bob = find_user_by_email("bob@arena.example")
    first = link_in(mails()[0])
    assert office.post(f"/staff/users/{bob.id}/invitation").status_code == 302
    second = link_in(mails()[1])
    assert app.test_client().post(first).status_code == 410
    assert app.test_client().post(second).status_code == 302


def test_a_changed_role_holds_from_the_next_click(app, office):
    with db.transaction():
        bob = make_user("Bob Björk", Role.COORDINATOR)
    colleague = sign_in(app.test_client(), bob)
    assert colleague.get("/staff/users/").status_code == 403
    answer = office.post(f"/staff/users/{bob.id}/role", data={"role": "admin"})
    assert answer.location == f"/staff/users/{bob.id}"
    assert colleague.get("/staff/users/").status_code == 200
    assert last_line().detail == {"from": "coordinator", "to": "admin"}


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(app, office):
    with db.transaction():
        bob = make_user("Bob Björk")
    colleague = sign_in(app.test_client(), bob)
    assert office.get(f"/staff/users/{bob.id}/close").status_code == 200
    assert colleague.get("/me").status_code == 200
    assert office.post(f"/staff/users/{bob.id}/close").status_code == 302
    assert colleague.get("/me").status_code == 302
    assert office.post(f"/staff/users/{bob.id}/reopen").status_code == 302
    assert colleague.get("/me").status_code == 302  # The sessions that ended stay ended.
    assert sign_in(colleague, bob).get("/me").status_code == 200


def test_a_closed_account_cannot_be_invited(office):
    with db.transaction():
        bob = make_user("Bob Björk")
        services.close_account(bob, by=COMMAND)
    assert office.post(f"/staff/users/{bob.id}/invitation").status_code == 409
    assert mails() == []


def test_administrators_cannot_lock_themselves_or_everybody_out(office, dana):
    assert office.post(f"/staff/users/{dana.id}/close").status_code == 409
    assert office.post(f"/staff/users/{dana.id}/role", data={"role": "host"}).status_code == 400
    db.session.refresh(dana)
    assert (dana.role, dana.closed_at) == ("admin", None)
    with pytest.raises(services.LastAdministrator), db.transaction():
        services.close_account(dana, by=COMMAND)


def test_two_administrators_may_let_one_go(dana):
    with db.transaction():
        bob = make_user("Bob Björk", Role.ADMIN)
        services.close_account(dana, by=Actor.user(bob.id))
    with pytest.raises(services.LastAdministrator), db.transaction():
        services.change_role(bob, Role.HOST, by=COMMAND)


def test_every_act_on_users_writes_a_line_without_personal_data(office):
    invited(office)
    bob = find_user_by_email("bob@arena.example")
    for act in ("invitation", "close", "reopen"):
        office.post(f"/staff/users/{bob.id}/{act}")
    office.post(f"/staff/users/{bob.id}/role", data={"role": "analyst"})
    db.session.rollback()
    lines = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [line.action for line in lines[1:]] == [
        "accounts.add_user",
        "accounts.issue_invitation_link",
        "accounts.issue_invitation_link",
        "accounts.close_account",
        "accounts.reopen_account",
        "accounts.change_role",
    ]
    assert "bob" not in str([line.detail for line in lines]).lower()
    assert find_break() is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Alice Alm", "Bob Björk", "Dana Dal"]),
        ("?q=björk", ["Bob Björk"]),
        ("?q=bob+arena", ["Bob Björk"]),
        ("?q=%25", []),
        ("?role=host", ["Bob Björk"]),
        ("?state=closed", ["Alice Alm"]),
        ("?state=invited", ["Bob Björk"]),
        ("?state=open", ["Dana Dal"]),
        ("?page=99", []),
        ("?page=x&role=king&state=odd", ["Alice Alm", "Bob Björk", "Dana Dal"]),
    ],
)
def test_users_are_found(office, query, names):
    with db.transaction():
        services.close_account(make_user("Alice Alm"), by=COMMAND)
        make_user("Bob Björk", Role.HOST)
    page = office.get(f"/staff/users/{query}")
    assert page.status_code == 200
    table = page.text.partition("<tbody")[2].partition("</tbody>")[0]
    assert [name for name in ("Alice Alm", "Bob Björk", "Dana Dal") if name in table] == names


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_of_users_shows(client, language):
    with db.transaction():
        dana = make_user("Dana Dal", Role.ADMIN, language)
        bob = make_user("Bob Björk")
    sign_in(client, dana)
    for path in ("", "invite", f"{bob.id}", f"{bob.id}/role", f"{bob.id}/close", f"{dana.id}"):
        page = client.get(f"/staff/users/{path}")
        assert page.status_code == 200, path
        assert f'lang="{language}"' in page.text


def test_names_are_shown_as_text(office):
    with db.transaction():
        bob = make_user("Bob <script>alert(1)</script> {{7*7}}")
    for path in ("/staff/users/", f"/staff/users/{bob.id}", f"/staff/users/{bob.id}/close"):
        page = office.get(path).text
        assert "<script>alert(1)" not in page
        assert "{{7*7}}" in page.partition("<main")[2]


def test_the_partners_start_leads_to_what_partners_do(client):
    with db.transaction():
        petra = make_user("Petra Palm", Role.PARTNER, "en")
    page = sign_in(client, petra).get("/partner/")
    assert page.status_code == 200
    assert 'href="/me"' in page.text


def test_adding_a_user_twice_adds_one(app):
    with db.transaction():
        services.add_user(
            email="Eva@Arena.example", name="Eva", role=Role.HOST, language="sv", by=COMMAND
        )
    with pytest.raises(services.AddressTaken), db.transaction():
        services.add_user(
            email="eva@arena.example", name="Eva", role=Role.HOST, language="sv", by=COMMAND
        )
    assert db.session.scalars(select(User.email)).all() == ["eva@arena.example"]


def test_a_link_for_the_command_line_is_not_mailed(app):
    with db.transaction():
        eva = make_user("Eva Ek")
        link = services.issue_link(eva, "invitation", by=COMMAND, announce=False)
    assert mails() == []
    address = f"/sv/sign-in/link/{services.link_token(link)}"
    assert app.test_client().post(address).status_code == 302
    db.session.rollback()
    db.session.refresh(link)
    assert link.used_at == NOW
