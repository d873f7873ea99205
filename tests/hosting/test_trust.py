"""A calendar comes from the server of its name alone, as a certificate shows that we trust."""

import pytest

from arena.hosting.network import Unread, fetch
from arena.hosting.rules.troubles import Trouble
from tests.hosting.servers import CERTIFICATES, Encrypted, answer, serving, serving_encrypted

WHERE = "https://calendar.example/secret.ics"
CALENDAR = answer(b"BEGIN:VCALENDAR")


@pytest.fixture
def authority(monkeypatch):
    """The machine trusts the authority of the tests, and no other."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))


def trouble(network):
    with pytest.raises(Unread) as error:
        fetch(WHERE, network)
    return error.value.trouble


def test_a_server_that_shows_who_it_is_is_read(authority):
    with serving_encrypted(CALENDAR, "trusted") as network:
        assert fetch(WHERE, network).content == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("certificate", ["self_signed", "misnamed"])
def test_who_vouches_for_themselves_or_for_another_name_is_not_trusted(authority, certificate):
    heads = []
    with serving_encrypted(lambda _, head: heads.append(head), certificate) as network:
        assert trouble(network) == Trouble.UNTRUSTED
    assert heads == []  # The address, which opens the calendar, was not told.


def test_an_authority_that_the_machine_does_not_know_is_not_trusted():
    with serving_encrypted(CALENDAR, "trusted") as network:
        assert trouble(network) == Trouble.UNTRUSTED


def test_a_server_that_does_not_encrypt_is_not_trusted(authority):
    with serving(CALENDAR) as plain:
        assert trouble(Encrypted(plain.port)) == Trouble.UNTRUSTED
