"""The blueprint of the pages about calendars."""

from flask import Blueprint

blueprint = Blueprint("feeds", __name__)
