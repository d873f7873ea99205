"""The partners' own pages: home, organisation, people, mail, calendars, visits to them."""

from arena.partners.views import home, organisation, people, settings, showings, visiting
from arena.partners.views.blueprint import blueprint

__all__ = ["blueprint", "home", "organisation", "people", "settings", "showings", "visiting"]
