"""Every kind of mail has a subject, a text and an HTML body, and keeps the house's rules."""

import re
from pathlib import Path

from arena.messages.kinds import list_kinds

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = ("subject.txt", "txt", "html")


def sources():
    for kind in list_kinds():
        for ending in ENDINGS:
            path = ROOT / "templates/emails" / f"{kind.template}.{ending}"
            yield path, path.read_text() if path.exists() else None


def test_every_kind_has_its_three_templates(app):
    missing = [str(path.relative_to(ROOT)) for path, text in sources() if text is None]
    assert not missing, f"Write these templates: {missing}"


def test_every_template_belongs_to_a_kind(app):
    known = {path for path, _ in sources()}
    folder = ROOT / "templates/emails"
    orphans = [p for p in folder.glob("*/*") if p.is_file() and p not in known and p.name[0] != "_"]
    assert not orphans, f"Register a kind for these, or delete them: {orphans}"


def test_bodies_stand_in_the_layout(app):
    for path, source in sources():
        text = source
        if not path.name.endswith("subject.txt"):
            layout = f'{{% extends "emails/layout.{path.suffix[1:]}" %}}'
            shared = path.with_name(f"_letter{path.suffix}")
            if text.startswith(f'{{% extends "emails/{path.parent.name}/{shared.name}" %}}'):
                text = re.sub(r"^\{#.*?#\}\n", "", shared.read_text(), flags=re.S)
            assert text.startswith(layout), f"{path.relative_to(ROOT)} must begin with {layout}"


def test_no_mail_reads_a_request_or_loads_a_picture(app):
    """Mails are written by the worker; what is loaded from afar tells who reads them, and when."""
    forbidden = re.compile(r"\b(request|session)\.\w|current_user|<(img|link|script|form)\b", re.I)
    for path, text in sources():
        found = forbidden.search(re.sub(r"\{#.*?#\}", "", text, flags=re.S))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_every_kind_says_what_it_is(app):
    assert all(str(kind.label) for kind in list_kinds())
