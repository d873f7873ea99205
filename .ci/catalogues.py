"""Keep the Swedish catalogues in step with the strings in code and templates.

    python .ci/catalogues.py update [PACKAGE ...]
    python .ci/catalogues.py check
    python .ci/catalogues.py compile

Every package of ``arena/`` has one catalogue,
``arena/<package>/translations/sv/LC_MESSAGES/messages.po``. It holds the strings
of the package's code, of ``templates/<package>`` and ``templates/<package>_*``
and of its e-mails. English needs no catalogue: the strings are English.

Babel's own commands are not enough: they date each file anew, guess at
translations, and know nothing of the other catalogues that are merged with this
one when the application runs.
"""

import argparse
import io
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tokenize import TokenError

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from jinja2 import TemplateSyntaxError

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "arena"
TEMPLATES = ROOT / "templates"
CATALOGUE = Path("translations", "sv", "LC_MESSAGES", "messages.po")

# Templates that belong to no one package are translated with the pages' shell.
SHARED = {"components": "web", "layouts": "web", "errors": "web"}
# Files beside the e-mails' folders, such as their common layout.
SHARED_EMAILS = "messages"

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "_n": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
# As the application's own Jinja environment is set, or the lookups would miss.
JINJA_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}

HEADER = """msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


class Unreadable(Exception):
    """A source or a catalogue with a fault; the text names the file."""


def main() -> int:
    """Run the command that the arguments name; give back the exit status."""
    parser = argparse.ArgumentParser(description="Keep the Swedish catalogues.")
    parser.add_argument("command", choices=["update", "check", "compile"])
    parser.add_argument("packages", nargs="*", help="only these packages (update)")
    arguments = parser.parse_args()
    if arguments.command == "compile":
        faults = compile_catalogues()
    else:
        faults = write_catalogues(set(arguments.packages), check=arguments.command == "check")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def write_catalogues(only: set[str], *, check: bool) -> list[str]:
    """Update the catalogues, or with ``check`` only say how they differ."""
    sources, faults = sources_by_package()
    catalogues: dict[str, Catalog] = {}
    for package, files in sorted(sources.items()):
        if only and package not in only:
            continue
        path = CODE / package / CATALOGUE
        try:
            strings = extract(files)
            catalogue = merge(strings, path)
        except Unreadable as error:
            faults.append(f"{error}: the catalogue of {package} is left alone")
            continue
        catalogues[package] = catalogue
        text = as_text(catalogue)
        present = path.read_text("utf-8") if path.exists() else None
        if text == present or (present is None and not len(catalogue)):
            continue
        if check:
            faults.append(f"{path.relative_to(ROOT)}: not up to date: run `make catalogues`")
        else:
            replace(path, text.encode())
            print(f"{path.relative_to(ROOT)}: {len(catalogue)} strings")
    faults += list(wrong_translations(catalogues))
    faults += list(contradictions(catalogues))
    return faults


def sources_by_package() -> tuple[dict[str, list[Path]], list[str]]:
    """List the source files of each package, and the files that no package owns."""
    packages = {path.parent.name for path in CODE.glob("*/__init__.py")}
    sources: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(CODE.rglob("*.py")):
        inside = path.relative_to(CODE).parts
        # Modules beside the packages are too few for a catalogue of their own.
        sources[inside[0] if len(inside) > 1 else "web"].append(path)
    orphans = []
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix not in {".html", ".txt"}:
            continue
        owner = owner_of(path.relative_to(TEMPLATES), packages)
        if owner is None:
            orphans.append(f"{path.relative_to(ROOT)}: its folder names no package of arena/")
        else:
            sources[owner].append(path)
    return sources, orphans


def owner_of(template: Path, packages: set[str]) -> str | None:
    """Name the package that translates a template, given its path in ``templates/``."""
    folder, *rest = template.parts
    if folder == "emails":
        if len(rest) == 1:
            return SHARED_EMAILS
        folder = rest[0]
    if not template.parent.parts:
        return "web"
    if folder in SHARED:
        return SHARED[folder]
    owners = [name for name in packages if folder == name or folder.startswith(f"{name}_")]
    return max(owners, key=len, default=None)


def extract(files: list[Path]) -> Catalog:
    """Collect the strings of some files.

    Raises ``Unreadable`` for a file with a fault.
    """
    catalogue = Catalog(locale="sv")
    for path in files:
        python = path.suffix == ".py"
        try:
            found = extract_from_file(
                "python" if python else "jinja2.ext:babel_extract",
                path,
                keywords=KEYWORDS,
                comment_tags=("Translators:",),
                options={} if python else JINJA_OPTIONS,
                strip_comment_tags=True,
            )
        except (TemplateSyntaxError, SyntaxError, TokenError) as error:
            raise Unreadable(f"{path.relative_to(ROOT)}: {error}") from error
        for _, message, comments, context in found:
            catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def merge(strings: Catalog, path: Path) -> Catalog:
    """Give the strings the translations that the catalogue at ``path`` has for them.

    Only an equal string takes a translation over, and what is no longer in the
    sources is dropped: the history keeps it.
    """
    if not path.exists():
        return strings
    known = read(path)
    for message in strings:
        old = known.get(message.id, message.context) if message.id else None
        if old is None:
            continue
        message.user_comments = old.user_comments
        message.flags |= old.flags & {"fuzzy"}
        if isinstance(old.string, str) == isinstance(message.id, str):
            message.string = old.string
    return strings


def read(path: Path) -> Catalog:
    """Read a catalogue; raises ``Unreadable`` where its form is wrong."""
    try:
        with path.open("rb") as file:
            return read_po(file, locale="sv", abort_invalid=True)
    except PoFileError as error:
        raise Unreadable(f"{path.relative_to(ROOT)}: {error}") from error


def as_text(catalogue: Catalog) -> str:
    """Write a catalogue so that only a changed string makes a difference."""
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=100,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return HEADER + buffer.getvalue().decode().lstrip("\n")


def wrong_translations(catalogues: dict[str, Catalog]) -> Iterator[str]:
    """Name each string without a translation, or with one that cannot be right."""
    for package, catalogue in catalogues.items():
        for message in catalogue:
            if not message.id:
                continue
            if not is_translated(message):
                yield f"{package}: not translated: {message.id!r}"
            elif message.fuzzy:
                yield f"{package}: only guessed: {message.id!r}"
            else:
                for error in message.check(catalogue):
                    yield f"{package}: {message.id!r}: {error}"


def contradictions(catalogues: dict[str, Catalog]) -> Iterator[str]:
    """Name each string that two packages translate differently.

    The application merges the catalogues, so one of the two would never be seen.
    """
    seen: dict[tuple[object, str | None], tuple[str, Message]] = {}
    for package, catalogue in catalogues.items():
        for message in catalogue:
            if not message.id or not is_translated(message):
                continue
            key = (message.id, message.context)
            other, first = seen.setdefault(key, (package, message))
            if first.string != message.string:
                yield (
                    f"{message.id!r} is {first.string!r} in {other} but {message.string!r} in "
                    f"{package}: agree, or tell them apart with pgettext"
                )


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has a text."""
    if isinstance(message.string, str):
        return bool(message.string)
    return all(message.string or [""])


def compile_catalogues() -> list[str]:
    """Compile each catalogue that is newer than its compiled form; name those that cannot be."""
    faults = []
    for path in sorted(CODE.glob(f"*/{CATALOGUE}")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns > path.stat().st_mtime_ns:
            continue
        buffer = io.BytesIO()
        try:
            write_mo(buffer, read(path))
        except Unreadable as error:
            faults.append(str(error))
        else:
            replace(compiled, buffer.getvalue())
    return faults


def replace(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
