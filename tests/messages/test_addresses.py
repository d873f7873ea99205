"""An address that the mail server does not know is remembered, and only such a one."""

from __future__ import annotations

import pytest

from arena.messages.delivery import deliver_due
from arena.messages.queries import is_undeliverable
from tests.messages.conftest import look_at


@pytest.mark.parametrize(
    ("words", "is_dead"),
    [("550 5.1.1 No such user", True), ("550 5.7.1 Policy", False), ("451 4.1.1 Later", False)],
)
def test_an_address_that_our_own_server_refuses_is_dead_where_it_says_so(
    outbox, mail_server, words, is_dead
):
    mail_server.answer = lambda stage, said: f"{words}\r\n".encode() if stage == "RCPT" else None
    number = outbox(1)
    deliver_due()
    assert is_undeliverable("guest1@example.org") is is_dead
    assert look_at(number).status == ("waiting" if words.startswith("4") else "failed")
