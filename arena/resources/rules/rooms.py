"""What rooms may have in them, and how they may be furnished: the codes that are stored."""

from __future__ import annotations

from enum import StrEnum


class Feature(StrEnum):
    """Something that stands in a room, or that the room is known for."""

    SCREEN = "screen"
    VIDEO = "video"
    SOUND = "sound"
    HEARING_LOOP = "hearing_loop"
    WHITEBOARD = "whiteboard"
    DAYLIGHT = "daylight"
    PANTRY = "pantry"
    MODEL = "model"


class Layout(StrEnum):
    """A way to furnish a room."""

    BOARDROOM = "boardroom"
    U_SHAPE = "u_shape"
    ISLANDS = "islands"
    CLASSROOM = "classroom"
    THEATRE = "theatre"
    STANDING = "standing"
