"""Drafts leave as files that site generators understand, publish nothing, and show every word as it was typed."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from council_app.domain.draft import Claim, Draft, Prose, Quote, Section
from council_app.domain.enums import DeliveryStatus
from council_app.errors import CouncilError, Refused
from council_app.reporting.blog import GeneratorName, export
from council_app.reporting.blog.markdown import escaped, one_line

HOSTILE = (
    "<script>alert(1)</script> <b>&amp;</b> <!-- out -->",
    "{{< youtube 1 >}} {{% include %}} {{ site.secret }} {% raw %} {% endraw %} {{ .Site.Title }}",
    "---",
    "--- title: mine",
    "# not a heading",
    "1. not a list",
    "- not a list either",
    "+ nor this",
    "> nor a quote",
    "*stars* _lines_ `code` ~~gone~~ [link](https://example.com) ![picture](x.png)",
    "| a | b |",
    ": definition $x^2$ :smile: [^1] \\ {#id} {: .class}",
    "http://example.com and www.example.com and a@example.com",
    "&lt; &#123; ]]> [gallery] [/caption]",
    "``` fence",
    "=== rule",
    "{filename}/secret.md |filename|x",
)

DRAFT = Draft(
    key="gb-2020-06-01",
    market="gb",
    country="GB",
    locale="en-GB",
    title='What you told us: "fees", and more',
    description="How it stands.",
    slug="what-you-told-us-gb-2020-06-01",
    councils=("london-2020-03",),
    as_of=date(2020, 6, 1),
    sections=(
        Section(
            "What you told us",
            (Prose("14 customers met us."), Quote("I never know", "en-GB", "n1"), Quote("Jag vet inte", "sv-SE", "n2")),
        ),
        Section("What is different now", (Claim("You can now pause.", "pause", DeliveryStatus.SHIPPED),)),
    ),
)
SWEDISH = replace(DRAFT, locale="sv-SE", title="Vad ni sade", slug="vad-ni-sade-gb-2020-06-01")
HOSTILE_DRAFT = replace(
    DRAFT,
    title="{{< title >}} <i>--- 'x': \"y\" ---",
    sections=(
        Section("{{ <u>heading</u> }}", tuple(Prose(text) for text in HOSTILE)),
        Section("Quotes", tuple(Quote(text, "sv", "n") for text in HOSTILE)),
    ),
)


class Words(HTMLParser):
    """The text of each paragraph, heading and quote of a page, and the tags used."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.tags: set[str] = set()
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "h1", "h2", "title"):
            self.blocks.append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "h1", "h2", "title"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] += data


HOSTILE_WORDS = ["{{ <u>heading</u> }}", *HOSTILE, "Quotes", *HOSTILE]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def front_matter(path: Path) -> dict[str, object]:
    text = path.read_text(encoding="utf-8")
    return yaml.safe_load(text.split("\n---\n")[0])


@pytest.mark.parametrize(
    ("generator", "expected"),
    [
        (GeneratorName.HUGO, ["content/posts/gb-2020-06-01/index.en.md", "content/posts/gb-2020-06-01/index.sv.md"]),
        (GeneratorName.JEKYLL, ["_drafts/gb-2020-06-01.en.md", "_drafts/gb-2020-06-01.sv.md"]),
        (GeneratorName.ELEVENTY, ["posts/gb-2020-06-01.en.md", "posts/gb-2020-06-01.sv.md"]),
        (GeneratorName.PELICAN, ["content/gb-2020-06-01.en.md", "content/gb-2020-06-01.sv.md"]),
        (GeneratorName.HTML, ["gb-2020-06-01.en.html", "gb-2020-06-01.sv.html"]),
        (GeneratorName.WORDPRESS, ["gb-2020-06-01.wordpress.xml"]),
    ],
)
def test_each_generator_gets_its_files_and_nothing_else(generator: GeneratorName, expected: list[str], tmp_path: Path) -> None:
    exported = export([SWEDISH, DRAFT], generator, tmp_path / "out")
    assert [path.relative_to(tmp_path / "out").as_posix() for path in exported.files] == expected
    assert files(tmp_path / "out") == expected
    assert list((tmp_path / "out").glob(".council*")) == []


def test_a_language_used_twice_is_named_in_full(tmp_path: Path) -> None:
    export([DRAFT, replace(DRAFT, locale="en-IE")], GeneratorName.HUGO, tmp_path)
    assert [Path(name).name for name in files(tmp_path)] == ["index.en-gb.md", "index.en-ie.md"]


