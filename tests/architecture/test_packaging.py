"""A wheel holds all that a checkout has: code, templates, assets, migrations and catalogues."""

import configparser
import json
import os
import shutil
import subprocess
import sys
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
MAPPED = {"arena.templates", "arena.static", "arena.migrations"}
CATALOGUES = "*/translations/sv/LC_MESSAGES/messages.po"

# Run away from the checkout, with the unpacked wheel as the only `arena`.
PROBE = """
import json
import sys
from pathlib import Path

from flask_babel import force_locale, gettext
from sqlalchemy import inspect

import arena
from arena import config, create_app, db, schema

app = create_app(config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": sys.argv[1]}))
with app.app_context():
    schema.upgrade()
    tables = inspect(db.engine()).get_table_names()
with app.test_request_context("/"), force_locale("sv"):
    swedish = {msgid: gettext(msgid) for msgid in json.loads(sys.argv[2])}
manifest = json.loads((Path(app.static_folder) / "dist" / "manifest.json").read_text())
print(json.dumps({
    "package": arena.__file__,
    "templates": app.jinja_env.list_templates(),
    "assets": {
        name: app.test_client().get(f"/static/dist/{file}").status_code
        for name, file in manifest.items()
    },
    "tables": tables,
    "swedish": swedish,
}))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy of the sources and unpack it."""
    # setuptools leaves its own copy of the sources behind, so it gets a folder to litter.
    sources = tmp_path_factory.mktemp("sources")
    for name in ("arena", "templates", "static", "migrations"):
        leave = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / name, sources / name, ignore=leave)
    for name in ("setup.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, sources)
    wheels = tmp_path_factory.mktemp("wheels")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), cwd=sources)
    (wheel,) = wheels.glob("arena-*.whl")
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def found(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Say what an application made from the wheel finds."""
    folder = tmp_path_factory.mktemp("elsewhere")
    database = f"sqlite:///{folder / 'arena.db'}"
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    output = run(
        "-c", PROBE, database, json.dumps(sorted(translations())), cwd=folder, env=environment
    )
    report: dict[str, Any] = json.loads(output.splitlines()[-1])
    return report


def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Run Python and give back what it prints; fail with its complaint."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def translations() -> dict[str, str]:
    """Collect one plain string of each Swedish catalogue with its translation."""
    chosen = {}
    for path in sorted((ROOT / "arena").glob(CATALOGUES)):
        with path.open("rb") as file:
            plain = (message for message in read_po(file, locale="sv") if is_plain(message))
            chosen.update({str(message.id): str(message.string) for message in islice(plain, 1)})
    return chosen


def is_plain(message: Message) -> bool:
    """Tell whether a message has one form, no context, and differs in Swedish."""
    text = message.string
    is_header = not message.id  # Babel dates it anew at each reading.
    is_translated = isinstance(text, str) and text and text != message.id
    return bool(is_translated and not is_header and not message.context)


def test_setup_cfg_lists_every_package() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    listed = set(setup["options"]["packages"].split()) - MAPPED
    present = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "arena").rglob("__init__.py")
    }
    assert listed == present, (
        f"under [options] packages in setup.cfg add {sorted(present - listed)} "
        f"and remove {sorted(listed - present)}"
    )


def test_the_wheel_is_what_runs(found: dict[str, Any], unpacked: Path) -> None:
    assert Path(found["package"]).is_relative_to(unpacked)


def test_every_template_is_in_the_wheel(found: dict[str, Any]) -> None:
    folder = ROOT / "templates"
    present = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".xml"}
    }
    assert present
    assert present - set(found["templates"]) == set()


def test_every_built_asset_is_served_from_the_wheel(found: dict[str, Any]) -> None:
    assert set(found["assets"]) >= {"main.css", "staff.css", "main.js", "staff.js", "icons.svg"}
    assert set(found["assets"].values()) == {200}


def test_the_wheel_brings_a_database_to_the_newest_revision(found: dict[str, Any]) -> None:
    assert "alembic_version" in found["tables"]
    assert len(found["tables"]) > 10


def test_the_wheel_speaks_swedish(found: dict[str, Any]) -> None:
    assert found["swedish"] == translations()
    assert found["swedish"]
