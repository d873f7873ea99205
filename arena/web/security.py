"""Security headers, cookies, and CSRF protection on everything that writes."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from arena.config import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# Of every answer, unless its view has said otherwise.
HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
)
# Pages are stored nowhere, unless their view says otherwise. A form that anybody may open, and
# that holds nothing but what this reader typed, may stay in the reader's own browser: what is
# stored nowhere cannot be gone back to after the form was refused, and all that was typed is lost.
MAY_GO_BACK = {"Cache-Control": "private, no-cache"}
HEADERS_OVER_TLS = (("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),)
csrf = CSRFProtect()


def init_app(app: Flask, settings: Settings) -> None:
    """Protect the application; `csrf.exempt` is for outlets that take no cookies."""
    secure = urlsplit(settings.base_url).scheme == "https"
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-arena" if secure else "arena",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        # Private pages send no referrer, so none can be asked for. The cookie that the token rests
        # on is bound to this host by its name (__Host-), which is what the referrer would prove.
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
    )
    csrf.init_app(app)
    app.after_request(_add_headers)


def missing_headers(
    present: Iterable[tuple[str, str]], *, is_secure: bool
) -> list[tuple[str, str]]:
    """Return the headers that an answer lacks."""
    wanted = HEADERS + HEADERS_OVER_TLS if is_secure else HEADERS
    named = {name.lower() for name, _ in present}
    return [header for header in wanted if header[0].lower() not in named]


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.extend(missing_headers(headers, is_secure=request.is_secure))
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
    return response
