"""Why a file is not kept, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Invalid


class EmptyFile(Invalid):
    """There is nothing in the file, or none was chosen."""

    def __init__(self) -> None:
        super().__init__(_l("Choose a file that has something in it."), "file")


class FileTooLarge(Invalid):
    """The file is larger than 10 MB."""

    def __init__(self) -> None:
        super().__init__(
            _l("The file is larger than 10 MB. Make it smaller, for example as a PDF."), "file"
        )


class UnknownKindOfFile(Invalid):
    """The file is none of the kinds that are kept."""

    def __init__(self) -> None:
        super().__init__(
            _l("Choose a PDF, an office document, a picture (PNG, JPEG) or a text file."), "file"
        )
