"""The rules of the house that a program can check; each message prints the mend."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from arena.config import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "arena").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ROOMS = {"models", "rules", "policy", "queries", "services", "forms", "views"}
ASKS_THE_TIME = re.compile(r"\b(?:datetime|date)\.(?:now|utcnow|today)\(|time\.time\(")
COMMITS = re.compile(r"\.(?:commit|rollback)\(\)")


def where(path):
    return str(path.relative_to(ROOT))


def parsed(path):
    return ast.parse(path.read_text())


def room_of(path):
    """The room that a module is in: `services` for arena/visits/services/booking.py."""
    parts = path.relative_to(ROOT / "arena").with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""


def imports_of(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_only_the_clock_asks_the_time():
    asking = [
        where(p) for p in SOURCES if p.name != "clock.py" and ASKS_THE_TIME.search(p.read_text())
    ]
    assert not asking, f"Ask arena.clock.now() instead: {asking}"


def test_only_db_commits():
    allowed = {"arena/db.py", "arena/web/requests.py"}
    committing = [
        where(p) for p in SOURCES if where(p) not in allowed and COMMITS.search(p.read_text())
    ]
    assert not committing, f"Open `with db.transaction():` in the view or job instead: {committing}"


def test_rules_know_nothing_but_the_standard_library():
    for path in SOURCES:
        if room_of(path) != "rules":
            continue
        foreign = [
            name
            for name in imports_of(path)
            if name.split(".")[0] in {"flask", "sqlalchemy", "werkzeug"}
            or (name.startswith("arena.") and ".rules" not in name and name != "arena.errors")
        ]
        assert not foreign, f"{where(path)}: rules take values, and import no {foreign}"


@pytest.mark.parametrize("room", ["models", "queries", "services", "policy"])
def test_what_is_not_a_view_knows_no_request(room):
    for path in SOURCES:
        if room_of(path) == room:
            names = re.findall(
                r"^from flask import (.+)$|^from flask_login", path.read_text(), re.M
            )
            knows = [
                name
                for name in names
                if re.search(r"request|session|g\b|redirect", name) or not name
            ]
            assert not knows, f"{where(path)}: give it the value as a parameter ({knows})"


@pytest.mark.parametrize("name", ["trail.py", "words.py", "wording.py"])
def test_words_ask_no_database(name):
    asking = [where(p) for p in SOURCES if p.name == name and "db.session" in p.read_text()]
    assert not asking, f"Read it in `queries` and say it here: {asking}"


def test_modules_and_functions_keep_their_measures():
    too_long = []
    for path in SOURCES:
        lines = path.read_text().count("\n")
        if lines > 300:
            too_long.append(f"{where(path)} has {lines} lines: split it into a package past 300")
        too_long += [
            f"{where(path)}:{node.lineno} {node.name}: split a function past 40 lines"
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 40
        ]
    too_long += [
        f"{where(path)} has {path.read_text().count(chr(10))} lines: split a template past 120"
        for path in TEMPLATES
        if path.read_text().count("\n") > 120
    ]
    assert not too_long, "\n".join(too_long)


def test_nothing_is_imported_inside_a_function():
    inside = [
        f"{where(path)}:{inner.lineno}"
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"Move these imports to the top of the module: {inside}"


def test_nothing_is_named_after_having_no_home():
    homeless = [
        where(p)
        for p in SOURCES
        if p.stem in {"util", "utils", "helpers", "common", "manager", "misc"}
    ]
    assert not homeless, f"Give these a name that says what they are: {homeless}"


def test_pages_have_no_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"", re.I)
    pages = [p for p in TEMPLATES if "emails" not in p.parts]
    found = [
        where(p)
        for p in pages
        if inline.search(re.sub(r"\{#.*?#\}", "", p.read_text(), flags=re.S))
    ]
    assert not found, f"The content security policy forbids inline script and style: {found}"


def test_components_and_their_styles_have_the_same_name():
    macros = {p.stem for p in (ROOT / "templates/components").glob("*.html")}
    for path in (ROOT / "templates/components").glob("*.html"):
        if path.stem.startswith("field"):
            continue
        assert re.search(rf"macro {path.stem}\b", path.read_text()), (
            f"{where(path)} must define `{path.stem}`"
        )
    assert macros, "templates/components holds the components"


def test_a_template_stands_where_its_endpoint_says(app):
    shown = re.compile(r"render_template\(\s*f?\"([^\"{]+)\.html\"")
    blueprints = set(app.blueprints)
    for path in SOURCES:
        if room_of(path) != "views":
            continue
        for name in shown.findall(path.read_text()):
            folder = name.partition("/")[0]
            assert folder in blueprints, f"{where(path)}: {name}.html is in no blueprint's folder"


def test_every_setting_is_documented():
    documented = "\n".join(
        p.read_text() for p in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    )
    missing = [name for name in EXAMPLES if f"`{name}`" not in documented]
    assert not missing, f"Describe these settings in docs/operations.md: {missing}"


def test_filters_of_two_packages_have_two_names():
    homes = defaultdict(list)
    for path in SOURCES:
        for node in parsed(path).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FILTERS":
                for name in node.value.elts:
                    homes[ast.unparse(name)].append(where(path))
    assert len(homes) > 50
    twice = {name: paths for name, paths in homes.items() if len(paths) > 1}
    assert not twice, f"Templates see only the last that is registered: rename one of {twice}"
