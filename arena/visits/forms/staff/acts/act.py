"""What every form of staff about a visit has: which version it is about."""

from __future__ import annotations

from typing import Any

from arena.visits.forms.hearing import read_seen_version
from arena.visits.models import Visit
from arena.visits.rules.hearing import SeenVersion
from arena.web.fields import (
    HiddenField,
)
from arena.web.forms import Form


class ActForm(Form):
    """A form that does something to a visit."""

    version = HiddenField()

    def __init__(self, visit: Visit, **options: Any) -> None:
        self.visit = visit
        super().__init__(**options)
        if not self.is_submitted():
            self.version.data = str(visit.version)

    @property
    def seen_version(self) -> SeenVersion | None:
        """The version of the visit that the form was shown at; None for anything but a number."""
        return read_seen_version(self.version.data)

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it."""
        return {}
