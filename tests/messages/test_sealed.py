"""A sealed mail is between us and its receiver: staff see of it only that it did not arrive."""

import pytest

from arena import db
from arena.accounts.models import Role
from arena.messages.kinds import Kind
from arena.messages.models import Message, MessageStatus
from arena.messages.reasons import Reason, told
from arena.messages.services import Recipient, queue
from tests.cast import make_user, sign_in

SECRET = "siv@secret.example"


@pytest.fixture
def sealed(app, monkeypatch):
    kind = Kind("accounts/sign_in", "Brev", lambda message: {}, is_sealed=True)
    monkeypatch.setitem(app.extensions["arena.messages.kinds"], kind.template, kind)
    with db.transaction():
        return queue(
            "accounts/sign_in",
            Recipient(SECRET, "Siv Svensson", "sv"),
            subject="secret:7",
            occasion="once",
        )


def test_staff_find_no_sealed_mail_in_any_list(app, client, sealed):
    with db.transaction():
        planner = make_user("Alice Alm", Role.ADMIN)
    sign_in(client, planner)
    for query in ("show=all", "show=waiting", "show=all&to=siv", "show=all&about=secret:7"):
        page = client.get(f"/staff/messages/?{query}").text
        assert f"/staff/messages/{sealed}" not in page
        assert "Siv Svensson" not in page
    for path in ("", "/preview", "/drop"):
        assert client.get(f"/staff/messages/{sealed}{path}").status_code == 404
    assert client.post(f"/staff/messages/{sealed}/again").status_code == 404


def test_one_that_did_not_arrive_is_seen_without_receiver_and_words(app, client, sealed):
    with db.transaction():
        planner = make_user("Alice Alm", Role.ADMIN)
        message = db.session.get_one(Message, sealed)
        message.status, message.last_error = MessageStatus.FAILED, told(Reason.REFUSED, SECRET)
    sign_in(client, planner)
    pages = [
        client.get("/staff/messages/?show=stopped"),
        client.get(f"/staff/messages/{sealed}"),
        client.get(f"/staff/messages/{sealed}/drop"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert SECRET not in page.text
        assert "Siv Svensson" not in page.text
    assert client.get(f"/staff/messages/{sealed}/preview").status_code == 404
