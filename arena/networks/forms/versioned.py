"""A form that knows which version of its record it was shown with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arena.web.fields import HiddenField
from arena.web.forms import Form
from arena.web.numbers import read_whole


class VersionedForm(Form):
    """Sent with the version that was shown, so that nobody writes over what another did."""

    version = HiddenField(max_length=9)

    @property
    def seen_version(self) -> int:
        """The version that the form was shown with; 0 for none that there is."""
        return read_whole(self.version.data) or 0

    def show_again(
        self, version: int, now: Iterable[tuple[str, str]], wanted: Any
    ) -> list[tuple[str, str]]:
        """Let the form be of the record as it is now; what was typed stays.

        `now`: each field with what stands there now, as text. Return the labels of those that
        differ from what was typed, each with what stands there.
        """
        self.version.data, self.version.raw_data = str(version), None
        differing = []
        for name, text in now:
            if getattr(wanted, name, None) != text:
                field = self._fields.get(name)
                label = str(field.label.text) if field is not None else name
                differing.append((label, text or "–"))
        return differing
