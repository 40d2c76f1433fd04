"""A draft as a page of its own, and as a WordPress import file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from council_app.domain.draft import Block, Draft, Paragraph, Quote
from council_app.i18n import translator
from council_app.reporting.blog.markdown import one_line
from council_app.reporting.templates import environment

if TYPE_CHECKING:  # it is loaded by whoever writes a page; the window lists posts without it
    from jinja2 import Environment


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
    env.globals.update({"cdata": _line_data, "cdata_whole": _data, "tongue": _tongue, "linked": _linked})
    return env


def _line_data(text: str) -> Markup:
    """One line between the marks that an importer looks for which does not read XML."""
    return _data(one_line(text))


def _data(text: str) -> Markup:
    """`text` between those marks; what would end them within it is taken apart, as WordPress does."""
    return Markup("<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>")


def _tongue(locale: str) -> str:
    """What a language calls itself, with the country where it has one."""
    return translator(locale).locale.get_display_name() or locale


def _linked(draft: Draft) -> str:
    """The addresses of the other languages, as plugins for several languages read them."""
    return json.dumps({other.locale: other.slug for other in draft.translations}, ensure_ascii=False)


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
