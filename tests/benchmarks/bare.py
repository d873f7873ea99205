"""A bare Flask application: what everything is measured against."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response, request

FEED = "/feeds/public.ics"
TAG = '"bare"'


def create_app() -> Flask:
    """Make an application that says hello, has a calendar at hand, and nothing around it."""
    app = Flask("bare")
    body = Path(os.environ["BARE_BODY"]).read_bytes() if "BARE_BODY" in os.environ else b""

    @app.get("/healthz")
    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get(FEED)
    def feed() -> Response:
        headers = {"ETag": TAG, "Content-Type": "text/calendar; charset=utf-8"}
        if request.headers.get("If-None-Match") == TAG:
            return Response(status=304, headers=headers)
        return Response(body, headers=headers)

    return app
