"""The blueprint that all views of the directory belong to."""

from flask import Blueprint

blueprint = Blueprint("directory", __name__, url_prefix="/staff/directory")
