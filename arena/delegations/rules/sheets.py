"""How many cards a sheet of paper takes, and which stand on which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Card = TypeVar("Card")
_A4 = (210, 297)  # Millimetres.


@dataclass(frozen=True)
class Sheet:
    """A sheet of A4 with `columns` × `rows` cards of so many millimetres, in its middle."""

    width: int
    height: int
    columns: int
    rows: int

    @property
    def cards(self) -> int:
        """How many cards it takes."""
        return self.columns * self.rows

    @property
    def margins(self) -> tuple[float, float]:
        """What is left beside the cards, and above and below them: printers need 5 mm."""
        return (
            (_A4[0] - self.columns * self.width) / 2,
            (_A4[1] - self.rows * self.height) / 2,
        )


BADGES = Sheet(width=85, height=54, columns=2, rows=5)
PLACE_CARDS = Sheet(width=90, height=90, columns=2, rows=3)  # Folded: 45 mm high, on both sides.


def on_sheets(cards: Sequence[Card], sheet: Sheet) -> list[Sequence[Card]]:
    """Return the cards sheet by sheet, in their order."""
    return [cards[start : start + sheet.cards] for start in range(0, len(cards), sheet.cards)]
