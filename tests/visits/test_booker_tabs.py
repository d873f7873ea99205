"""The same person in two tabs, or pressing twice: what was said once, and what was not heard."""

import pytest

from arena import db
from arena.audit.queries import list_entries
from arena.visits.links import manage_token
from arena.visits.models import Visit
from arena.visits.services import ask_for_more
from tests.cast import make_host, make_offer
from tests.pages import values, words
from tests.visits.bookings import STAFF, confirmed, do, mails, received


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def own(visit, *parts):
    return "/".join([f"/sv/manage/{manage_token(visit)}", *parts])


def again(visit):
    db.session.rollback()
    return db.session.get_one(Visit, visit.id, populate_existing=True)


def tab(client, path, **typed):
    """What a tab would send: the form as it was opened, with what was typed."""
    form = values(client.get(path))
    for name, value in typed.items():
        form[name] = value
    return form


# What each page is sent, and what another tab might say instead.
ACTS = {
    "participants": (confirmed, {"group_size": "21"}, {"group_size": "22"}),
    "details": (confirmed, {"questions": "Vad kostade det?"}, {"questions": "Vad höll inte?"}),
    "cancel": (confirmed, {"words": "Vi är sjuka."}, {"words": "Vi kommer en annan gång."}),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_same_form_sent_twice_is_done_once_and_told_as_done(client, offer, act):
    make, typed, _ = ACTS[act]
    visit = make(offer)
    form = tab(client, own(visit, act), **typed)
    first = client.post(own(visit, act), data=form)
    told, version = len(mails(visit)), again(visit).version
    second = client.post(own(visit, act), data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert (len(mails(visit)), again(visit).version) == (told, version)


@pytest.mark.parametrize("act", ACTS)
def test_other_words_in_a_second_tab_are_not_taken_for_heard(client, offer, act):
    make, typed, other = ACTS[act]
    visit = make(offer)
    one, two = (tab(client, own(visit, act), **text) for text in (typed, other))
    client.post(own(visit, act), data=one)
    version = again(visit).version
    answer = client.post(own(visit, act), data=two)
    assert answer.status_code == 409
    assert again(visit).version == version
    assert "Så här är läget nu" in words(answer)
    stands = "Avbokad" if act == "cancel" else next(iter(typed.values()))
    assert stands in words(answer)
    assert next(iter(other.values())) in answer.text, "what was typed is still there"


def test_a_second_answer_is_told_what_was_answered(client, offer):
    visit = received(offer)
    do(ask_for_more, visit, "Hur många går långsamt?", by=STAFF)
    one = tab(client, own(visit, "answer"), answer="Två.")
    two = tab(client, own(visit, "answer"), answer="Tre, tror vi.")
    client.post(own(visit, "answer"), data=one)
    answer = client.post(own(visit, "answer"), data=two)
    assert answer.status_code == 409
    assert "Ert svar Två." in words(answer)
    assert values(answer)["answer"] == "Tre, tror vi."
    once_more = client.post(own(visit, "answer"), data=values(answer))
    assert once_more.status_code == 409
    assert "Tre, tror vi." in words(once_more)


def test_what_was_typed_cannot_be_read_in_the_trail(client, offer):
    visit = confirmed(offer)
    client.post(own(visit, "details"), data=tab(client, own(visit, "details"), questions="Hemligt"))
    detail = list_entries(again(visit))[0].detail
    assert len(detail["typed"]) == 16
    assert "Hemligt" not in str(detail)
