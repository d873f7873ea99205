"""Pages behind a private link: what must not leak from them, and guessing that is slowed down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import make_response
from werkzeug.wrappers import Response

from arena.web.limits import TOKEN_GUESS, limiter

View = Callable[..., Any]


def private(view: View) -> View:
    """Keep the address of a page to its reader, and slow down whoever guesses addresses."""

    @wraps(view)
    def shown(*arguments: Any, **values: Any) -> Response:
        answer = make_response(view(*arguments, **values))
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    limited: View = limiter.shared_limit(TOKEN_GUESS, scope="manage", deduct_when=_was_a_guess)(
        shown
    )
    return limited


def _was_a_guess(answer: Response) -> bool:
    return answer.status_code == 404
