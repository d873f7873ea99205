"""The blueprint of the pages that need no account: the enquiry, and what private links open."""

from flask import Blueprint

blueprint = Blueprint("delegations", __name__, url_prefix="/<lang>")
