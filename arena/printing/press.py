"""The program that sets a paper: `python -I press.py '{"template": …}' < data.json > paper.pdf`.

`arena.printing` starts it, and says why it is a program. It imports nothing of ours. What stands on
the paper comes as data, which the template reads: nothing that anybody typed becomes a part of it.
What it says on standard error while it succeeds is for the log.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Any, Literal

import typst

_CPU_SECONDS = 30
_WAYS: tuple[tuple[bool, Literal["ua-1"] | None], ...] = (
    (False, "ua-1"),
    (True, "ua-1"),
    (True, None),
)
_NO_GLYPH = "could not be displayed with font"  # PDF/UA-1 wants a shape for each character.


def main() -> None:
    """Read the question and the data, and write the paper."""
    for limit, most in ((resource.RLIMIT_CPU, _CPU_SECONDS), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(OSError, ValueError):  # A stricter limit is set already.
            resource.setrlimit(limit, (most, most))
    asked = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read().decode()
    try:
        paper = _print(asked, data)
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}")
        sys.exit(1)
    sys.stdout.buffer.write(paper)


def _print(asked: dict[str, Any], data: str) -> bytes:
    """Print with our own fonts; else with the machine's too; else with boxes for what none has."""
    said = ""
    for takes_system_fonts, standard in _WAYS:
        compiler = typst.Compiler(
            str(Path(asked["root"]) / asked["template"]),
            root=asked["root"],
            font_paths=asked["fonts"],
            ignore_system_fonts=not takes_system_fonts,
            sys_inputs={"data": data},
        )
        try:
            paper = compiler.compile(
                format="pdf", pdf_standards=standard, timestamp=asked["made_at"]
            )
        except typst.TypstError as error:
            if standard is None or _NO_GLYPH not in error.message:
                raise
            said = error.message
            continue
        if standard is None:
            sys.stderr.write(said)
        if isinstance(paper, bytes):
            return paper
    raise RuntimeError("The typesetter gave several files instead of one.")


if __name__ == "__main__":
    main()
