"""A field for a file; the view says how large it may be (`arena.web.uploads.takes_files`)."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from arena.web.fields.base import ArenaField, Words


class FileField(ArenaField):
    """A file; `data` is what was sent (a `FileStorage`) or `None`. Its form needs the multipart.

    `accept` is what a browser offers to choose: ".pdf,.docx". No page can show a chosen file
    again: after an error it has to be chosen anew, and the hint should say so.
    """

    component = "field_file"
    data: FileStorage | None

    def __init__(self, label: Words = None, *, accept: str = "", **options: Any) -> None:
        self.accept = accept
        super().__init__(label, **options)

    @property
    def attributes(self) -> dict[str, str]:
        """Every attribute of the control."""
        return super().attributes | ({"accept": self.accept} if self.accept else {})

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        """Take the file that came with the form; forms without a request have none."""
        super().process(formdata, *arguments, **options)
        sent = request.files.get(self.name) if formdata is not None else None
        self.data = sent if sent is not None and sent.filename else None

    def read(self) -> bytes:
        """Return what is in the file, from its beginning, also when a view is run again."""
        if self.data is None:
            return b""
        self.data.stream.seek(0)
        return self.data.stream.read()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take nothing from the text of the form."""
