"""Everything a person reads exists in Swedish and in English."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from arena.messages.kinds import list_kinds

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "arena").glob("*/translations/sv/LC_MESSAGES/messages.po"))


def package_of(path):
    return path.relative_to(ROOT / "arena").parts[0]


@pytest.mark.parametrize("path", CATALOGUES, ids=package_of)
def test_no_string_lacks_a_swedish_translation(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale="sv")
    missing = [
        message.id
        for message in catalogue
        if message.id
        and (
            message.fuzzy
            or not all(message.string if isinstance(message.string, tuple) else [message.string])
        )
    ]
    assert not missing, (
        f"Translate in {path.relative_to(ROOT)}: {missing[:10]} ({len(missing)} in all)"
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=package_of)
def test_translations_keep_the_placeholders(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale="sv")
    holes = re.compile(r"%\((\w+)\)")
    for message in catalogue:
        if not message.id:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = {hole for text in originals for hole in holes.findall(text)}
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            unknown = set(holes.findall(text)) - allowed
            assert not unknown, f"{message.id!r}: the translation names {unknown}"


def test_catalogues_know_every_string_of_the_code():
    """`make catalogues` changes nothing: what the code says has been extracted."""
    answer = subprocess.run(
        [sys.executable, ".ci/catalogues.py", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, (
        f"Run `make catalogues` and translate:\n{answer.stdout}{answer.stderr}"
    )


def test_every_message_has_subject_text_and_html(app):
    for kind in list_kinds():
        for ending in ("subject.txt", "txt", "html"):
            path = ROOT / "templates/emails" / f"{kind.template}.{ending}"
            assert path.exists(), f"Write {path.relative_to(ROOT)}"
