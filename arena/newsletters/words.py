"""The words of a mailing in one language, or in the other where it has not been written in it."""

from __future__ import annotations

from dataclasses import dataclass

from arena.newsletters.markdown import to_html
from arena.newsletters.models import Mailing


@dataclass(frozen=True)
class Words:
    """A mailing as its receiver reads it; `language` is the one that it is written in."""

    language: str
    subject: str
    text: str
    html: str


def words_in(mailing: Mailing, language: str) -> Words:
    """Return what somebody who reads `language` gets."""
    written = language if _has(mailing, language) else _other(language)
    body = getattr(mailing, f"body_{written}")
    return Words(written, getattr(mailing, f"subject_{written}"), body.strip(), to_html(body))


def languages_of(mailing: Mailing) -> list[str]:
    """Return the languages in which something has been written."""
    return [each for each in ("sv", "en") if _has(mailing, each)]


def _has(mailing: Mailing, language: str) -> bool:
    return bool(getattr(mailing, f"body_{language}") or getattr(mailing, f"subject_{language}"))


def _other(language: str) -> str:
    return "en" if language == "sv" else "sv"
