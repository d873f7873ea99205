"""Reference numbers that people can read out: “K7QM-4XTB”.

No 0 and O, no 1 and I, and no vowels, so that no word comes about. The last character is a check
(Luhn's method over the alphabet): one wrong character is always noticed, and almost always two that
changed places.
"""

from __future__ import annotations

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"
_SIZE = len(ALPHABET)
_LENGTH = 7
_NUMBERS = _SIZE**_LENGTH
# Coprime to `_NUMBERS` (28 to the 7th), so that different numbers never meet.
_STEP, _OFFSET = 8_114_520_607, 3_141_592_653


def reference_for(number: int) -> str:
    """Return the reference of record `number`: another for each number below 28 to the 7th.

    Neighbours look nothing alike, so that a misread reference does not name the next visit.
    """
    rest = (number * _STEP + _OFFSET) % _NUMBERS
    places = []
    for _ in range(_LENGTH):
        rest, place = divmod(rest, _SIZE)
        places.append(ALPHABET[place])
    text = "".join(places)
    text += check_character(text)
    return f"{text[:4]}-{text[4:]}"


def check_character(text: str) -> str:
    """Return the character that makes `text` a reference."""
    return ALPHABET[-_luhn_sum(text, doubled_last=True) % _SIZE]


def is_reference(text: str) -> bool:
    """Tell whether `text`, written as in a mail, is a reference without a slip."""
    plain = text.replace("-", "")
    return (
        len(plain) == _LENGTH + 1
        and set(plain) <= set(ALPHABET)
        and _luhn_sum(plain, doubled_last=False) % _SIZE == 0
    )


def find_reference(text: str) -> str | None:
    """Return the reference that somebody typed with spaces, small letters or without its dash."""
    plain = "".join(text.split()).replace("-", "").upper()
    return f"{plain[:4]}-{plain[4:]}" if is_reference(plain) else None


def _luhn_sum(text: str, *, doubled_last: bool) -> int:
    total = 0
    for distance, character in enumerate(reversed(text)):
        value = ALPHABET.index(character)
        if (distance % 2 == 0) == doubled_last:
            value = sum(divmod(value * 2, _SIZE))
        total += value
    return total
