"""The translations as templates ask for them: one look-up a word.

Flask-Babel finds the language, the domain and the catalogue anew for each word;
with a hundred words a page that is a third of the time a page takes.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import get_translations

from arena.web import languages


class Catalogues:
    """The loaded catalogue of each language."""

    def __init__(self) -> None:
        self._of_language: dict[str, Any] = {}

    def gettext(self, word: str) -> str:
        """Return `word` in the current language."""
        return str(self._current().ugettext(word))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form for `number` in the current language."""
        return str(self._current().ungettext(singular, plural, number))

    def pgettext(self, context: str, word: str) -> str:
        """Return `word` as it is meant in `context`."""
        return str(self._current().upgettext(context, word))

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """Return the form for `number` as it is meant in `context`."""
        return str(self._current().unpgettext(context, singular, plural, number))

    def _current(self) -> Any:
        language = languages.current()
        found = self._of_language.get(language)
        if found is None:
            found = self._of_language[language] = get_translations()
        return found


def init_app(app: Flask) -> None:
    """Let the templates translate through the catalogues."""
    catalogues = Catalogues()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # By the i18n extension.
        gettext=catalogues.gettext,
        ngettext=catalogues.ngettext,
        pgettext=catalogues.pgettext,
        npgettext=catalogues.npgettext,
        newstyle=True,
    )
