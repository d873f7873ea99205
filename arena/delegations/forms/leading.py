"""What a day lead presses and types on the day."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.web.fields import HiddenField, IntegerField
from arena.web.forms import Form
from arena.web.numbers import read_whole

LATER = (5, 10, 15, 30)  # Minutes.


class ShiftForm(Form):
    """What has happened to which item; the pressed button says it."""

    item = HiddenField()
    shift = HiddenField()
    is_seen = HiddenField()  # "yes" once what follows was shown.
    version = HiddenField(max_length=9)  # Of the delegation, when it was: pressed twice is once.

    @property
    def seen_version(self) -> int:
        """The version that what follows was shown of; 0, which is none, for anything else."""
        return read_whole(self.version.data) or 0


class ReleaseNowForm(Form):
    """That the guests are told at once, of the programme as it was shown."""

    version = HiddenField(max_length=9)

    @property
    def seen_version(self) -> int:
        """The version that was shown; 0, which is none, for anything else."""
        return read_whole(self.version.data) or 0


class CountForm(Form):
    """How many have come."""

    headcount = IntegerField(
        _l("How many have come?"), required=_l("Enter how many have come."), minimum=0, maximum=2000
    )
