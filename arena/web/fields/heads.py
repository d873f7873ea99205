"""How many come, as people write it: “18”, “18 st”, “18 personer”."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _

from arena.web.fields.numbers import IntegerField

_HEADS = re.compile(
    r"(?P<number>[0-9][0-9\s]*?)\s*"
    r"(?:st|pers|personer|person|deltagare|besökare|platser|people|persons|participants|seats)?\.?",
    re.IGNORECASE,
)


class HeadsField(IntegerField):
    """A number of people; the word for them may stand behind it. `data` is an `int` or `None`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read one number; “about 20” and “20–25” are asked to be one."""
        text = " ".join(str(valuelist[0]).split()) if valuelist else ""
        found = _HEADS.fullmatch(text)
        if found is None and any(char.isdigit() for char in text) and not text.startswith("-"):
            self.data = None
            raise ValueError(
                _("Write one number, for example 20. A good guess will do: it can be changed.")
            )
        super().process_formdata([found["number"]] if found else valuelist)
