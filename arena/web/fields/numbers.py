"""Fields for whole numbers."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from wtforms import ValidationError

from arena.web.fields.base import ArenaField, Words

_GROUPING = re.compile(r"[\s\u00a0\u202f]")


class IntegerField(ArenaField):
    """A whole number; `data` is an `int` or `None`.

    `minimum` and `maximum` are inclusive and may be set on the bound field before
    it is validated: `form.group_size.minimum = offer.group_min`.
    """

    component = "field_text"
    default_inputmode = "numeric"
    default_width = 4
    data: int | None

    def __init__(
        self,
        label: Words = None,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
        **options: Any,
    ) -> None:
        self.minimum = minimum
        self.maximum = maximum
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read digits, with or without spaces between thousands."""
        text = _GROUPING.sub("", str(valuelist[0])) if valuelist else ""
        self.data = None
        if not text:
            return
        if not re.fullmatch(r"[-\u2212]?[0-9]{1,12}", text):
            raise ValueError(gettext("Enter a whole number in digits, for example 12."))
        self.data = int(text.replace("\u2212", "-"))

    def pre_validate(self, form: Any) -> None:
        """Refuse a number outside the limits, and name them."""
        if self.data is None:
            return
        below = self.minimum is not None and self.data < self.minimum
        above = self.maximum is not None and self.data > self.maximum
        if not (below or above):
            return
        if self.minimum is None:
            raise ValidationError(gettext("Enter %(maximum)d or less.", maximum=self.maximum))
        if self.maximum is None:
            raise ValidationError(gettext("Enter %(minimum)d or more.", minimum=self.minimum))
        raise ValidationError(
            gettext(
                "Enter a number from %(minimum)d to %(maximum)d.",
                minimum=self.minimum,
                maximum=self.maximum,
            )
        )
