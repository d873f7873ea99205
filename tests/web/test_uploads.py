"""Files that people send: how large they may be, and that they can be read twice."""

import io

import pytest
from flask import Blueprint, request

from arena import config, create_app
from arena.web.access import access, public
from arena.web.fields import FileField
from arena.web.forms import FilterForm
from arena.web.uploads import takes_files

LARGEST = 2 * 1024 * 1024
pages = Blueprint("pages", __name__)


class PaperForm(FilterForm):
    """A form with a file, without a token."""

    file = FileField("File", required="Choose a file", accept=".txt")


@pages.post("/small")
@access(public)
def small():
    """Take what any page takes."""
    return str(len(request.files["file"].read()))


@pages.post("/large")
@access(public)
@takes_files(LARGEST)
def large():
    """Take a large file, and read it twice, as a view that is run again does."""
    form = PaperForm(request.form)
    return str(len(form.file.read()) + len(form.file.read())) if form.validate() else "none"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('uploads') / 'arena.db'}"
    app = create_app(config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": url}))
    app.register_blueprint(pages)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def send(browser, path, size):
    head = 'Content-Disposition: form-data; name="file"; filename="papper.txt"'
    body = f"--end\r\n{head}\r\n\r\n{'x' * size}\r\n--end--\r\n".encode()
    kind = "multipart/form-data; boundary=end"
    answer = browser.post(path, input_stream=io.BytesIO(body), content_type=kind)
    return answer.status_code, answer.text if answer.status_code == 200 else ""


def test_only_marked_views_take_large_files(browser):
    just_over = 1024 * 1024 + 1
    assert send(browser, "/small", just_over)[0] == 413
    assert send(browser, "/large", just_over) == (200, str(2 * just_over))
    assert send(browser, "/large", LARGEST + 128 * 1024)[0] == 413


def test_no_file_is_no_file(browser):
    assert browser.post("/large", data={}).text == "none"
