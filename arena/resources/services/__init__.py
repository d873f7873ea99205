"""Acts on resources: reserving and releasing."""

from arena.resources.services.reserving import ResourceTaken, Use, release, reserve

__all__ = ["ResourceTaken", "Use", "release", "reserve"]
