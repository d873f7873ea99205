"""A bare Flask application: what everything is measured against."""

from __future__ import annotations

from flask import Flask


def create_app() -> Flask:
    """Make an application that says hello and has nothing around it."""
    app = Flask("bare")

    @app.get("/healthz")
    @app.get("/hello")
    def hello() -> str:
        return "hello"

    return app
