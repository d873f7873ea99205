"""The blueprint that all views of the site belong to."""

from flask import Blueprint

blueprint = Blueprint("site", __name__)
