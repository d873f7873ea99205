"""Documents in folders: versions, who may see and change them, and what is withdrawn."""

import io
from datetime import timedelta

import pytest

from arena import clock, db, retention
from arena.accounts import policy
from arena.accounts.models import Role
from arena.audit.models import WORKER, Actor
from arena.documents import folders, services
from arena.documents.errors import NewerMeanwhile, Sealed
from arena.documents.models import FiledDocument
from arena.documents.queries import list_documents, list_expired
from arena.documents.services import Upload
from arena.errors import NotFound
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.pages import values, words
from tests.resources.test_dividing_at_once import try_both

HOME = "/staff/documents/shelf/open"
SHELVES = {"open", "sealed", "secret"}


@pytest.fixture
def shelf(app):
    """Folders of a made-up kind: planners change them, and the secret one is the planners' own."""
    kept = app.extensions.get("arena.documents.folders", {}).copy()
    folders.register(
        app,
        "shelf",
        folders.FolderKind(
            find=lambda key: key if key in SHELVES else None,
            may_see=lambda person, key: policy.may_plan(person) or key != "secret",
            may_change=lambda person, key: policy.may_plan(person),
            name=lambda key: f"Hylla {key}",
            address=lambda key, person: f"/staff/documents/shelf/{key}",
            is_sealed=lambda key: key == "sealed",
        ),
    )
    yield lambda key, user: folders.open_folder("shelf", key, user)
    app.extensions["arena.documents.folders"] = kept


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user()


def by(user):
    return Actor.user(user.id)


def kept(user, title="Avtal", body=b"%PDF one", key="open"):
    upload = Upload("C:\\avtal\\avtal.pdf", body)
    return services.add_document("shelf", key, title, upload, user_id=user.id, by=by(user))


def test_a_double_click_keeps_one_document_also_at_the_same_moment(app, alice):
    def add(ids):
        upload = Upload("avtal.pdf", b"%PDF one")
        user_id = ids["alice"]
        services.add_document(
            "shelf", "open", "Avtal", upload, user_id=user_id, by=Actor.user(user_id)
        )

    assert try_both(app, {"alice": alice.id}, add, add) == (None, None)
    assert len(list_documents("shelf", "open")) == 1


def test_the_second_who_replaces_a_document_learns_of_the_first(app, shelf, alice):
    folder = shelf("open", alice)

    def replace(document, body, seen):
        upload = Upload("avtal.pdf", body)
        return services.add_version(
            document, upload, folder=folder, seen=seen, user_id=alice.id, by=by(alice)
        )

    with db.transaction():
        document = kept(alice)
        assert kept(alice) is document  # A double click keeps one.
        replace(document, b"%PDF two", 1)
        assert replace(document, b"%PDF two", 1).number == 2  # And so here.
    with pytest.raises(NewerMeanwhile), db.transaction():
        replace(document, b"%PDF three", 1)
    db.session.rollback()
    assert [(each.number, each.filename, each.body) for each in document.versions] == [
        (1, "avtal.pdf", b"%PDF one"),
        (2, "avtal.pdf", b"%PDF two"),
    ]


def test_what_is_sealed_stays_and_takes_more(app, shelf, alice):
    folder = shelf("sealed", alice)
    with db.transaction():
        document = kept(alice, key="sealed")
    for act in (services.withdraw, services.put_back):
        with pytest.raises(Sealed), db.transaction():
            act(document, folder=folder, by=by(alice))
    with pytest.raises(Sealed), db.transaction():
        services.rename(document, "Annat", folder=folder, by=by(alice))


def test_withdrawn_documents_come_back_or_are_erased(app, shelf, alice):
    folder = shelf("open", alice)
    with db.transaction():
        back, gone = kept(alice, "Tillbaka"), kept(alice, "Borta")
        for document in (back, gone):
            services.withdraw(document, folder=folder, by=by(alice))
        services.put_back(back, folder=folder, by=by(alice))
    assert list_documents("shelf", "open") == [back]
    with clock.travel(NOW + timedelta(days=retention.WITHDRAWN.count + 1)):
        assert list_expired() == [gone.id]
        with db.transaction():
            assert services.erase_withdrawn([back.id, gone.id], WORKER) == 1
    assert db.session.query(FiledDocument).all() == [back]


def test_a_folder_that_may_not_be_seen_is_not_there(app, shelf, alice):
    with db.transaction():
        partner = make_user("Pia Partner", Role.PARTNER)
    for kind, key in (
        ("shelf", "secret"),
        ("shelf", "none"),
        ("none", "open"),
        ("shelf", "x" * 90),
    ):
        with pytest.raises(NotFound):
            folders.open_folder(kind, key, partner)
    with app.test_request_context():
        assert shelf("secret", alice).url("index") == "/staff/documents/shelf/secret"
        assert shelf("open", partner).url("index") == "/partner/documents/shelf/open"


def test_a_document_goes_through_the_pages(app, client, shelf, alice):
    sign_in(client, alice)
    form = {**values(client.get(f"{HOME}/new")), "title": "Avtal om värme"}
    refused = client.post(f"{HOME}/new", data=form)
    assert refused.status_code == 400
    assert "Välj en fil" in words(refused)
    form["file"] = (io.BytesIO(b"%PDF"), "Åäö.pdf")
    assert client.post(f"{HOME}/new", data=form).status_code == 303
    db.session.rollback()
    document = db.session.query(FiledDocument).one()
    newer = f"{HOME}/{document.id}/version"
    form = {**values(client.get(newer)), "what_is_new": "Nya priser"}
    for body, status in ((b"two", 303), (b"three", 400)):
        form["file"] = (io.BytesIO(body), "Avtal.pdf")
        answer = client.post(newer, data=form)
        assert answer.status_code == status
    assert "Någon har lagt till en nyare version" in words(answer)
    assert "Nya priser" in answer.text  # What was typed stays.
    page = client.get(HOME)
    assert "Version 2 av Avtal om värme" in words(page)
    assert "Nya priser" in words(page)
    answer = client.get(f"{HOME}/{document.id}/1")
    assert answer.data == b"%PDF"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    client.post(f"{HOME}/{document.id}/withdraw")
    page = client.get(HOME)
    assert "Tillbakadragna" in words(page)
    client.post(f"{HOME}/{document.id}/put-back")
    assert "Tillbakadragna" not in words(client.get(HOME))


def test_who_only_reads_gets_no_more_than_that(app, client, shelf, alice):
    with db.transaction():
        document = kept(alice)
        hidden = kept(alice, "Dolt")
        secret = kept(alice, "Hemligt", key="secret")
        services.withdraw(hidden, folder=shelf("open", alice), by=by(alice))
        partner = make_user("Pia Partner", Role.PARTNER)
    sign_in(client, partner)
    home = "/partner/documents/shelf/open"
    assert client.get(f"{home}/{document.id}/1").data == b"%PDF one"
    page = words(client.get(home))
    assert "Avtal" in page
    assert "Dolt" not in page
    assert client.get(f"{home}/{hidden.id}/1").status_code == 404
    assert client.get(f"{home}/{secret.id}/1").status_code == 404
    assert client.get("/partner/documents/shelf/secret").status_code == 404
    for view in ("new", f"{document.id}/version", f"{document.id}/title"):
        assert client.get(f"{home}/{view}").status_code == 403
    assert client.post(f"{home}/{document.id}/withdraw").status_code == 403
