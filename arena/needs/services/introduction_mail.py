"""Who is told what of an introduction; addresses go out once both have said yes, never before."""

from __future__ import annotations

from datetime import timedelta

from arena import clock, tokens
from arena.messages.services import Recipient, queue
from arena.needs.models import Introduction, IntroductionSide
from arena.needs.queries.introductions import asked_on
from arena.needs.rules.introducing import Answer

_WORTH_ASKING = timedelta(days=21)


def side_token(side: IntroductionSide) -> str:
    """Return the secret of the link by which a side answers."""
    return tokens.derived("needs.introduce", side.id)


def ask_side(side: IntroductionSide) -> None:
    """Ask one side whether they want to meet the other."""
    _tell(side, "introduction_asked", "asked")


def introduce_both(introduction: Introduction) -> None:
    """Tell both who the other is, in the same words to both."""
    for side in introduction.sides:
        _tell(side, "introduction_agreed", "agreed")


def tell_no_introduction(introduction: Introduction) -> None:
    """Tell who has not said no that there will be no introduction: not why, and not by whom."""
    for side in introduction.sides:
        was_asked = side.token_hash is not None  # Otherwise they know nothing of it.
        if was_asked and side.answer != Answer.NO:
            _tell(side, "introduction_closed", "closed")


def ask_what_came(side: IntroductionSide, time: int) -> None:
    """Ask one side what came of it."""
    _tell(side, "introduction_result", f"result {time}")


def _tell(side: IntroductionSide, template: str, occasion: str) -> None:
    asked = asked_on(side)
    if asked is None:
        return
    queue(
        f"needs/{template}",
        Recipient(asked.email, asked.name, asked.language),
        subject=f"introduction_side:{side.id}",
        occasion=occasion,
        params={"introduction_id": side.introduction_id, "side_id": side.id},
        useless_after=clock.now() + _WORTH_ASKING,
    )
