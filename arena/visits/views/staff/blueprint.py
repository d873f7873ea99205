"""The blueprint of the pages on which staff see to visits."""

from flask import Blueprint

blueprint = Blueprint("visits_staff", __name__, url_prefix="/staff")
