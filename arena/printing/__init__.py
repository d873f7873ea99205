"""Papers as PDF: `templates/print` and what stands on them, set by a program of its own.

The typesetter takes 40 MB and more for a large paper (ADR 10), and works on what people typed: in
a program it takes nothing from the web process, can be stopped, and is gone when it is done.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from flask import current_app

_PROGRAM = Path(__file__).with_name("press.py")
_FONT_PACKAGES = ("noto_cjk_sans_jp_regular",)  # Chinese, Japanese and Korean.
_SECONDS = 30
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_AT_ONCE = threading.BoundedSemaphore(2)
log = structlog.get_logger("arena.printing")


class PrintingFailed(RuntimeError):
    """The typesetter gave no paper: a mistake of ours, for the log."""


def typeset(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return `templates/print/<template>` filled with `data`, as tagged PDF (PDF/UA-1).

    `at` is when it says that it was made. Raises `PrintingFailed`.
    """
    asked = {
        "root": str(_folder(current_app.template_folder) / "print"),
        "template": template,
        "fonts": [str(path) for path in font_folders()],
        "made_at": int(at.timestamp()),
    }
    command = [sys.executable, "-I", str(_PROGRAM), json.dumps(asked)]
    with _place():
        done = _run(command, json.dumps(_printable(data), ensure_ascii=False).encode())
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode != 0:
        raise PrintingFailed(said)
    if said:
        log.warning("paper_printed_with_substitutes", said=said)
    return done.stdout


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own program, in no shell
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PrintingFailed("It took too long.") from error


@contextmanager
def _place() -> Iterator[None]:
    """Wait for one of the places at the press; raise `PrintingFailed` when all stay taken."""
    if not _AT_ONCE.acquire(timeout=_SECONDS):
        raise PrintingFailed("All places at the press have been taken for too long.")
    try:
        yield
    finally:
        _AT_ONCE.release()


def font_folders() -> list[Path]:
    """Return where the fonts of papers are: those of the asset build, and those of packages."""
    folders = [_folder(current_app.static_folder) / "dist" / "fonts"]
    for name in _FONT_PACKAGES:
        found = importlib.util.find_spec(name)
        if found is not None and found.submodule_search_locations:
            folders += [Path(path) for path in found.submodule_search_locations]
    return [folder for folder in folders if folder.is_dir()]


def _printable(value: Any) -> Any:
    """Return data without what no font has a shape for: control characters."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


def _folder(name: Any) -> Path:
    return Path(current_app.root_path, str(name))
