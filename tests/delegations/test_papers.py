"""Documents, gifts, expenses, and what is written down once guests have been here."""

import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import DelegationState, Document
from arena.delegations.queries.papers import list_documents, list_expenses, sum_by_bearer
from arena.delegations.queries.promises import find_report, list_contacts, list_promises
from arena.delegations.queries.reporting import draft_report
from arena.delegations.services import afterwards, papers
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.documents.errors import EmptyFile, FileTooLarge, UnknownKindOfFile
from arena.documents.rules import LARGEST, MEDIA_TYPES, media_type
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, make_delegation, make_item
from tests.pages import values, words

REPORT = afterwards.ReportFacts(came="12 personer", saw="Gasverket", asked="", follows="")


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user()


def by(user):
    return Actor.user(user.id)


@given(st.text())
def test_a_file_is_kept_by_the_end_of_its_name_alone(name):
    assert media_type(f"{name}.PDF") == MEDIA_TYPES["pdf"]
    assert media_type(f"{name}.exe") is None
    assert media_type(name.replace(".", "")) is None


def test_documents_have_versions_and_bad_files_are_refused(app, alice):
    with db.transaction():
        delegation = make_delegation()
        keep = {"is_shared": True, "user_id": alice.id, "by": by(alice)}
        upload = papers.Upload("C:\\brev\\inbjudan.pdf", b"%PDF one")
        document = papers.add_document(delegation, "Inbjudan", upload, **keep)
        for body in (b"%PDF two", b"%PDF two"):
            newer = papers.Upload("inbjudan.pdf", body)
            papers.add_version(document, newer, user_id=alice.id, by=by(alice))
    assert [(each.number, each.filename) for each in document.versions] == [
        (1, "inbjudan.pdf"),
        (2, "inbjudan.pdf"),
    ]
    for bad, error in (
        (papers.Upload("a.pdf", b""), EmptyFile),
        (papers.Upload("a.html", b"<script>"), UnknownKindOfFile),
        (papers.Upload("a.pdf", b"x" * (LARGEST + 1)), FileTooLarge),
    ):
        with pytest.raises(error), db.transaction():
            papers.add_document(delegation, "Inbjudan", bad, **keep)
    assert len(list_documents(delegation)) == 1


def test_a_document_comes_through_the_page_and_goes_out_as_a_file(app, client, alice):
    with db.transaction():
        delegation = make_delegation()
    sign_in(client, alice)
    home = f"/staff/delegations/{delegation.reference}"
    form = {**values(client.get(f"{home}/documents/new")), "title": "Program på engelska"}
    refused = client.post(f"{home}/documents/new", data=form)
    assert refused.status_code == 400
    assert "Välj en fil" in words(refused)
    form["file"] = (io.BytesIO(b"%PDF"), "Åäö.pdf")
    client.post(f"{home}/documents/new", data=form)
    db.session.rollback()  # What the pages wrote is read anew.
    document = db.session.query(Document).one()
    assert "Program på engelska" in words(client.get(f"{home}/papers"))
    answer = client.get(f"{home}/documents/{document.id}/1")
    assert answer.data == b"%PDF"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_expenses_are_summed_by_who_bears_them(app, client, alice):
    with db.transaction():
        delegation = make_delegation()
    sign_in(client, alice)
    home = f"/staff/delegations/{delegation.reference}"
    form = {**values(client.get(f"{home}/expenses/new")), "what": "Lunch", "amount_sek": "2400"}
    refused = client.post(f"{home}/expenses/new", data={**form, "bearer": "partner"})
    assert "Skriv vilken partner som betalar" in words(refused)
    for amount in ("2 400", "600"):
        sent = {**form, "amount_sek": amount, "bearer": "arena"}
        assert client.post(f"{home}/expenses/new", data=sent).status_code == 302
    db.session.rollback()  # What the pages wrote is read anew.
    assert sum_by_bearer(list_expenses(delegation)) == {"arena": 3000}


def test_a_gift_is_logged_and_shown(app, client, alice):
    with db.transaction():
        delegation = make_delegation()
    sign_in(client, alice)
    home = f"/staff/delegations/{delegation.reference}"
    form = {**values(client.get(f"{home}/gifts/new")), "what": "Glasskål", "direction": "given"}
    assert form["given_on"] == DAY.isoformat()
    client.post(f"{home}/gifts/new", data={**form, "value_sek": "450"})
    assert "Glasskål Given till gästerna" in words(client.get(f"{home}/papers"))


def test_a_report_begins_with_the_record_and_two_do_not_overwrite_each_other(app, alice):
    with db.transaction():
        delegation = make_delegation(state=DelegationState.DONE, headcount=11, questions="Hur?")
        delegation.state = DelegationState.PLANNING
        make_item(delegation, by(alice), title_sv="Vandring", place_sv="Husarviken")
        make_item(delegation, by(alice), kind="meal", title_sv="Lunch")
        delegation.state = DelegationState.DONE
        asked = afterwards.PromiseFacts(question="Vad kostar det?", due_on=DAY)
        afterwards.promise(delegation, asked, by=by(alice))
    draft = draft_report(delegation)
    assert draft.came.startswith("11 personer från City of Aldermoor")
    assert (draft.saw, draft.asked) == ("– Vandring (Husarviken)", "Hur?")
    assert "Vad kostar det?" in draft.follows
    with db.transaction():
        afterwards.write_report(delegation, REPORT, is_finished=False, version=0, by=by(alice))
    with pytest.raises(ChangedMeanwhile), db.transaction():
        afterwards.write_report(delegation, REPORT, is_finished=True, version=0, by=by(alice))
    assert find_report(delegation).finished_at is None


def test_thanks_take_the_answers_along_and_end_the_visit(app, alice):
    with db.transaction():
        delegation = make_delegation(state=DelegationState.DONE, coordinator_id=alice.id)
        for question, answer in (("Vad kostar det?", "Ungefär 4 000 kr."), ("När då?", "")):
            facts = afterwards.PromiseFacts(question=question, due_on=DAY, answer=answer)
            afterwards.promise(delegation, facts, by=by(alice))
    assert [bool(each.answered_at) for each in list_promises(delegation)] == [True, False]
    with db.transaction():
        afterwards.thank(delegation, "Tack för besöket!", by=by(alice))
    assert delegation.state == DelegationState.FOLLOWED_UP
    mail = render(db.session.query(Message).one())
    assert "Ungefär 4 000 kr." in mail.text
    assert "När då?" in mail.text
    with pytest.raises(NotNow), db.transaction():
        afterwards.thank(delegation, "Tack igen!", by=by(alice))


def test_contacts_are_shared_with_nobody_unless_they_said_so(app, client, alice):
    with db.transaction():
        delegation = make_delegation()
    sign_in(client, alice)
    home = f"/staff/delegations/{delegation.reference}"
    form = {
        **values(client.get(f"{home}/contacts/new")),
        "name": "王小明",
        "shared_with": "Norrskär Energi AB\n\nNorrskär Energi AB",
    }
    refused = client.post(f"{home}/contacts/new", data=form)
    assert "Ange vilken dag de sa att det får delas" in words(refused)
    day = (DAY - timedelta(days=30)).isoformat()
    client.post(f"{home}/contacts/new", data={**form, "consent_on": day})
    db.session.rollback()  # What the pages wrote is read anew.
    assert [each.shared_with for each in list_contacts(delegation)] == [["Norrskär Energi AB"]]
