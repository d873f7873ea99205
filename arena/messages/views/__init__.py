"""Pages of the outbox."""

from arena.messages.views.staff import blueprint

__all__ = ["blueprint"]
