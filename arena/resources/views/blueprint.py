"""The blueprints of the register and of the opening hours."""

from flask import Blueprint

register_blueprint = Blueprint("resources", __name__, url_prefix="/staff/resources")
hours_blueprint = Blueprint("resources_hours", __name__, url_prefix="/staff/opening-hours")
