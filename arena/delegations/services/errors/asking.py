"""What cannot be asked or answered, each with words that say what to do about it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.rules.asking import Standing
from arena.errors import Conflict, Invalid

_HOW_IT_STANDS: dict[Standing, Any] = {
    Standing.TAKEN: _l("Somebody else receives the guests now. Thank you for being willing."),
    Standing.CALLED_OFF: _l("It does not take place. Thank you for being willing."),
    Standing.OVER: _l("It is over, so there is nothing to answer any more."),
    Standing.YOURS: _l("You have said yes already."),
    Standing.SAID_NO: _l("You have said no already."),
}


class NoLongerAsked(Conflict):
    """That cannot be answered any more; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(_HOW_IT_STANDS.get(standing, _l("You have answered already.")))
        self.standing = standing


class ChangedSinceShown(Conflict):
    """The time or place changed after the page of the question was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l("The time or the place has just changed. Look at what holds now, then answer.")
        )


class NobodyToAsk(Conflict):
    """All have been asked, or what they would be asked about has begun."""

    def __init__(self) -> None:
        super().__init__(_l("There is nobody to ask: all have been asked, or have no e-mail."))


class WrongDeadline(Invalid):
    """The time to answer is over already, or ends when what is asked about has begun."""

    def __init__(self) -> None:
        super().__init__(
            _l("Choose a time to come, before the first of what is asked about begins."),
            "answer_day",
        )


class NothingProposed(Conflict):
    """Somebody's time was to be taken who has answered something else since."""

    def __init__(self) -> None:
        super().__init__(_l("They have answered something else since. Look at their answer."))


class NobodyChosen(Invalid):
    """No host was chosen."""

    def __init__(self) -> None:
        super().__init__(_l("Choose at least one host."), "host_ids")


class NoProposal(Invalid):
    """Another time was proposed without saying which, or one that is over."""

    def __init__(self) -> None:
        super().__init__(_l("Enter the day and the time when you could, in the future."), "day")
