"""What is typed about documents."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.documents.rules import MEDIA_TYPES
from arena.documents.services import Upload
from arena.web.fields import FileField, HiddenField, TextField
from arena.web.forms import Form

ACCEPTED = ",".join(f".{ending}" for ending in MEDIA_TYPES)


class FileForm(Form):
    """A form that brings a file along."""

    file = FileField(
        _l("File"),
        required=_l("Choose a file"),
        hint=_l("PDF, office document, picture or text, at most 10 MB."),
        accept=ACCEPTED,
    )

    def upload(self) -> Upload:
        """Return the file that was sent."""
        name = self.file.data.filename if self.file.data else ""
        return Upload(name or "", self.file.read())


class TitleForm(Form):
    """Another title."""

    title = TextField(_l("What it is"), required=_l("Say what the document is"), max_length=160)


class DocumentForm(TitleForm, FileForm):
    """A new document."""


class VersionForm(FileForm):
    """A newer version; `seen` is the number of the one that the page showed as the newest."""

    seen = HiddenField(max_length=6)
    what_is_new = TextField(
        _l("What is new in it"), hint=_l("A few words for those who read the one before.")
    )
