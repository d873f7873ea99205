"""Sessions and links end when they should, weak passwords are found, and no address leads away."""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arena.accounts.rules import (
    LINK_LIFE,
    SESSION_IDLE,
    SESSION_LIFE,
    SessionTimes,
    device_words,
    is_link_alive,
    is_session_alive,
    local_path,
    needs_current_password,
    password_fault,
)
from tests.conftest import NOW

MINUTE = timedelta(minutes=1)
AWAY = [
    "",
    None,
    "https://evil.example/",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example\r\n",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/./\\evil.example",
    "/staff//evil.example/..",
    "/\u2028/evil.example\x00",
    "@evil.example",
    "/x\ud800",
    "?next=//evil.example",
    "/" + "a" * 600,
]


def session(seen=NOW, opened=NOW, ended=None):
    return SessionTimes(last_seen_at=seen, expires_at=opened + SESSION_LIFE, ended_at=ended)


@pytest.mark.parametrize(
    ("times", "after", "holds"),
    [
        (session(), timedelta(0), True),
        (session(), SESSION_IDLE - MINUTE, True),
        (session(), SESSION_IDLE, False),
        (session(seen=NOW + 7 * SESSION_IDLE), 7 * SESSION_IDLE, True),
        (session(seen=NOW + SESSION_LIFE - MINUTE), SESSION_LIFE, False),
        (session(ended=NOW), timedelta(0), False),
    ],
)
def test_a_session_ends_by_itself_when_idle_or_old_or_ended(times, after, holds):
    assert is_session_alive(times, NOW + after) is holds


def test_a_sign_in_link_lives_20_minutes_and_once():
    expires_at = NOW + LINK_LIFE["sign_in"]
    assert is_link_alive(expires_at, None, NOW + 19 * MINUTE)
    assert not is_link_alive(expires_at, None, NOW + 20 * MINUTE)
    assert not is_link_alive(expires_at, NOW, NOW)


def test_an_invitation_lives_a_week():
    assert LINK_LIFE["invitation"] == timedelta(days=7)


@pytest.mark.parametrize(
    ("has_password", "opened_with", "minutes", "asked"),
    [
        (True, "password", 0, True),
        (True, "link", 19, False),
        (True, "link", 20, True),
        (False, "password", 999, False),
    ],
)
def test_the_old_password_is_asked_for_unless_the_mailbox_was_just_shown(
    has_password, opened_with, minutes, asked
):
    assert needs_current_password(has_password, opened_with, NOW, NOW + minutes * MINUTE) is asked


@pytest.mark.parametrize("address", AWAY)
def test_an_address_that_leads_away_is_refused(address):
    assert local_path(address) is None


@pytest.mark.parametrize("address", ["/", "/staff/visits/12", "/sv/?q=%C3%A5&page=2", "/me#x"])
def test_a_path_of_our_own_is_kept(address):
    assert local_path(address) == address


@given(st.text(alphabet="/\\:@?#.\t\n\r ;%abehjprstv\x00\u2028", max_size=30))
@example("//evil")
def test_whatever_is_kept_stays_on_this_host(address):
    kept = local_path(address)
    if kept is not None:
        there = urlsplit(urljoin("https://arena.example/sv/sign-in", kept))
        assert (there.scheme, there.netloc) == ("https", "arena.example")
        assert kept.startswith("/")
        assert kept[1:2] not in ("/", "\\")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("kort", "short"),
        ("elva tecken", "short"),
        ("aaaaaaaaaaaa", "common"),
        ("abababababab", "common"),
        ("abcabcabcabcabc", "common"),
        ("123456789012", "common"),
        ("qwertyuiop12345", "common"),
        ("Password2026!!", "common"),
        ("P@ssw0rd!!!!!", "common"),
        ("lösenord123456", "common"),
        ("Sommaren2026!", "common"),
        ("alicealm2026!!", "own"),
        ("ALICE-20261124", "own"),
        ("korrekt häst batteri klammer", None),
        ("tretton tecken", None),
        ("Xk4#pQ9vLm2w", None),
    ],
)
def test_a_password_that_is_easily_guessed_is_named_so(password, fault):
    assert password_fault(password, email="alice.alm@arena.example", name="Alice Alm") == fault


@given(st.text(min_size=12, max_size=200), st.text(max_size=40))
def test_every_password_gets_an_answer(password, name):
    assert password_fault(password, email="a@arena.example", name=name) in (None, "common", "own")


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 "
            "(KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
            "Edge, Mac",
        ),
        ("curl/8.5.0", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_is_told_in_the_names_people_know(user_agent, words):
    assert device_words(user_agent) == words
