"""Signing in by password or by link, and out: the server decides what a cookie is worth."""

import re
from datetime import timedelta

import pytest
from argon2 import Type, extract_parameters
from sqlalchemy import func, select

from arena import clock, db, tokens
from arena.accounts import passwords, services
from arena.accounts.models import Role, SignInLink, User, UserSession
from arena.audit.models import COMMAND, AuditEntry
from arena.messages.models import Message
from arena.messages.rendering import NoLongerTrue, render
from arena.retention import erase_expired
from tests.cast import make_user, sign_in
from tests.conftest import NOW

PASSWORD = "fyra ord utan sammanhang"
LANGUAGES = ("sv", "en")
HOME = "/staff/"  # Where a coordinator's work begins.


@pytest.fixture
def alice(app):
    with db.transaction():
        user = make_user()
        user.password_hash = passwords.hash_password(PASSWORD)
    return user


def enter(client, email="alice@arena.example", password=PASSWORD, next_=None, lang="sv"):
    return client.post(
        f"/{lang}/sign-in",
        query_string={"next": next_} if next_ is not None else None,
        data={"email": email, "password": password},
    )


def is_signed_in(client):
    return client.get("/me").status_code == 200


def sessions_count():
    return db.session.scalar(select(func.count()).select_from(UserSession))


def ask_for_link(client, email="alice@arena.example", next_=None):
    answer = client.post(
        "/sv/sign-in/link", query_string={"next": next_} if next_ else None, data={"email": email}
    )
    db.session.rollback()
    return answer


def newest_link():
    db.session.rollback()
    return db.session.scalars(select(SignInLink).order_by(SignInLink.id.desc())).first()


def link_address(link, lang="sv"):
    return f"/{lang}/sign-in/link/{services.link_token(link)}"


# --- by password ---------------------------------------------------------------------------------


def test_the_right_password_signs_in_and_the_wrong_one_does_not(client, alice):
    assert enter(client, password="fel lösenord helt").status_code == 400
    assert not is_signed_in(client)
    answer = enter(client)
    assert answer.status_code == 302
    assert answer.location == HOME
    assert is_signed_in(client)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client, alice, lang):
    wrong = enter(client, password="fel lösenord helt", lang=lang)
    unknown = enter(client, email="nobody@arena.example", lang=lang)
    assert wrong.status_code == unknown.status_code == 400
    token = re.compile(r'name="csrf_token"[^>]*>')  # Made anew for each page.
    assert token.sub("", wrong.text.replace("alice@", "nobody@")) == token.sub("", unknown.text)


def test_an_unknown_address_costs_as_much_hashing(client, alice, monkeypatch):
    compared = []
    monkeypatch.setattr(passwords, "is_right", lambda h, p: compared.append(h) or False)
    enter(client)
    enter(client, email="nobody@arena.example")
    assert len(compared) == 2
    monkeypatch.undo()
    verified = []

    class Counting:
        def verify(self, password_hash, password):
            verified.append(password_hash)
            raise passwords.VerifyMismatchError

        def hash(self, password):
            return "made"

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.is_right(None, "x")
    assert len(verified) == 1


def test_passwords_are_hashed_with_what_owasp_asks_for(slow_hasher):
    figures = extract_parameters(slow_hasher.hash(PASSWORD))
    assert figures.type is Type.ID
    assert (figures.memory_cost, figures.time_cost, figures.parallelism) == (19 * 1024, 2, 1)


def test_the_address_is_read_without_regard_to_case(client, alice):
    assert enter(client, email="ALICE@Arena.Example").status_code == 302


def test_a_closed_account_cannot_sign_in(client, alice):
    with db.transaction():
        services.close_account(alice, by=COMMAND)
    assert enter(client).status_code == 400
    assert not is_signed_in(client)


