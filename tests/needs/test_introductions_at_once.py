"""Two who say yes at one moment: they are introduced once, and each has one mail."""

from sqlalchemy import select

from arena import db
from arena.audit.models import COMMAND
from arena.messages.models import Message
from arena.needs.models import Introduction
from arena.needs.rules.introducing import IntroductionState, Side
from arena.needs.services.introducing import answer, propose
from tests.needs.market import make_market
from tests.resources.test_dividing_at_once import try_both


def says_yes(side):
    def act(ids):
        introduction = db.session.get_one(Introduction, ids["introduction"])
        answer(introduction.side(side), is_yes=True, by=COMMAND)

    return act


def agreed():
    return db.session.scalars(
        select(Message).where(Message.template == "needs/introduction_agreed")
    ).all()


def test_two_yes_at_once_introduce_once(app):
    with db.transaction():
        market = make_market()
        made = propose(
            market.need,
            market.offer,
            words="Båda talar om nätter.",
            from_side=None,
            proposer=market.alice,
            by=COMMAND,
        )
        ids = {"introduction": made.id}
    assert try_both(app, ids, says_yes(Side.NEED), says_yes(Side.OFFER)) == (None, None)
    with db.transaction():
        assert made.state == IntroductionState.AGREED
        assert len(agreed()) == 2


def test_two_yes_of_one_side_at_once_are_one(app):
    with db.transaction():
        market = make_market()
        made = propose(
            market.need,
            market.offer,
            words="Båda talar om nätter.",
            from_side=Side.NEED,
            proposer=market.owner,
            by=COMMAND,
        )
        ids = {"introduction": made.id}
    assert try_both(app, ids, says_yes(Side.OFFER), says_yes(Side.OFFER)) == (None, None)
    with db.transaction():
        assert len(agreed()) == 2
