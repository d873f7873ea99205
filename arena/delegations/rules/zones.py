"""Whose clocks guests go by: the main time zone of the country that they come from."""

from __future__ import annotations

from zoneinfo import available_timezones

from babel.core import get_global

HOME = "Europe/Stockholm"
# Where most people live, or the capital is, of the countries that have several.
_MAIN = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


def main_zone(country: str) -> str:
    """Return the IANA name of a country's main zone; the arena's own where none is known."""
    if country in _MAIN:
        return _MAIN[country]
    zones: list[str] = get_global("territory_zones").get(country, [])
    known = available_timezones()
    return next((zone for zone in zones if zone in known), HOME)
