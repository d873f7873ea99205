"""What is built is found, and kept by browsers."""


def test_a_file_of_which_only_headers_go_out_is_closed(client):
    """A file that is left open warns, and a warning is an error here."""
    with client.get("/static/img/favicon.svg") as whole:
        tag = whole.headers["ETag"]
    unchanged = client.get("/static/img/favicon.svg", headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert client.head("/static/img/favicon.svg").status_code == 200
