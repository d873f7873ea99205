"""Which documents are kept: by the end of their names, never by what a browser says they are."""

from __future__ import annotations

LARGEST = 10 * 1024 * 1024  # Bytes.
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


def media_type(filename: str) -> str | None:
    """Return the media type of a file by its name; None for a kind that is not kept."""
    _name, dot, ending = filename.rpartition(".")
    return MEDIA_TYPES.get(ending.lower()) if dot else None