def test_hugo_front_matter_holds_every_field(tmp_path: Path) -> None:
    (path,) = export([DRAFT], GeneratorName.HUGO, tmp_path).files
    assert front_matter(path) == {
        "title": 'What you told us: "fees", and more',
        "date": date(2020, 6, 1),
        "lastmod": date(2020, 6, 1),
        "slug": "what-you-told-us-gb-2020-06-01",
        "description": "How it stands.",
        "draft": True,
        "translationKey": "gb-2020-06-01",
        "lang": "en-GB",
        "market": "gb",
        "council": ["london-2020-03"],
        "status_as_of": date(2020, 6, 1),
        "approved_by": "",
    }


def test_front_matter_cannot_be_ended_by_its_values(tmp_path: Path) -> None:
    wild = replace(DRAFT, title="a\n---\ndraft: false\n\u2028x\x85\x00")
    (path,) = export([wild], GeneratorName.HUGO, tmp_path).files
    matter = front_matter(path)
    assert (matter["title"], matter["draft"]) == ("a --- draft: false x", True)


def test_a_typed_reference_stays_what_was_typed(tmp_path: Path) -> None:
    (path,) = export([replace(DRAFT, title="&#65;da &amp; Co")], GeneratorName.JEKYLL, tmp_path).files
    assert front_matter(path)["title"] == "& #65;da & amp; Co"


def test_eleventy_builds_no_page_and_says_so(tmp_path: Path) -> None:
    exported = export([DRAFT], GeneratorName.ELEVENTY, tmp_path)
    matter = front_matter(exported.files[0])
    assert (matter["permalink"], matter["eleventyExcludeFromCollections"], matter["templateEngineOverride"]) == (False, True, "md")
    assert str(exported.caution).startswith("Eleventy publishes “draft: true” unless a preprocessor drops it.")


def test_quotes_carry_their_language(tmp_path: Path) -> None:
    def quotes(generator: GeneratorName) -> list[str]:
        (path,) = export([DRAFT], generator, tmp_path / generator).files
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith((">", "{:", "<blockquote"))]

    assert quotes(GeneratorName.HUGO) == ["> I never know", '> <q lang="sv-SE">Jag vet inte</q>']
    assert quotes(GeneratorName.JEKYLL) == ["> I never know", "> Jag vet inte", '{: lang="sv-SE"}']
    assert quotes(GeneratorName.HTML) == [
        '<blockquote lang="en-GB"><p>I never know</p></blockquote>',
        '<blockquote lang="sv-SE"><p>Jag vet inte</p></blockquote>',
    ]


SITE = """
baseURL = "https://example.org/"
title = "Council"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404", "home", "section"]
enableEmoji = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
typographer = {disable = true}
[languages.en]
[languages.sv]
"""


def hugo(site: Path, *options: str) -> list[Path]:
    """The pages that real Hugo builds of `site`."""
    (site / "layouts").mkdir(exist_ok=True)
    (site / "hugo.toml").write_text(SITE, encoding="utf-8")
    layout = "<title>{{ .Title }}</title>{{ .Content }}{{ range .Translations }}<link lang={{ .Lang }}>{{ end }}"
    (site / "layouts" / "single.html").write_text(layout, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("hugo")),
        "build",
        "--noBuildLock",
        "--source",
        str(site),
        "--destination",
        "public",
        *options,
    ]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stdout.count("WARN") + built.stderr.count("WARN")) == (0, 0), built.stdout + built.stderr
    return sorted((site / "public").rglob("index.html"))


def test_hugo_publishes_no_draft_and_links_the_languages(tmp_path: Path) -> None:
    export([DRAFT, SWEDISH], GeneratorName.HUGO, tmp_path)
    assert hugo(tmp_path) == []
    pages = hugo(tmp_path, "--buildDrafts")
    assert [page.parent.name for page in pages] == ["what-you-told-us-gb-2020-06-01", "vad-ni-sade-gb-2020-06-01"]
    assert [page.read_text(encoding="utf-8")[-14:] for page in pages] == ["<link lang=sv>", "<link lang=en>"]


def test_hugo_shows_hostile_words_as_letters(tmp_path: Path) -> None:
    export([HOSTILE_DRAFT], GeneratorName.HUGO, tmp_path)
    (page,) = hugo(tmp_path, "--buildDrafts")
    words = Words(page.read_text(encoding="utf-8"))
    assert words.blocks == ["{{< title >}} <i>--- 'x': \"y\" ---", *HOSTILE_WORDS]
    assert words.tags == {"title", "h2", "p", "blockquote", "q"}


