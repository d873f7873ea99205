"""What is looked for."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.web.fields import TextField
from arena.web.forms import FilterForm


class WordsField(TextField):
    """A field to search with: a phone's keyboard says so."""

    input_type = "search"


class SearchForm(FilterForm):
    """Some words, a number or a reference."""

    q = WordsField(
        _l("What are you looking for?"),
        mark_optional=False,
        autocomplete="off",
        max_length=120,
        width=32,
        render_kw={"enterkeyhint": "search"},
    )
