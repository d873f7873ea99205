"""Rate limits: by network address, in memory or shared through Redis."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from flask_limiter.util import get_remote_address

from arena.config import Settings

SIGN_IN = "10 per 5 minutes"
MAIL = "10 per hour"
TOKEN_GUESS = "30 per minute"  # noqa: S105 - a limit, not a secret
BOOKING, BOOKING_SCOPE = "10 per hour", "booking"
API = "300 per minute"

limiter = Limiter(key_func=get_remote_address)


def has_booked(answer: Response) -> bool:
    """Count only requests that came through: who mends a form is not held up."""
    return answer.status_code in (201, 303)


# What makes us write to an address that nobody has confirmed: one count for pages and API.
booking_limit = limiter.shared_limit(
    BOOKING, scope=BOOKING_SCOPE, methods=["POST"], deduct_when=has_booked
)


def booking_reopens(error: RateLimitExceeded) -> datetime | None:
    """Return when a network may ask again that asked too often; None where it is another limit."""
    limit = limiter.current_limit
    if error.limit.scope != BOOKING_SCOPE or limit is None:
        return None
    return datetime.fromtimestamp(limit.reset_at, UTC)


def init_app(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, else in each process."""
    app.config.update(
        RATELIMIT_ENABLED=settings.rate_limits == "on",
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_HEADERS_ENABLED=False,
        RATELIMIT_STRATEGY="moving-window",
    )
    limiter.init_app(app)
    # Each limit stands on a view, which asks for it when it is called. What the extension would
    # ask before every request is for limits of the whole application; there are none.
    app.before_request_funcs[None] = [
        ask for ask in app.before_request_funcs.get(None, []) if ask != limiter._check_request_limit
    ]
