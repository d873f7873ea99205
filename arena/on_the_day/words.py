"""What screens say in both languages at once: that of the address first, the other beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from arena.web import filters, languages

_OWN = Markup("<span>{}</span>")
_OTHER = Markup(' <span class="screen__other" lang="{}">{}</span>')


def both(words: Any, **moments: datetime) -> Markup:
    """`{{ both(_l("until %(time)s"), time=door.free_until) }}`; each language writes its times."""
    return in_both(
        lambda: (
            str(words) % {name: filters.clocktime(value) for name, value in moments.items()}
            if moments
            else str(words)
        )
    )


def both_of(record: Any, field: str, otherwise: Any = "") -> Markup:
    """`{{ both_of(shown, "title", _l("Booked")) }}`: a record's text, or other words for none."""
    return in_both(lambda: languages.localized(record, field) or str(otherwise))


def in_both(draw: Callable[[], str]) -> Markup:
    """Return what is drawn in each language; what is the same in both stands there once."""
    own = languages.current()
    first = draw()
    said = _OWN.format(first)
    for language in languages.LANGUAGES:
        if language != own:
            with languages.speak(language):
                other = draw()
            if other != first:
                said += _OTHER.format(language, other)
    return said
