"""One page of a long list: which one is asked for, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from arena.web.numbers import read_whole

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
    number = read_whole(request.args.get("page")) or 1
    return Paging(min(number, _MOST), size)
