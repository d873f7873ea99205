"""Reads: what screens show, which there are, and faults."""

from arena.on_the_day.queries.faults import (
    find_same_fault,
    get_fault,
    list_faults,
    list_faults_of,
    list_open_faults,
)
from arena.on_the_day.queries.programme import Shown, list_foyer, read_door
from arena.on_the_day.queries.rooms import list_rooms_today
from arena.on_the_day.queries.screens import find_screen, get_screen, list_rooms, list_screens

__all__ = [
    "Shown",
    "find_same_fault",
    "find_screen",
    "get_fault",
    "get_screen",
    "list_faults",
    "list_faults_of",
    "list_foyer",
    "list_open_faults",
    "list_rooms",
    "list_rooms_today",
    "list_screens",
    "read_door",
]
