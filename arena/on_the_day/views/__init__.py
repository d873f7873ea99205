"""Pages of the day itself."""

from arena.on_the_day.views import public, staff

blueprints = (public.blueprint, staff.blueprint)