PELICAN = """
SITEURL = ""
THEME = "theme"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def pelican(site: Path) -> list[str]:
    """Every page that real Pelican builds of `site`."""
    (site / "theme" / "templates").mkdir(parents=True)
    (site / "theme" / "static").mkdir()
    (site / "theme" / "templates" / "article.html").write_text("<title>{{ article.title }}</title>{{ article.content }}", encoding="utf-8")
    (site / "pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "public", "--fatal", "errors"]
    built = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return sorted(page.relative_to(site / "public").as_posix() for page in (site / "public").rglob("*.html"))


def test_pelican_keeps_drafts_apart_and_hostile_words_letters(tmp_path: Path) -> None:
    export([HOSTILE_DRAFT], GeneratorName.PELICAN, tmp_path)
    assert pelican(tmp_path) == ["drafts/what-you-told-us-gb-2020-06-01.html"]
    page = (tmp_path / "public" / "drafts" / "what-you-told-us-gb-2020-06-01.html").read_text(encoding="utf-8")
    words = Words(page)
    assert [block.strip() for block in words.blocks][1:] == HOSTILE_WORDS
    assert words.tags == {"title", "h2", "p", "blockquote", "q"}


def test_the_page_is_marked_as_a_draft_and_escapes_everything(tmp_path: Path) -> None:
    (path,) = export([HOSTILE_DRAFT], GeneratorName.HTML, tmp_path).files
    page = path.read_text(encoding="utf-8")
    words = Words(page)
    assert '<meta name="robots" content="noindex">' in page
    assert words.blocks[1] == "Draft, not published. Status as of 1 June 2020"
    assert words.blocks[3:] == HOSTILE_WORDS
    assert "{{" not in page
    assert "script" not in words.tags


def test_wordpress_gets_drafts_only(tmp_path: Path) -> None:
    (path,) = export([HOSTILE_DRAFT, SWEDISH], GeneratorName.WORDPRESS, tmp_path).files
    names = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}
    root = ET.parse(path).getroot()
    assert [status.text for status in root.iterfind(".//item/wp:status", names)] == ["draft", "draft"]
    assert [unescape(title.text or "") for title in root.iterfind(".//item/title")] == [HOSTILE_DRAFT.title, "Vad ni sade"]
    content = root.findtext(".//item/content:encoded", "", names)
    assert Words(content).blocks == HOSTILE_WORDS
    assert ("[" in content, "{" in content) == (False, False)


def test_an_untouched_draft_is_replaced(tmp_path: Path) -> None:
    export([DRAFT], GeneratorName.HUGO, tmp_path)
    (path,) = export([replace(DRAFT, title="New")], GeneratorName.HUGO, tmp_path).files
    assert (front_matter(path)["title"], files(tmp_path)) == ("New", ["content/posts/gb-2020-06-01/index.en.md"])


@pytest.mark.parametrize("generator", list(GeneratorName))
def test_a_file_that_somebody_wrote_or_changed_is_never_overwritten(generator: GeneratorName, tmp_path: Path) -> None:
    (path, *_) = export([DRAFT], generator, tmp_path).files
    path.write_text(path.read_text(encoding="utf-8") + "\nEdited by hand\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(Refused, match="there is a file that Council did not write, or that somebody changed since"):
        export([replace(DRAFT, title="New"), SWEDISH], generator, tmp_path)
    assert (path.read_bytes(), len(files(tmp_path))) == (before, 1)


def test_a_folder_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(CouncilError, match="cannot be written"):
        export([DRAFT, SWEDISH], GeneratorName.HUGO, tmp_path)
    assert files(tmp_path) == ["content"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]


def test_a_failed_export_puts_everything_back(tmp_path: Path) -> None:
    # The second file's place becomes a folder's child that cannot be made: its parent is a file.
    out = tmp_path / "out"
    export([DRAFT], GeneratorName.HUGO, out)
    before = (out / "content/posts/gb-2020-06-01/index.en.md").read_bytes()
    (out / "content/posts/se-2020-06-01").write_text("in the way", encoding="utf-8")
    with pytest.raises(CouncilError, match="cannot be written"):
        export([replace(DRAFT, title="New"), replace(DRAFT, key="se-2020-06-01")], GeneratorName.HUGO, out)
    assert (out / "content/posts/gb-2020-06-01/index.en.md").read_bytes() == before
    assert files(out) == ["content/posts/gb-2020-06-01/index.en.md", "content/posts/se-2020-06-01"]


def test_the_same_drafts_give_the_same_bytes(tmp_path: Path) -> None:
    for generator in GeneratorName:
        first = [path.read_bytes() for path in export([DRAFT, SWEDISH], generator, tmp_path / "a" / generator).files]
        assert [path.read_bytes() for path in export([SWEDISH, DRAFT], generator, tmp_path / "b" / generator).files] == first


MARKS = st.text(st.sampled_from("<>&*_`~#[]{}()!|\\-+=:.^$@\"'1 ab\n\t/w\u2028\x00é"), max_size=24)


@given(st.one_of(MARKS, st.text(max_size=24)))
def test_escaped_words_render_as_they_were_typed(text: str) -> None:
    render = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).render
    page = render(f"before\n\n{escaped(text)}\n\nafter\n")
    middle = Words(page).blocks[1:-1]
    assert middle == ([one_line(text)] if one_line(text) else [])
