"""The blueprint of the pages that need no account."""

from flask import Blueprint

blueprint = Blueprint("visits", __name__, url_prefix="/<lang>")
