"""The blueprint of signing in and of one's own page."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
