"""Which addresses belong to the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# Addresses of version 6 that carry one of version 4: it is the one that is reached in the end.
_CARRYING = (
    (IPv6Network("64:ff9b::/96"), 0),  # RFC 6052
    (IPv6Network("::/96"), 0),  # RFC 4291, 2.5.5.1: no longer used, still understood by some.
    (IPv6Network("2002::/16"), 80),  # RFC 3056
)


def is_public(text: str) -> bool:
    """Tell whether an address can only be somebody's who is reached over the internet.

    Nothing private, loopback, link-local, shared, reserved, multicast or unspecified, of either
    version; nor what leads there from version 6. `text` is as the system resolves names.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or (isinstance(address, IPv6Address) and address.is_site_local)
    )


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.teredo is not None:
        return IPv4Address("127.0.0.1")  # Nobody's calendar is behind one of those.
    for network, shift in _CARRYING:
        if address in network:
            return IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return None
