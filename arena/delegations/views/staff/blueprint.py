"""The blueprint of the pages on which staff see to delegations."""

from flask import Blueprint

blueprint = Blueprint("delegations_staff", __name__, url_prefix="/staff/delegations")
