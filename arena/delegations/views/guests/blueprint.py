"""The blueprint of the guests' own pages, each behind somebody's private link."""

from flask import Blueprint

blueprint = Blueprint("delegations_guest", __name__, url_prefix="/<lang>/delegation")
