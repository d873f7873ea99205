"""The blueprints of a host's own time: the host's own pages, and those for who plans."""

from flask import Blueprint

own_blueprint = Blueprint("hosting", __name__, url_prefix="/host")
staff_blueprint = Blueprint("hosting_staff", __name__, url_prefix="/staff/hosts/<int:resource_id>")
