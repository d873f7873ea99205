"""The blueprint of the outbox and of what came back."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("messages", __name__, url_prefix="/staff/messages")
LINES_A_PAGE = 25
