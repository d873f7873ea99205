"""Acts on needs: who is told what and when, what is refused, and what is forgotten."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db, tokens
from arena.audit.models import WORKER, Actor, AuditEntry
from arena.directory.models import OrganisationType
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.needs.jobs import remind
from arena.needs.models import (
    InterestState,
    NeedFollower,
    NeedInterest,
    NeedQuestion,
    NeedState,
    OutcomeKind,
    QuestionState,
)
from arena.needs.queries.expired import list_expired_followers, list_expired_interests
from arena.needs.queries.members import standing_of
from arena.needs.services import asking, ending, writing
from arena.needs.services import interest as interests
from arena.needs.services.errors import (
    ChangedMeanwhile,
    IsLed,
    Missing,
    NobodyLeads,
    NotNow,
    NotYours,
    TooLate,
    TooManyMails,
)
from arena.needs.services.following import confirm_follower, follow_as, unfollow
from arena.needs.services.forgetting import erase_followers, erase_interests
from arena.needs.services.notices import follow_token
from arena.retention import FOLLOWER, INTEREST
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


@pytest.fixture
def scene(app):
    with db.transaction():
        city = make_organisation()
        scene = {
            "city": city,
            "owner": make_partner("Olle Owner", city),
            "alf": make_partner("Alf Alm", make_organisation("A AB", OrganisationType.CONSULTANT)),
            "bea": make_partner("Bea Berg", make_organisation("B AB", OrganisationType.CONSULTANT)),
            "cora": make_user("Cora Coord"),
        }
        scene["need"] = make_need(scene["owner"], city)
    return scene


def by(user):
    return Actor.user(user.id)


def ask(scene, who="alf", words="Hur bred är gatan?"):
    user = scene[who]
    return asking.ask(
        scene["need"], words, "sv", user=user, standing=standing_of(user), by=by(user)
    )


def mails(template=""):
    found = db.session.scalars(select(Message).order_by(Message.id)).all()
    return [each for each in found if each.template.startswith(f"needs/{template}")]


def test_a_partners_need_is_read_by_the_arena_before_all_see_it(scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"], published=False)
        writing.propose_need(need, by=by(scene["owner"]))
        assert [m.recipient_email for m in mails("proposed")] == [scene["cora"].email]
        with pytest.raises(NotNow):
            writing.edit_draft(need, facts(), owner_id=None, keeper_id=None, by=by(scene["owner"]))
        writing.send_back(need, "Säg hur mycket det bullrar.", by=by(scene["cora"]))
        assert need.state == NeedState.DRAFT
        writing.propose_need(need, by=by(scene["owner"]))
        writing.approve_need(need, by=by(scene["cora"]))
    assert need.published_at == NOW
    assert [m.recipient_email for m in mails("approved")] == [scene["owner"].email]


def test_what_is_not_whole_is_not_published(scene):
    cases = [
        (facts(effect_sv=""), "effect_sv"),
        (facts(interest_until=date(2026, 11, 1)), "questions_until"),
        (facts(questions_until=date(2026, 12, 24)), "questions_until"),
        (facts(audience="networks"), "network_ids"),
    ]
    for said, field in cases:
        with db.transaction():
            need = make_need(scene["owner"], scene["city"], published=False)
            writing.edit_draft(
                need, said, owner_id=need.owner_id, keeper_id=None, by=by(scene["owner"])
            )
            with pytest.raises(Missing) as refused:
                writing.publish_need(need, by=by(scene["owner"]))
            assert refused.value.field in {field, "interest_until"}


def test_a_need_that_nobody_leads_is_not_published(scene):
    with db.transaction():
        need = make_need(scene["owner"], scene["city"], published=False)
        need.owner_id = None
        with pytest.raises(NobodyLeads):
            writing.publish_need(need, by=by(scene["cora"]))
        need.keeper_id = scene["cora"].id
        writing.publish_need(need, by=by(scene["cora"]))


def test_only_the_owner_gives_a_need_away_while_there_is_one(scene):
    need, cora = scene["need"], scene["cora"]
    given = {"owner_id": need.owner_id, "keeper_id": cora.id}
    with db.transaction(), pytest.raises(IsLed):
        writing.hand_over(need, **given, is_leader=False, by=by(cora))
    with db.transaction():
        (role,) = person_of(scene["owner"]).roles
        role.ends_on = date(2026, 11, 1)
    with db.transaction():
        writing.hand_over(need, **given, is_leader=False, by=by(cora))
    assert [m.recipient_email for m in mails("handed_over")] == [cora.email]


def test_a_change_is_said_openly_and_told_to_all_at_one_moment(scene):
    need = scene["need"]
    with db.transaction():
        for who in ("alf", "bea"):
            follow_as(need, scene[who], by=by(scene[who]))
        change = writing.change_need(
            need, facts(limits_sv="Gatan är 6,2 meter bred."), by=by(scene["owner"])
        )
        assert writing.change_need(need, facts(limits_sv="Gatan är 6,2 meter bred."), by=by(
            scene["owner"])) is None  # fmt: skip
    assert change.before == {"limits_sv": "Gatan är 6,5 meter bred."}
    told = mails("news")
    assert {m.recipient_email for m in told} == {scene["alf"].email, scene["bea"].email}
    assert len({m.due_at for m in told}) == 1
    assert "förutsättningar" in render(told[0]).text


def test_two_who_change_a_need_at_once_do_not_lose_each_others_words(scene):
    need = scene["need"]
    with db.transaction():
        writing.change_need(need, facts(title_sv="Först"), by=by(scene["owner"]), version=2)
    with db.transaction(), pytest.raises(ChangedMeanwhile):
        writing.change_need(need, facts(title_sv="Sedan"), by=by(scene["owner"]), version=2)
    assert need.title_sv == "Först"


def test_question_and_answer_become_public_together_without_a_name(scene):
    with db.transaction():
        question = ask(scene)
        assert ask(scene).id == question.id  # A double click.
        asking.answer_question(
            question,
            question_sv="Hur bred är gatan?",
            question_en="",
            answer_sv="6,5 meter.",
            answer_en="",
            by=by(scene["owner"]),
        )
    (told,) = mails("news")
    text = render(told).text
    assert "6,5 meter." in text
    assert "Alf" not in text.replace("Hej Alf Alm", "")
    assert question.state == QuestionState.ANSWERED


def test_who_seeks_does_not_ask_and_nobody_asks_too_late(scene):
    with db.transaction(), pytest.raises(NotYours):
        ask(scene, "owner")
    with clock.travel(NOW + timedelta(days=17)), db.transaction(), pytest.raises(TooLate):
        ask(scene)


def test_an_address_asks_once_it_has_answered_for_itself(scene):
    need = scene["need"]
    with db.transaction():
        question = asking.ask_by_address(need, "Finns el?", "en", "Stranger@Example.org")
    assert question.state == QuestionState.UNCONFIRMED
    assert not mails("asked")
    (confirm,) = mails("confirm")
    follower = db.session.query(NeedFollower).one()
    token = follow_token(follower)
    assert token in render(confirm).text
    assert follower.token_hash == tokens.digest(token)
    with db.transaction():
        assert confirm_follower(follower) == 1
        assert confirm_follower(follower) == 0
    assert [m.recipient_email for m in mails("asked")] == [scene["owner"].email]
    with db.transaction():
        unfollow(follower, by=WORKER)
    assert db.session.query(NeedQuestion).one().follower_id is None


def test_an_address_is_not_written_to_again_and_again(app, scene, monkeypatch):
    settings = app.extensions["arena.settings"].model_copy(update={"rate_limits": "on"})
    monkeypatch.setitem(app.extensions, "arena.settings", settings)
    for minute in range(3):
        with clock.travel(NOW + timedelta(minutes=minute)), db.transaction():
            asking.ask_by_address(scene["need"], f"Fråga {minute}", "sv", "x@example.org")
    with clock.travel(NOW + timedelta(minutes=5)), db.transaction(), pytest.raises(TooManyMails):
        asking.ask_by_address(scene["need"], "Fråga till", "sv", "x@example.org")


def test_an_organisation_has_one_interest_and_may_take_it_back(scene):
    need, alf = scene["need"], scene["alf"]
    with db.transaction():
        interested(need, alf)
        interested(need, alf)
        interested(need, alf, "Något annat")
    interest = db.session.query(NeedInterest).one()
    assert len(mails("interest")) == 2
    with db.transaction():
        interests.answer_interest(
            interest, InterestState.INVITED, "Välkomna", by=by(scene["owner"])
        )
        with pytest.raises(ChangedMeanwhile):
            interests.withdraw_interest(interest, by=by(alf), version=1)
        interests.withdraw_interest(interest, by=by(alf))
    assert (interest.words, interest.contact_email, interest.user_id) == ("", "", None)
    with db.transaction():
        interested(need, alf)
    assert interest.state == InterestState.SHOWN


def test_closing_tells_all_concerned_the_same(scene):
    need = scene["need"]
    with db.transaction():
        interested(need, scene["alf"])
        follow_as(need, scene["bea"], by=by(scene["bea"]))
        # Who shows interest follows too, and may stop: the closing is told all the same.
        unfollow(db.session.query(NeedFollower).filter_by(user_id=scene["alf"].id).one(), by=WORKER)
        ending.close_dialogue(need, words_sv="Tack.", by=by(scene["owner"]))
    told = [m for m in mails("news") if m.params["what"] == "closed"]
    assert {m.recipient_email for m in told} == {scene["alf"].email, scene["bea"].email}
    bodies = {render(m).text.split("\n", 2)[2].split("Sluta följa")[0] for m in told}
    assert len({body.split("-----")[0].strip() for body in bodies}) == 1
    with db.transaction(), pytest.raises(TooLate):
        interested(need, scene["bea"])


@pytest.mark.parametrize(
    ("kind", "state", "more"),
    [
        (OutcomeKind.PROCUREMENT, NeedState.PROCUREMENT, {"registration_number": "TK 2026/17"}),
        (OutcomeKind.PILOT, NeedState.PILOT, {"link_text": "P-07"}),
        (OutcomeKind.NOTHING, NeedState.NOTHING, {}),
        (OutcomeKind.DIALOGUE, NeedState.PUBLISHED, {}),
    ],
)
def test_each_outcome_leads_to_its_state(scene, kind, state, more):
    need = scene["need"]
    with db.transaction():
        said = ending.OutcomeFacts(kind=kind, words_sv="Så blev det.", **more)
        outcome = ending.record_outcome(need, said, by=by(scene["owner"]))
        if more:
            bare = ending.OutcomeFacts(kind=kind, words_sv="Så blev det.")
            with pytest.raises(Missing):
                ending.record_outcome(need, bare, by=by(scene["owner"]))
    assert need.state == state
    assert outcome.published_at == NOW


def test_the_owner_is_reminded_once_of_what_waits(scene):
    with db.transaction():
        ask(scene)
    for days in (2, 3, 6, 7, 30, 31):
        with clock.travel(NOW + timedelta(days=days)):
            remind()
    assert [m.params["about"] for m in mails("reminder")] == ["questions", "deadline"]


def test_interest_is_forgotten_long_after_the_need_has_closed(scene):
    need = scene["need"]
    with db.transaction():
        interested(need, scene["alf"])
        ending.withdraw_need(need, words_sv="Pengarna räckte inte.", by=by(scene["owner"]))
    assert not list_expired_interests()
    assert not list_expired_followers()
    later = NOW + timedelta(days=FOLLOWER.count + 2)
    with clock.travel(later), db.transaction():
        assert erase_followers(list_expired_followers(), WORKER) == 1
    later = NOW + timedelta(days=366 * INTEREST.count + 2)
    with clock.travel(later), db.transaction():
        assert erase_interests(list_expired_interests(), WORKER) == 1
        assert not list_expired_interests()
    assert db.session.query(NeedInterest).one().words == ""


def test_the_trail_tells_of_interest_without_saying_in_what(scene):
    with db.transaction():
        interested(scene["need"], scene["alf"])
    lines = [e for e in db.session.query(AuditEntry).all() if "interest" in e.action]
    assert [(e.subject_type, e.detail) for e in lines] == [("need_interests", {})]
    assert MARK not in str([e.detail for e in db.session.query(AuditEntry).all()])
