"""Which addresses are public, and which addresses of calendars we go to."""

import pytest

from arena.hosting.rules.networks import is_public
from arena.hosting.rules.writing import masked, read_address

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - looked at, not bound to
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "localhost",
    "",
    "1.2.3",
]
OUTSIDE = ["8.8.8.8", "193.10.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "2001:6b0::1"]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_some_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_reached_over_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "text",
    [
        "http://calendar.example/a.ics",
        "file:///etc/passwd",
        "ftp://calendar.example/a.ics",
        "gopher://calendar.example/",
        "https://user:secret@calendar.example/a.ics",
        "https:///a.ics",
        "https://calendar.example:99999/a.ics",
        "https://calendar.example/a b.ics",
        "https://calendar.example\\@inside/a.ics",
        "https://calendar.example/\r\nHost: inside",
        "https://[::1/a.ics",
        "calendar.example/a.ics",
        "https://" + "a" * 1000,
        "",
    ],
)
def test_what_is_no_plain_https_address_is_not_read(text):
    assert read_address(text) is None


def test_webcal_means_https_and_names_are_written_as_dns_has_them():
    address = read_address(" webcal://Kalender.Räksmörgås.example:8443/a.ics?key=1#part ")
    assert address.text == "https://kalender.xn--rksmrgs-5wao1o.example:8443/a.ics?key=1"
    assert (address.port, address.target) == (8443, "/a.ics?key=1")


def test_letters_beyond_ascii_are_written_as_browsers_send_them():
    address = read_address("webcal://kalender.example/åäö.ics?vem=Åsa&x=%C3%A5")
    assert address.text == ("https://kalender.example/%C3%A5%C3%A4%C3%B6.ics?vem=%C3%85sa&x=%C3%A5")


def test_a_saved_address_shows_its_server_alone():
    assert masked("https://calendar.example/private-0123456789/basic.ics") == (
        "https://calendar.example/…"
    )
