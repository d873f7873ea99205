"""What a form says to whoever did something too often."""

from __future__ import annotations

from arena.visits.services.errors import TooOften
from arena.web.forms import Form


class WaitingForm(Form):
    """A form whose act may have to wait: its page then says until when, to programs too."""

    too_often: TooOften | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the page that shows the form."""
        return {"Retry-After": str(self.too_often.seconds_left)} if self.too_often else {}

    def make_wait(self, error: TooOften, field: str | None = None) -> None:
        """Say at a field, or on top, that it was too often."""
        self.too_often = error
        self.refuse(field, error.message)
