"""The addresses of screens, and those behind the codes on them."""

from __future__ import annotations

import hmac

import segno

from arena import tokens
from arena.web.addresses import absolute_url

_LENGTH = 16
_INK, _PAPER = "#000000", "#ffffff"


def screen_url(token: str, language: str = "sv") -> str:
    """Return where a screen reads; whoever has the address sees what it shows."""
    return absolute_url("on_the_day.screen", token=token, lang=language)


def fault_key(room_id: int) -> str:
    """Return what the address of a room's form ends with, so that it cannot be guessed."""
    return tokens.derived("fault", room_id)[:_LENGTH]


def opens_fault(room_id: int, key: str) -> bool:
    """Tell whether a key belongs to a room."""
    return hmac.compare_digest(fault_key(room_id).encode(), key.encode("utf-8", "replace"))


def fault_url(room_id: int) -> str:
    """Return where a fault of a room is reported, in the language spoken now."""
    return absolute_url("on_the_day.fault", room_id=room_id, key=fault_key(room_id))


def picture(address: str) -> str:
    """Return an address as a QR code: the address of an image."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=4, border=4, dark=_INK, light=_PAPER)
