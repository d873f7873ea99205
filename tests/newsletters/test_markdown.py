"""What authors write becomes a mail's HTML, and never more than that."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.newsletters.markdown import to_html

ALLOWED = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "em", "strong", "br", "hr"}
ALLOWED |= {"blockquote", "code", "pre"}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}


PIECES = ["<script>", "<img src=x onerror=y>", "![a](https://x.example/p.gif)", "# H", "- p"]
PIECES += ["[a](javascript:alert(1))", '[b](https://x.example "t")', "**f**", "`c`", "> q", "<!--"]
PIECES += ["\n\n"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=12))
def test_nothing_but_text_links_and_lists_comes_out(pieces):
    tags = Tags()
    tags.feed(to_html("".join(pieces)))
    assert tags.found <= ALLOWED
    assert tags.attributes <= {("a", "href"), ("a", "title"), ("ol", "start"), ("code", "class")}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_would_run_something_stays_words(link):
    assert "<a" not in to_html(f"[a]({link})")


def test_headings_begin_below_that_of_the_mail():
    assert to_html("# Ett\n\n## Två") == "<h2>Ett</h2>\n<h3>Två</h3>\n"