def test_the_demo_password_works_in_a_demo_only(app, client, alice, monkeypatch):
    with db.transaction():
        alice.password_hash = passwords.hash_password("arena-demo")
    monkeypatch.setitem(
        app.extensions,
        "arena.settings",
        app.extensions["arena.settings"].model_copy(update={"demo": False}),
    )
    assert enter(client, password="arena-demo").status_code == 400
    assert "arena-demo" not in client.get("/sv/sign-in").text
    monkeypatch.undo()
    assert enter(client, password="arena-demo").status_code == 302


def test_a_demo_shows_a_way_in_for_every_role(client):
    page = client.get("/sv/sign-in").text
    for role in Role:
        assert f'value="{role}@arena.example"' in page


def test_an_outdated_hash_is_renewed_at_sign_in(client, alice, monkeypatch):
    before = alice.password_hash
    monkeypatch.setattr(passwords, "is_outdated", lambda password_hash: True)
    enter(client)
    db.session.refresh(alice)
    assert alice.password_hash != before
    assert passwords.is_right(alice.password_hash, PASSWORD)


def test_a_person_who_is_signed_in_is_led_on(client, alice):
    sign_in(client, alice)
    assert client.get("/sv/sign-in?next=/me/edit").location == "/me/edit"


# --- where one is led ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/\r\nLocation: https://evil.example",
    ],
)
def test_nobody_is_led_away_from_here_after_signing_in(client, alice, next_):
    assert enter(client, next_=next_).location == HOME


def test_a_stranger_is_led_back_to_where_they_wanted_to_go(client, alice):
    away = client.get("/me/edit?a=1")
    assert away.status_code == 302
    answer = client.post(away.location, data={"email": alice.email, "password": PASSWORD})
    assert answer.location == "/me/edit?a=1"


@pytest.mark.parametrize(
    ("role", "home"), [(Role.PARTNER, "/partner/"), (Role.ANALYST, None), (Role.ADMIN, None)]
)
def test_each_role_lands_where_its_work_is(app, client, role, home):
    with db.transaction():
        user = make_user("Petra Palm", role)
    sign_in(client, user)
    answer = client.get("/staff/home")
    assert answer.status_code == 302
    assert answer.location == home if home else client.get(answer.location).status_code == 200


# --- sessions ------------------------------------------------------------------------------------


def cookie_of(client):
    return client.get_cookie("arena").value


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, client, alice):
    enter(client)
    copied = cookie_of(client)
    thief = app.test_client()
    thief.set_cookie("arena", copied)
    assert is_signed_in(thief)
    assert client.post("/sign-out").status_code == 302
    assert not is_signed_in(client)
    thief.set_cookie("arena", copied)
    assert not is_signed_in(thief)


def test_signing_in_gives_a_new_session_and_forgets_what_the_cookie_held(client, alice):
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        cookie["_user_id"] = "a secret that an attacker knows"
    enter(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        first = cookie["_user_id"]
    client.post("/sign-out")
    enter(client)
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] not in (first, "a secret that an attacker knows")


