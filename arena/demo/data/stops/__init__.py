"""What delegations can be shown in the demo arena. People are invented; places are not."""

from arena.demo.data.stops.blocks import BLOCKS
from arena.demo.data.stops.rooms import ROOMS
from arena.demo.data.stops.shape import Shown
from arena.demo.data.stops.ways import ways
from arena.demo.data.stops.works import WORKS

STOPS: tuple[Shown, ...] = (*BLOCKS, *WORKS, *ROOMS)

__all__ = ["STOPS", "Shown", "ways"]
