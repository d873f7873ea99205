"""What machines ask: is the process up, can it serve, how does it fare, what may robots read."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import Any

import structlog
from flask import redirect, request, url_for
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.wrappers import Response

from arena import config
from arena.errors import NotFound
from arena.site import metrics as figures
from arena.site.queries import check_readiness
from arena.site.views.blueprint import blueprint
from arena.web.access import access, public
from arena.web.limits import limiter

ROBOTS = """\
User-agent: *
Disallow: /staff/
Disallow: /partner/
"""
log = structlog.get_logger(__name__)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


@blueprint.get("/healthz")
@access(public)
@limiter.exempt
def healthz() -> tuple[str, dict[str, str]]:
    """Say that the process is up, and touch nothing to say it."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/readyz")
@access(public)
@limiter.exempt
def readyz() -> tuple[dict[str, Any], int]:
    """Say whether the process can serve: 503 when something essential is missing.

    What was found is for the log, for this machine and for whoever has the token of the figures;
    a stranger reads yes or no. A silent worker or late mail does not take the pages away from
    their readers.
    """
    checks = check_readiness()
    is_ready = all(check.is_ok for check in checks if check.is_essential)
    is_well = all(check.is_ok for check in checks)
    for check in checks:
        if not check.is_ok:
            log.warning("not_well", check=check.name, detail=check.detail)
    code = 200 if is_ready else 503
    if not (_has_token() or _is_this_machine()):
        return {"status": "ready" if is_ready else "not ready"}, code
    status = "ready" if is_well else "ready, with warnings" if is_ready else "not ready"
    looked_at = {check.name: {"ok": check.is_ok, "detail": check.detail} for check in checks}
    return {"status": status, "checks": looked_at}, code


@blueprint.get("/metrics")
@access(public)
@limiter.exempt
def metrics() -> tuple[bytes, dict[str, str]]:
    """Give the figures to this machine, or to whoever has the token; nobody else learns of them."""
    if not (_has_token() or _is_this_machine()):
        raise NotFound
    return generate_latest(figures.of_this_application().registry), {
        "Content-Type": CONTENT_TYPE_LATEST
    }


@blueprint.get("/robots.txt")
@access(public)
def robots() -> tuple[str, dict[str, str]]:
    """Ask robots to leave the workplace alone; feeds are open to all who read calendars.

    Private pages are not named: they say `noindex`, which only works where a robot may read it.
    """
    return ROBOTS, {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "public, max-age=86400",
    }


@blueprint.get("/favicon.ico")
@access(public)
def favicon() -> Response:
    """Lead programs that guess the icon's address to where it is."""
    return redirect(url_for("static", filename="img/favicon.svg"), 301)


def _has_token() -> bool:
    token = config.current().metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if not token or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode(), token.encode())


def _is_this_machine() -> bool:
    """Tell whether the request comes from here, and not through a proxy that runs here."""
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
