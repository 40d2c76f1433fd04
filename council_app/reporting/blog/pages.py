"""A draft as a page of its own, and as a WordPress import file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup, escape

from council_app.domain.draft import Block, Draft, Paragraph, Quote
from council_app.i18n import translator
from council_app.reporting.blog.markdown import one_line
from council_app.reporting.templates import environment


def html(drafts: Sequence[Draft], marker: str) -> str:
    """One complete page, marked as a draft for people and for search engines."""
    (draft,) = drafts
    return _environment(draft).get_template("blog/page.html.j2").render(draft=draft, marker=marker)


def wordpress(drafts: Sequence[Draft], marker: str) -> str:
    """A WXR 1.2 file with one draft post per language."""
    items = [(draft, _content(draft)) for draft in drafts]
    return _environment(drafts[0]).get_template("blog/wordpress.xml.j2").render(items=items, first=drafts[0], marker=marker)


def _content(draft: Draft) -> str:
    """The body as WordPress keeps it; `[` as a reference, because WordPress runs shortcodes wherever they stand."""
    said = _environment(draft).get_template("blog/body.html.j2").render(draft=draft)
    return re.sub(r"[\[\]]", lambda bracket: f"&#{ord(bracket.group())};", said)


def _environment(draft: Draft) -> Environment:
    env = environment(translator(draft.locale))
    env.globals.update({"kind_of": _kind, "line": one_line, "braces": _braces, "inner": _inner, "is_item": _is_item})
    return env


def _kind(block: Block) -> str:
    if isinstance(block, Quote):
        return "quote"
    return "runs" if isinstance(block, Paragraph) else "words"


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.listed


def _inner(text: str) -> Markup:
    """As `_braces`, with the blanks at its ends: the words beside it are in another run."""
    lead, tail = text[:1].isspace(), text[-1:].isspace() and text.strip()
    return Markup(f"{' ' if lead else ''}{_braces(text)}{' ' if tail else ''}")


def _braces(text: str) -> Markup:
    """`text` escaped, with braces as references too, should the page be pasted into a site that runs templates."""
    return Markup(str(escape(one_line(text))).replace("{", "&#123;").replace("}", "&#125;"))
