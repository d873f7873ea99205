"""Pages of the outbox and of what came back."""

from arena.messages.views import received, staff
from arena.messages.views.root import blueprint

__all__ = ["blueprint", "received", "staff"]
