"""Languages: `/sv/` and `/en/` before public pages, the person's own choice on staff pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

from flask import Flask, abort, current_app, g, has_request_context, request, session, url_for
from flask_babel import Babel, force_locale, get_locale
from flask_login import current_user

from arena.web.query import asked_for

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, Language] = ("sv", "en")
SWITCH = "show_in"  # The name of the button that sends a form to be shown in the other language.
_babel = Babel()


def init_app(app: Flask) -> None:
    """Choose the language of each request and put it into the addresses of public pages."""
    folders = sorted(
        str(path) for path in Path(__file__).resolve().parent.parent.glob("*/translations")
    )
    _babel.init_app(
        app,
        default_locale="en",
        default_translation_directories=";".join(folders),
        locale_selector=_choose,
        timezone_selector=lambda: current_app.extensions["arena.settings"].timezone,
    )
    app.url_value_preprocessor(_take_language_from_address)
    app.url_defaults(_put_language_into_address)
    app.jinja_env.globals.update(
        current_language=current, localized=localized, other_language_url=other_language_url
    )
    app.jinja_env.filters["localized"] = localized


def current() -> Language:
    """Return the language that is spoken now, in a request or in a mail."""
    locale = get_locale()
    return "sv" if locale is not None and locale.language == "sv" else "en"


@contextmanager
def speak(language: str) -> Iterator[None]:
    """Speak `language` for the block: a mail is written in its receiver's."""
    with force_locale(language):
        yield


def localized(record: Any, field: str, language: str | None = None) -> str:
    """Return `record`'s text in the current language, or in Swedish where that is all there is."""
    value = getattr(record, f"{field}_{language or current()}")
    return cast(str, value or getattr(record, f"{field}_sv"))


def other_language_url() -> str | None:
    """Return the address of this page in the other language, or None where it has none."""
    if not request.endpoint or "lang" not in (request.view_args or {}) | _given_language():
        return None
    if request.url_rule is None or "GET" not in (request.url_rule.methods or ()):
        return None
    other = "en" if current() == "sv" else "sv"
    values = {**(request.view_args or {}), **asked_for(), "lang": other}
    return url_for(request.endpoint, **values)


def is_switched() -> bool:
    """Tell whether a form came only to be shown in the other language, as it is filled in so far.

    The language switch of a page with a form is a button of that form: a link would drop what was
    typed. Nothing is checked then, nothing done and nothing kept.
    """
    return request.method == "POST" and SWITCH in request.form


def remember(language: str) -> None:
    """Go on speaking `language` to this browser where no address says which, once signed out."""
    session["lang"] = language


def preferred() -> Language:
    """Return the language that the visitor's browser asks for; Swedish when it does not say."""
    return cast(Language, request.accept_languages.best_match(LANGUAGES, default="sv"))


def _given_language() -> dict[str, str]:
    return {"lang": g.lang} if "lang" in g else {}


def speak_as_addressed() -> None:
    """Settle the language of this request by its address or the browser alone.

    An error page must not ask the session or the database who reads it.
    """
    if "lang" not in g:
        g.lang = _language_of_path() or preferred()


def _language_of_path() -> Language | None:
    first = request.path.split("/", 2)[1]
    return next((language for language in LANGUAGES if language == first), None)


def _choose() -> str:
    if not has_request_context():
        return "sv"
    if "lang" in g:
        return cast(str, g.lang)
    if addressed := _language_of_path():
        return addressed
    if request.path.startswith("/api/"):
        return "en"
    if current_user.is_authenticated:
        return cast(str, current_user.language)
    return cast(str, session.get("lang") or preferred())


def _take_language_from_address(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        language = values.pop("lang")
        if language not in LANGUAGES:
            abort(404)
        g.lang = language


def _put_language_into_address(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current()
