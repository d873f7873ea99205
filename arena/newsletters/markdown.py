"""What authors write, as the HTML of a mail: a few marks, and nothing that could do harm."""

from __future__ import annotations

from markdown_it import MarkdownIt

# No HTML of one's own, no images (they tell their server who reads), and only links that
# `MarkdownIt.validateLink` lets through: none with scripts.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "html_block", "html_inline"]
)


def to_html(text: str) -> str:
    """Return `text` as HTML: headings, lists, links, emphasis and quotations; tags are words."""
    html: str = _MARKDOWN.render(text)
    # The mail has its own first heading, so an author's highest is the second.
    for level in (5, 4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 1}>")
        html = html.replace(f"</h{level}>", f"</h{level + 1}>")
    return html
