"""Reading which version of a visit a form was filled in against, and what it says."""

from __future__ import annotations

import json

from flask import request

from arena import tokens
from arena.visits.rules.hearing import SeenVersion
from arena.web.numbers import read_whole

# What changes from one sending of the same form to the next.
_NOT_TYPED = frozenset({"csrf_token", "version", "step", "week"})
_LENGTH = 16


def read_seen_version(text: str | None) -> SeenVersion | None:
    """Return the version that `text` names, with a mark of what was sent; None for nonsense."""
    number = read_whole(text)
    return None if number is None else SeenVersion(number, _mark())


def _mark() -> str:
    said = sorted(
        (name, " ".join(value.split()))
        for name, value in request.form.items(multi=True)
        if name not in _NOT_TYPED
    )
    return tokens.keyed_digest(json.dumps(said))[:_LENGTH]
