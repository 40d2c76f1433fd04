"""The site generators Council writes for: one row each, read by `export`. Adding one is adding a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.draft import Draft
from council_app.errors import Message, m_
from council_app.reporting.blog import pages
from council_app.reporting.blog.front_matter import Fields, Style, pelican, yaml
from council_app.reporting.blog.markdown import QuoteStyle, body, kramdown_quote, plain_quote


class GeneratorName(StrEnum):
    """The names on the command line."""

    HUGO = "hugo"
    JEKYLL = "jekyll"
    ELEVENTY = "eleventy"
    PELICAN = "pelican"
    HTML = "html"
    WORDPRESS = "wordpress"


@dataclass(frozen=True)
class Generator:
    """How one generator wants its drafts.

    Attributes:
        path: of a file below the output folder; fields `key` and `lang`.
        render: the drafts of one file and the marker that the file must hold → its text.
        together: True when all languages of a post share one file.
        caution: what a person must know before copying the files.
    """

    path: str
    render: Callable[[Sequence[Draft], str], str]
    together: bool = False
    caution: Message | None = None


_FIELDS: Fields = {
    "title": "title",
    "date": "as_of",
    "lastmod": "as_of",
    "slug": "slug",
    "description": "description",
    "draft": "yes",
    "translationKey": "key",
    "lang": "locale",
    "market": "market",
    "council": "councils",
    "status_as_of": "as_of",
    "approved_by": "approved_by",
}

# These two know no translations: a theme finds the others by `translationKey`, or their addresses here.
_LINKED: Fields = {**_FIELDS, "translations": "translations"}

# Pelican compares `Lang` with its DEFAULT_LANG, which names a language and no country. It takes articles of one slug for translations.
_PELICAN: Fields = {
    "Title": "title",
    "Date": "as_of",
    "Modified": "as_of",
    "Slug": "shared_slug",
    "Summary": "description",
    "Status": "draft",
    "TranslationKey": "key",
    "Lang": "language",
    "Market": "market",
    "Council": "councils",
    "Status_as_of": "as_of",
    "Approved_by": "approved_by",
}

# Eleventy knows no drafts: without a permalink it builds no page, and outside collections no list shows it. `md` alone keeps
# template languages away from the text.
_ELEVENTY: Fields = {**_LINKED, "permalink": "no", "eleventyExcludeFromCollections": "yes", "templateEngineOverride": "md"}


def _markdown(style: Style, fields: Fields, quote: QuoteStyle) -> Callable[[Sequence[Draft], str], str]:
    def render(drafts: Sequence[Draft], marker: str) -> str:
        return "".join(style(draft, fields, marker) + body(draft, quote) for draft in drafts)

    return render


GENERATORS: dict[GeneratorName, Generator] = {
    GeneratorName.HUGO: Generator("content/posts/{key}/index.{lang}.md", _markdown(yaml, _FIELDS, plain_quote)),
    GeneratorName.JEKYLL: Generator("_drafts/{key}.{lang}.md", _markdown(yaml, _LINKED, kramdown_quote)),
    GeneratorName.ELEVENTY: Generator(
        "posts/{key}.{lang}.md",
        _markdown(yaml, _ELEVENTY, plain_quote),
        caution=m_(
            "Eleventy publishes “draft: true” unless a preprocessor drops it."
            " These files therefore say “permalink: false”; take that line and “eleventyExcludeFromCollections” out to publish"
        ),
    ),
    GeneratorName.PELICAN: Generator("content/{key}.{lang}.md", _markdown(pelican, _PELICAN, plain_quote)),
    GeneratorName.HTML: Generator("{key}.{lang}.html", pages.html),
    GeneratorName.WORDPRESS: Generator("{key}.wordpress.xml", pages.wordpress, together=True),
}
