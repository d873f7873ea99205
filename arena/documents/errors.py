"""Why a file is not kept or a document not changed, each with words that say what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


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


class NewerMeanwhile(Conflict):
    """Somebody has added a newer version than the one that was replaced."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Somebody has added a newer version meanwhile. Look at it first; then choose your"
                " file again, if it is still needed."
            )
        )


class Sealed(Conflict):
    """The folder is closed: its documents stay as they are."""

    def __init__(self) -> None:
        super().__init__(
            _l("These documents belong to something that is finished, and stay as they are.")
        )
