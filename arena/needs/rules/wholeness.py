"""Whether the texts of a need, in one language or two, are enough for others to read."""

from __future__ import annotations

from collections.abc import Mapping

NEEDED = ("title", "problem", "effect")  # Beside them may stand constraints.
LANGUAGES = ("sv", "en")


def spoken(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages in which all that is needed is said; keys are as “title_sv”."""
    return tuple(
        language
        for language in LANGUAGES
        if all(texts.get(f"{name}_{language}", "").strip() for name in NEEDED)
    )


def first_gap(texts: Mapping[str, str]) -> str | None:
    """Return the key of the first text that is missing, or None.

    One language is enough; but of a language in which anything is said, all that is needed is.
    """
    begun = [
        language
        for language in LANGUAGES
        if any(text.strip() for key, text in texts.items() if key.rpartition("_")[2] == language)
    ]
    for language in begun or LANGUAGES[:1]:
        for name in NEEDED:
            if not texts.get(f"{name}_{language}", "").strip():
                return f"{name}_{language}"
    return None
