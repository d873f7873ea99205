"""One page of a long list: which one is asked for, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

_MOST = 100_000


@dataclass(frozen=True)
class Paging:
    """The page that is asked for, counted from 1, and how many lines it has."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """How many lines stand on the pages before."""
        return (self.number - 1) * self.size

    def last(self, total: int) -> int:
        """Return the number of the last page of `total` lines: `pagination(paging.number, …)`."""
        return max(1, -(-total // self.size))


def asked(size: int = 50) -> Paging:
    """Return the page that `?page=N` asks for; what is no such number asks for the first."""
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return Paging(min(max(number, 1), _MOST), size)
