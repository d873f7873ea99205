"""Pages of the day itself."""

from arena.on_the_day.views import host, public, staff

blueprints = (host.blueprint, public.blueprint, staff.blueprint)
