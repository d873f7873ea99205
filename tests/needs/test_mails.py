"""Every mail about a need can be written, in both languages, and says no more than it may."""

import pytest

from arena import clock, db
from arena.audit.models import Actor
from arena.directory.models import OrganisationType
from arena.messages.kinds import NoLongerTrue, get_kind, list_kinds
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.needs.jobs import remind
from arena.needs.models import InterestState, OutcomeKind
from arena.needs.queries.interest import find_interest
from arena.needs.queries.members import standing_of
from arena.needs.services import asking, ending, writing
from arena.needs.services import interest as interests
from tests.cast import make_user
from tests.conftest import NOW
from tests.needs.cast import (
    MARK,
    facts,
    interested,
    make_need,
    make_organisation,
    make_partner,
    person_of,
)

SEALED = {"needs/asked", "needs/interest", "needs/interest_answered", "needs/set_aside"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_is_written(app, language):
    written = {}

    def write_new():
        for message in db.session.query(Message).order_by(Message.id):
            if message.id in seen or not message.template.startswith("needs/"):
                continue
            seen.add(message.id)
            what = message.params.get("what", message.params.get("about", ""))
            try:
                written[f"{message.template} {what}".strip()] = render(message)
            except NoLongerTrue:
                continue

    seen = set()
    with db.transaction():
        city = make_organisation()
        owner = make_partner("Olle Owner", city, language)
        rival = make_partner(
            "Alf Alm", make_organisation("Kvarn AB", OrganisationType.CONSULTANT), language
        )
        make_user("Cora Coord", language=language)
        by = Actor.user(owner.id)
        need = make_need(owner, city, published=False)
        writing.propose_need(need, by=by)
        write_new()
        writing.send_back(need, "Mer om bullret.", by=by)
        write_new()
        writing.propose_need(need, by=by)
        writing.approve_need(need, by=by)
        asker = {"user": rival, "standing": standing_of(rival), "by": Actor.user(rival.id)}
        first = asking.ask(need, "Hur bred?", "sv", **asker)
        second = asking.ask(need, "Vem är chef?", "sv", **asker)
        asking.ask_by_address(need, "Finns el?", language, "siv@example.org")
        interested(need, rival)
        write_new()
        texts = {"question_sv": "Hur bred?", "question_en": "", "answer_en": ""}
        asking.answer_question(first, **texts, answer_sv="Sex meter.", by=by)
        asking.correct_answer(first, **texts, answer_sv="Sju meter.", by=by)
        asking.set_question_aside(second, "Det är ingen fråga om behovet.", by=by)
        shown = find_interest(need, person_of(rival).roles[0].organisation_id)
        interests.answer_interest(shown, InterestState.THANKED, "Tack.", by=by)
        writing.change_need(need, facts(limits_sv="Sju meter."), words_sv="Mätt.", by=by)
        third = asking.ask(need, "Hur lång?", "sv", **asker)
        need.interest_until = NOW.date()
        writing.hand_over(need, owner_id=need.owner_id, keeper_id=None, is_leader=True, by=by)
        write_new()
    with clock.travel(NOW.replace(day=30)):
        remind()
    write_new()
    with db.transaction():
        ending.record_outcome(
            need, ending.OutcomeFacts(kind=OutcomeKind.DIALOGUE, words_sv="Bra."), by=by
        )
        ending.close_dialogue(need, words_sv="Tack alla.", by=by)
        ending.withdraw_need(need, words_sv="Slut på pengar.", by=by)
    write_new()
    assert third.id
    kinds = {kind.template for kind in list_kinds() if kind.template.startswith("needs/")}
    ours = {name.split()[0] for name in written}
    assert {"needs/news", "needs/confirm", "needs/reminder", *SEALED} <= ours <= kinds
    news = {name.split()[1] for name in written if name.startswith("needs/news")}
    assert news == {"answered", "corrected", "changed", "closed", "outcome", "withdrawn"}
    assert {"needs/reminder questions", "needs/reminder deadline"} <= written.keys()
    for name, mail in written.items():
        assert mail.subject.strip(), name
        assert MARK not in mail.text, name
        assert "Kvarn AB" not in mail.text, name


def test_what_is_between_two_is_sealed(app):
    assert all(get_kind(template).is_sealed for template in SEALED)
