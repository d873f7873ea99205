"""Mail goes encrypted where the setting says so, and only to a server that proves who it is."""

import pytest

from arena import db
from arena.messages.delivery import deliver_due
from arena.messages.models import MailServer
from tests.messages.smtp_server import CERTIFICATE, running


@pytest.fixture(params=["smtps", "starttls"])
def server(request, send_to):
    with running(encryption=request.param) as server:
        send_to(server)
        yield server


def test_a_server_with_a_certificate_that_holds_gets_the_mail(outbox, server, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    outbox()
    assert deliver_due() == 1


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(outbox, server):
    outbox()
    assert deliver_due() == 0
    assert server.received == []
    assert "certificate" in db.session.get(MailServer, 1, populate_existing=True).trouble.lower()


def test_a_server_that_does_not_encrypt_gets_nothing_when_it_should(outbox, send_to):
    outbox()
    with running() as server:
        send_to(f"{server.plain_url}?starttls=1")
        assert deliver_due() == 0
    assert server.received == []
