"""Fetching goes to the public internet alone, a short way, for a short time, for a little."""

import socket
import time

import pytest

from arena.hosting.network import ClosedNetwork, Unread, fetch
from arena.hosting.rules.troubles import Trouble
from tests.hosting.servers import PUBLIC, Pretended, answer, serving

WHERE = "https://calendar.example/secret.ics"


def trouble(network, text=WHERE, **options):
    with pytest.raises(Unread) as error:
        fetch(text, network, **options)
    return error.value.trouble


def test_a_calendar_is_fetched_from_the_address_that_was_looked_at():
    heads = []

    def handle(connection, head):
        heads.append(head)
        answer(b"BEGIN:VCALENDAR", ETag='"1"', Last_Modified="Mon, 02 Nov 2026")(connection, head)

    with serving(handle) as network:
        fetched = fetch(WHERE, network)
    assert fetched.content == b"BEGIN:VCALENDAR"
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Mon, 02 Nov 2026")
    assert network.connected == [PUBLIC]
    assert heads[0].startswith("GET /secret.ics HTTP/1.1\r\nHost: calendar.example\r\n")


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["::1"], ["fd00::1"], ["::ffff:10.0.0.1"]],
)
def test_a_name_that_leads_into_a_network_is_not_followed(addresses):
    network = Pretended(answers={"calendar.example": [addresses]})
    assert trouble(network) == Trouble.PRIVATE
    assert network.connected == []


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    network = Pretended(answers={"calendar.example": [[PUBLIC, "192.168.0.1"]]})
    assert trouble(network) == Trouble.PRIVATE


def test_a_bare_private_address_is_refused_as_well():
    network = Pretended(answers={"127.0.0.1": [["127.0.0.1"]]})
    assert trouble(network, "https://127.0.0.1/a.ics") == Trouble.PRIVATE


def test_a_name_that_changes_its_mind_is_asked_only_once():
    """DNS rebinding: public when looked at, private when connected to."""
    with serving(answer(b"BEGIN:VCALENDAR")) as network:
        network.answers = {"calendar.example": [[PUBLIC], ["127.0.0.1"]]}
        fetch(WHERE, network)
    assert network.asked == ["calendar.example"]
    assert network.connected == [PUBLIC]


def redirected(location, status="302 Found"):
    def handle(connection, head):
        if "GET /secret.ics" in head:
            answer(status=status, Location=location)(connection, head)
        else:
            answer(b"BEGIN:VCALENDAR")(connection, head)

    return handle


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_redirect_is_followed(status):
    with serving(redirected("/other.ics", status)) as network:
        assert fetch(WHERE, network).content == b"BEGIN:VCALENDAR"


def test_where_a_redirect_leads_is_looked_at_anew():
    with serving(redirected("https://inside.example/other.ics")) as network:
        network.answers = {"inside.example": [["10.0.0.1"]]}
        assert trouble(network) == Trouble.PRIVATE
    assert network.connected == [PUBLIC]


@pytest.mark.parametrize(
    "location",
    [
        "http://calendar.example/",
        "file:///etc/passwd",
        "ftp://a/",
        "https://[",
        "//[::1",
        "https://a:b/",
        "https://.example/",
    ],
)
def test_a_redirect_away_from_https_or_to_no_address_is_refused(location):
    with serving(redirected(location)) as network:
        assert trouble(network) == Trouble.ADDRESS


def test_the_fourth_redirect_is_one_too_many():
    with serving(answer(status="302 Found", Location="/secret.ics")) as network:
        assert trouble(network) == Trouble.REDIRECTS
    assert len(network.connected) == 4


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("401 Unauthorized", Trouble.REFUSED),
        ("403 Forbidden", Trouble.REFUSED),
        ("404 Not Found", Trouble.GONE),
        ("410 Gone", Trouble.GONE),
        ("500 Oops", Trouble.ANSWER),
        ("204 No Content", Trouble.ANSWER),
    ],
)
def test_an_answer_that_is_no_calendar_says_what_it_is(status, expected):
    with serving(answer(status=status)) as network:
        assert trouble(network) == expected


def test_what_has_not_changed_is_not_sent_again():
    heads = []

    def handle(connection, head):
        heads.append(head)
        answer(status="304 Not Modified")(connection, head)

    with serving(handle) as network:
        fetched = fetch(WHERE, network, etag='"1"', last_modified="Mon, 02 Nov 2026")
    assert fetched.content is None
    assert 'If-None-Match: "1"' in heads[0]
    assert "If-Modified-Since: Mon, 02 Nov 2026" in heads[0]


def test_that_nothing_has_changed_is_no_answer_to_who_did_not_ask():
    with serving(answer(status="304 Not Modified")) as network:
        assert trouble(network) == Trouble.ANSWER


def test_two_megabytes_are_enough():
    with serving(answer(b"x" * 2_000_001)) as network:
        assert trouble(network) == Trouble.TOO_LARGE


def test_more_than_was_announced_is_cut_off_at_the_same_measure():
    def endless(connection, head):
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with serving(endless) as network:
        assert trouble(network) == Trouble.TOO_LARGE


def test_packed_content_is_refused():
    with serving(answer(b"\x1f\x8b", Content_Encoding="gzip")) as network:
        assert trouble(network) == Trouble.ANSWER


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_server_that_drips_is_left_after_the_time_for_all(first):
    def drip(connection, head):
        connection.sendall(first or b"HTTP/1.1 200 OK\r\n")
        for _ in range(60):
            connection.sendall(b"X" if first else b"X-A: b\r\n")
            time.sleep(0.05)

    began = time.monotonic()
    with serving(drip) as network:
        assert trouble(network, seconds=0.4) == Trouble.TOO_SLOW
        assert time.monotonic() - began < 1.5


def test_a_name_server_that_does_not_answer_is_not_waited_for():
    class Slow(Pretended):
        def resolve(self, host, port):
            time.sleep(2)
            return [PUBLIC]

    began = time.monotonic()
    assert trouble(Slow(), seconds=0.2) == Trouble.TOO_SLOW
    assert time.monotonic() - began < 1


def test_a_name_that_nobody_has_and_a_server_that_is_away_are_told_apart():
    class Unknown(Pretended):
        def resolve(self, host, port):
            raise socket.gaierror("No such name")

    class Away(Pretended):
        def connect(self, ip, address, seconds):
            raise ConnectionRefusedError

    assert trouble(Unknown()) == Trouble.UNKNOWN
    assert trouble(Away()) == Trouble.UNREACHABLE


def test_nonsense_instead_of_http_is_survived():
    def nonsense(connection, head):
        connection.sendall(b"\x00\xff" * 100)

    with serving(nonsense) as network:
        assert trouble(network) == Trouble.UNREACHABLE


def test_the_demo_fetches_nothing():
    assert trouble(ClosedNetwork()) == Trouble.CLOSED