def test_only_the_hash_of_the_secret_is_kept(client, alice):
    enter(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert {key for key in cookie if not key.startswith("_")} <= {"csrf_token", "lang"}
    session = db.session.scalars(select(UserSession)).one()
    assert session.token_hash == tokens.digest(token)
    assert token not in str(vars(session))


def test_nobody_else_gets_in_by_a_persons_number(client, alice):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(alice.id)
    assert not is_signed_in(client)


def test_a_session_ends_after_12_idle_hours(client, alice):
    enter(client)
    with clock.travel(NOW + timedelta(hours=11, minutes=59)):
        assert is_signed_in(client)  # And that keeps it going:
    with clock.travel(NOW + timedelta(hours=23)):
        assert is_signed_in(client)
    with clock.travel(NOW + timedelta(hours=35, minutes=1)):
        assert not is_signed_in(client)


def test_a_session_ends_after_7_days_however_busy(client, alice):
    enter(client)
    for hours in range(10, 168, 10):
        with clock.travel(NOW + timedelta(hours=hours)):
            assert is_signed_in(client)
    with clock.travel(NOW + timedelta(days=7)):
        assert not is_signed_in(client)


def test_a_page_within_ten_minutes_writes_nothing(client, alice):
    enter(client)
    with clock.travel(NOW + timedelta(minutes=9)):
        client.get("/me")
    assert db.session.scalars(select(UserSession.last_seen_at)).one() == NOW


def test_closing_an_account_ends_its_sessions_at_once(client, alice):
    sign_in(client, alice)
    with db.transaction():
        services.close_account(alice, by=COMMAND)
    assert not is_signed_in(client)


def test_signing_out_without_a_session_is_no_error(client):
    assert client.post("/sign-out").status_code == 302


def test_signing_out_by_a_link_is_not_possible(client, alice):
    sign_in(client, alice)
    assert client.get("/sign-out", follow_redirects=True).status_code == 404
    assert is_signed_in(client)


def test_sessions_and_links_of_long_ago_are_forgotten_and_new_ones_are_not(client, alice):
    ask_for_link(client)
    enter(client)
    with clock.travel(NOW + timedelta(days=98)):
        enter(client)
        erase_expired()
    db.session.rollback()
    assert sessions_count() == 1
    assert newest_link() is None


# --- by link -------------------------------------------------------------------------------------


def test_a_link_is_mailed_and_signs_in_once(app, client, alice):
    assert ask_for_link(client).location == "/sv/sign-in/link/sent"
    message = db.session.scalars(select(Message)).one()
    address = link_address(newest_link())
    assert address in render(message).text
    assert client.get(address).status_code == 200
    assert client.post(address).location == HOME
    assert is_signed_in(client)
    assert app.test_client().post(address).status_code == 410


@pytest.mark.parametrize("lang", LANGUAGES)
def test_opening_a_link_does_nothing_however_often(client, alice, lang):
    ask_for_link(client)
    address = link_address(newest_link(), lang)
    for _ in range(5):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert newest_link().used_at is None
    assert not is_signed_in(client)
    assert client.post(address).status_code == 302


def test_a_link_is_dead_after_20_minutes(client, alice):
    ask_for_link(client)
    address = link_address(newest_link())
    with clock.travel(NOW + timedelta(minutes=20)):
        assert client.get(address).status_code == 410
        assert client.post(address).status_code == 410


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_that_never_was_is_answered_as_one_that_was_used(client, alice, lang):
    ask_for_link(client)
    address = link_address(newest_link(), lang)
    client.post(address)
    client.post("/sign-out")
    used = client.get(address)
    never = client.get(f"/{lang}/sign-in/link/{'x' * 32}")
    assert used.status_code == never.status_code == 410
    assert "<h1>" in never.text


def test_using_one_link_kills_the_others(client, alice):
    ask_for_link(client)
    first = link_address(newest_link())
    ask_for_link(client)
    client.post(link_address(newest_link()))
    client.post("/sign-out")
    assert client.get(first).status_code == 410


def test_unknown_known_and_closed_addresses_get_the_same_answer(client, alice):
    with db.transaction():
        closed = make_user("Charlie Ceder")
        services.close_account(closed, by=COMMAND)
    answers = [
        ask_for_link(client, email)
        for email in ("alice@arena.example", "nobody@arena.example", "charlie@arena.example")
    ]
    assert len({(answer.status_code, answer.location, answer.text) for answer in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1


def test_nobodys_mailbox_is_filled(client, alice):
    for _ in range(5):
        assert ask_for_link(client).status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Message)) == 3
    with clock.travel(NOW + timedelta(minutes=61)):
        ask_for_link(client)
    assert db.session.scalar(select(func.count()).select_from(Message)) == 4


def test_no_secret_of_a_link_is_in_the_database(client, alice):
    ask_for_link(client)
    token = services.link_token(newest_link())
    for table in db.Base.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            assert token not in str(tuple(row))


def test_the_link_remembers_where_its_person_wanted_to_go(client, alice):
    ask_for_link(client, next_="/me/edit?a=1&b=2")
    text = render(db.session.scalars(select(Message)).one()).text
    path = next(line for line in text.splitlines() if "/sign-in/link/" in line)
    assert client.post(path.removeprefix("http://127.0.0.1:8000")).location == "/me/edit?a=1&b=2"


def test_the_link_in_a_mail_never_follows_the_host_header(client, alice):
    client.post("/sv/sign-in/link", data={"email": alice.email}, headers={"Host": "evil.example"})
    db.session.rollback()
    mail = render(db.session.scalars(select(Message)).one())
    assert "evil" not in mail.text + mail.html
    assert "http://127.0.0.1:8000/sv/sign-in/link/" in mail.text


def test_a_mail_whose_link_was_used_meanwhile_is_not_sent(client, alice):
    ask_for_link(client)
    client.post(link_address(newest_link()))
    db.session.rollback()
    with pytest.raises(NoLongerTrue):
        render(db.session.scalars(select(Message)).one())


def test_signing_in_by_link_ends_the_session_that_the_browser_had(app, client, alice):
    with db.transaction():
        bob = make_user("Bob Björk")
    sign_in(client, bob)
    copied = cookie_of(client)
    ask_for_link(client)
    client.post(link_address(newest_link()))
    assert "alice@arena.example" in client.get("/me").text
    thief = app.test_client()
    thief.set_cookie("arena", copied)
    assert not is_signed_in(thief)


# --- limits and the trail ------------------------------------------------------------------------


def test_guessing_passwords_is_stopped_after_ten(limited_client, alice):
    statuses = [
        enter(limited_client, password=f"gissning nummer {n}").status_code for n in range(12)
    ]
    assert statuses == [400] * 10 + [429] * 2
    assert enter(limited_client).status_code == 429


def test_guessing_one_address_from_many_places_is_stopped_too(limited_client, alice):
    statuses = [
        limited_client.post(
            "/sv/sign-in",
            data={"email": alice.email, "password": f"gissning nummer {n}"},
            environ_base={"REMOTE_ADDR": f"10.0.0.{n}"},
        ).status_code
        for n in range(12)
    ]
    assert statuses == [400] * 10 + [429] * 2


def test_signing_in_rightly_does_not_use_up_the_limit(limited_client, alice):
    for _ in range(15):
        assert enter(limited_client).status_code == 302
        limited_client.post("/sign-out")


def test_asking_for_links_is_stopped_after_ten_an_hour(limited_client, alice):
    statuses = [
        ask_for_link(limited_client, f"person{n}@arena.example").status_code for n in range(12)
    ]
    assert statuses == [302] * 10 + [429] * 2


def test_guessing_tokens_is_stopped_after_thirty_a_minute(limited_client):
    statuses = [limited_client.get(f"/sv/sign-in/link/guess{n}").status_code for n in range(32)]
    assert statuses == [410] * 30 + [429] * 2


def test_signing_in_and_out_and_asking_for_a_link_stand_in_the_trail(client, alice):
    ask_for_link(client, "nobody@arena.example")
    ask_for_link(client)
    enter(client)
    client.post("/sign-out")
    db.session.rollback()
    lines = db.session.execute(select(AuditEntry.action, AuditEntry.actor).order_by(AuditEntry.id))
    assert [tuple(line) for line in lines] == [
        ("accounts.request_link", "stranger"),
        ("accounts.issue_sign_in_link", "stranger"),
        ("accounts.sign_in", f"user:{alice.id}"),
        ("accounts.sign_out", f"user:{alice.id}"),
    ]


def test_a_form_of_another_site_is_refused(app, client, alice, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    sign_in(client, alice)
    assert client.post("/sign-out").status_code == 400
    assert client.post("/me/sessions/end-others").status_code == 400
    assert is_signed_in(client)


def test_the_user_table_holds_no_password(alice):
    kept = db.session.scalars(select(User.password_hash)).one()
    assert PASSWORD not in kept
    assert kept.startswith("$argon2id$")
