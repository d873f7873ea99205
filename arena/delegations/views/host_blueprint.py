"""The blueprint of the pages of hosts and day leads."""

from flask import Blueprint

blueprint = Blueprint("delegations_host", __name__, url_prefix="/host")
