"""Packing a large page for browsers that ask for it.

A packed page tells by its length what repeats in it (BREACH). So only pages are packed that repeat
nothing of what an address or a form said, and a name of random length stands before the bytes.
"""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Response, request

_LEVEL = 4
_LONGEST_NAME = 100


def packed(page: str) -> Response:
    """Return a page as gzip where the browser takes that, as it is elsewhere."""
    is_packed = request.accept_encodings.quality("gzip") > 0
    response = Response(_gzip(page.encode()) if is_packed else page)
    response.vary.add("Accept-Encoding")
    if is_packed:
        response.content_encoding = "gzip"
    return response


def _gzip(data: bytes) -> bytes:
    name = "x" * (1 + secrets.randbelow(_LONGEST_NAME))
    buffer = io.BytesIO()
    with gzip.GzipFile(name, "wb", _LEVEL, buffer, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()
