"""Real site generators build what a council of two markets and three languages has to say: nothing published, languages linked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from council_app.services import posts
from council_app.services.blog import export_posts, write_posts
from council_app.services.posts import GeneratorName
from council_app.services.workspace import Workspace
from tests import factories as given

DAY = date(2026, 7, 1)
SWITZERLAND = """
council: 1
markets:
  - {key: ch, country: CH, locales: [de-CH, fr-CH], currency: CHF}
councils:
  - {key: bern, market: ch, city: Bern, date: 2026-05-14, timezone: Europe/Zurich, title: Bern,
     sessions: [{key: bern-am, kind: council, starts: "09:30", ends: "12:00"}]}
"""
SAID = """
council: 1
notes:
  - {key: b1, session: bern-am, at: 2026-05-14T09:01:00+00:00, seat: P01, author: Kim, kind: friction, severity: 3, verbatim: true,
     raised: alone, tags: [fees/late], text: Die Mahnung kam lange vor der Rechnung}
deliveries:
  - {insight: late-fee, market: gb, status: shipped, since: 2026-06-01, proof: https://example.org/1,
     wording: {en-GB: The first reminder now names the fee.}}
  - {insight: late-fee, market: ch, status: planned, due: 2096-10,
     wording: {de-CH: Die erste Mahnung nennt die Gebühr., fr-CH: Le premier rappel indique les frais.}}
"""
WORDS = {"gb": {"en-GB"}, "ch": {"de-CH", "fr-CH"}}


@pytest.fixture
def council(tmp_path: Path) -> Workspace:
    """A council in Bristol and one in Bern; somebody edited the German post and let it be signed off."""
    bern = given.people(session="bern-am")
    made = given.workspace(tmp_path, given.people(), SWITZERLAND, bern, given.notes(("P01", "It came late")), given.INSIGHT, SAID)
    ids = posts.begin(workspace=made, market="ch", as_of=DAY).ids
    german = next(ref.id for ref in posts.posts(workspace=made) if ref.id in ids and ref.locale == "de-CH")
    text = posts.post_of(workspace=made, id=german).written.text
    posts.edit(workspace=made, id=german, text=f"{text}\nDanke, **{{{{ allen }}}}**!\n", slug="was-ihr-gesagt-habt")
    posts.sign_off(workspace=made, id=german, by="Mia Vance", wrote="Kim")
    return made


def exported(council: Workspace, generator: GeneratorName, out: Path) -> list[Path]:
    """Both markets, as the command writes them: one into a folder that holds the other."""
    files: list[Path] = []
    with council as made:
        for market in WORDS:
            drafted = write_posts(workspace=made, market=market, as_of=DAY)
            assert [post.held_back for post in drafted] == [()] * len(WORDS[market])
            files += export_posts(posts=drafted, generator=generator, out=out).files
    return files


HUGO = """
baseURL = "https://example.org/"
title = "Council"
defaultContentLanguage = "en"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
[languages.en]
[languages.de]
[languages.fr]
"""
PAGE = (
    '<html lang="{{ .Language.Lang }}"><title>{{ .Title }}</title>{{ .Content }}'
    '{{ range .Translations }}<link rel="alternate" href="{{ .RelPermalink }}">{{ end }}'
)


def hugo(site: Path, *options: str) -> dict[str, list[str]]:
    """The pages that Hugo builds, each with the pages it links to as its other languages."""
    (site / "layouts").mkdir(exist_ok=True)
    (site / "hugo.toml").write_text(HUGO, encoding="utf-8")
    (site / "layouts" / "single.html").write_text(PAGE, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("hugo")), "build", "--noBuildLock", "--source", str(site), "--destination", "public"]
    built = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert (built.returncode, built.stdout.count("WARN") + built.stderr.count("WARN")) == (0, 0), built.stdout + built.stderr
    return _linked(site / "public", r'rel="alternate" href="/([^"]*)"', "index.html")


def _linked(public: Path, link: str, name: str = "") -> dict[str, list[str]]:
    pages = sorted(page for page in public.rglob("*.html") if page.is_file())
    return {
        page.relative_to(public).as_posix(): [f"{found}{name}" for found in re.findall(link, page.read_text(encoding="utf-8"))]
        for page in pages
    }


def test_hugo_publishes_nothing_and_links_the_languages(council: Workspace, tmp_path: Path) -> None:
    exported(council, GeneratorName.HUGO, tmp_path / "site")
    assert hugo(tmp_path / "site") == {}
    pages = hugo(tmp_path / "site", "--buildDrafts")
    french = "fr/posts/ce-que-vous-nous-avez-dit-ch-2026-07-01/index.html"
    assert {page: links for page, links in pages.items() if links} == {
        "de/posts/was-ihr-gesagt-habt/index.html": [french],
        french: ["de/posts/was-ihr-gesagt-habt/index.html"],
    }
    assert [page for page, links in pages.items() if not links] == ["posts/what-you-told-us-gb-2026-07-01/index.html"]
    german = (tmp_path / "site/public/de/posts/was-ihr-gesagt-habt/index.html").read_text(encoding="utf-8")
    assert "<strong>{{ allen }}</strong>" in german


PELICAN = """
SITEURL = ""
THEME = "theme"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
ARTICLE = (
    "<title>{{ article.title }}</title>{{ article.content }}{% for one in article.translations %}<link href={{ one.url }}>{% endfor %}"
)


def test_pelican_publishes_nothing_and_links_the_languages(council: Workspace, tmp_path: Path) -> None:
    site = tmp_path / "site"
    exported(council, GeneratorName.PELICAN, site)
    (site / "theme" / "templates").mkdir(parents=True)
    (site / "theme" / "static").mkdir()
    (site / "theme" / "templates" / "article.html").write_text(ARTICLE, encoding="utf-8")
    (site / "pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "public", "--fatal", "errors"]
    built = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    pages = _linked(site / "public", r"<link href=([^>]*)>")
    assert [page for page in pages if not page.startswith("drafts/")] == []
    assert sorted(pages) == [
        "drafts/was-ihr-gesagt-habt-de.html",
        "drafts/was-ihr-gesagt-habt-fr.html",
        "drafts/what-you-told-us-gb-2026-07-01.html",
    ]
    assert pages["drafts/was-ihr-gesagt-habt-de.html"] == ["drafts/was-ihr-gesagt-habt-fr.html"]
    assert pages["drafts/was-ihr-gesagt-habt-fr.html"] == ["drafts/was-ihr-gesagt-habt-de.html"]


def front_matter(path: Path) -> dict[str, object]:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("---\n")
    matter = yaml.safe_load(text.split("\n---\n")[0])
    assert isinstance(matter, dict)
    return matter


@pytest.mark.parametrize(
    ("generator", "folder", "kept_back"),
    [
        (GeneratorName.JEKYLL, "_drafts", {}),
        (GeneratorName.ELEVENTY, "posts", {"permalink": False, "eleventyExcludeFromCollections": True}),
    ],
)
def test_front_matter_links_the_languages_and_keeps_the_post_back(
    council: Workspace, tmp_path: Path, generator: GeneratorName, folder: str, kept_back: dict[str, bool]
) -> None:
    files = exported(council, generator, tmp_path / "site")
    assert sorted(file.relative_to(tmp_path / "site").as_posix() for file in files) == [
        f"{folder}/{name}.md" for name in ("ch-2026-07-01.de", "ch-2026-07-01.fr", "gb-2026-07-01.en")
    ]
    matter = {str(found["lang"]): found for found in map(front_matter, files)}
    assert {lang: (one["draft"], one["date"], one["market"], one["approved_by"]) for lang, one in matter.items()} == {
        "en-GB": (True, DAY, "gb", ""),
        "de-CH": (True, DAY, "ch", "Mia Vance"),
        "fr-CH": (True, DAY, "ch", ""),
    }
    assert {lang: one["translations"] for lang, one in matter.items()} == {
        "en-GB": {},
        "de-CH": {"fr-CH": "ce-que-vous-nous-avez-dit-ch-2026-07-01"},
        "fr-CH": {"de-CH": "was-ihr-gesagt-habt"},
    }
    assert matter["de-CH"]["translationKey"] == matter["fr-CH"]["translationKey"] == "ch-2026-07-01"
    assert {name: [one[name] for one in matter.values()] for name in kept_back} == {name: [value] * 3 for name, value in kept_back.items()}


def test_pages_link_the_languages(council: Workspace, tmp_path: Path) -> None:
    exported(council, GeneratorName.HTML, tmp_path / "site")
    links = _linked(tmp_path / "site", r'<a href="([^"]*)" hreflang')
    assert links == {
        "ch-2026-07-01.de.html": ["ch-2026-07-01.fr.html"],
        "ch-2026-07-01.fr.html": ["ch-2026-07-01.de.html"],
        "gb-2026-07-01.en.html": [],
    }
    page = (tmp_path / "site" / "ch-2026-07-01.de.html").read_text(encoding="utf-8")
    assert ('lang="fr-CH">français (Suisse)</a>' in page, '<link rel="alternate" hreflang="fr-CH"' in page) == (True, True)


NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def plainly(tag: str, item: str) -> str:
    """As the importer's plainest parser reads a tag: what lies between CDATA marks, put together again."""
    found = re.search(rf"<{tag}.*?>(.*?)</{tag}>", item, re.DOTALL)
    assert found is not None, tag
    text = found[1].replace("]]]]><![CDATA[>", "]]>")
    return re.sub(r"^<!\[CDATA\[(.*)\]\]>$", r"\1", text, flags=re.DOTALL)


def test_wordpress_imports_drafts_of_every_language(council: Workspace, tmp_path: Path) -> None:
    files = exported(council, GeneratorName.WORDPRESS, tmp_path / "site")
    swiss = next(file for file in files if file.name == "ch-2026-07-01.wordpress.xml").read_text(encoding="utf-8")
    channel = ET.fromstring(swiss)
    assert channel.findtext("channel/wp:wxr_version", "", NAMES) == "1.2"
    read = []
    for item, text in zip(channel.iterfind("channel/item"), re.findall(r"<item>(.*?)</item>", swiss, re.DOTALL), strict=True):
        tags = ("title", "content:encoded", "excerpt:encoded", "wp:post_date", "wp:post_name", "wp:status", "wp:post_type", "dc:creator")
        assert {tag: plainly(tag, text) for tag in tags} == {tag: item.findtext(tag, "", NAMES) for tag in tags}
        meta = {
            one.findtext("wp:meta_key", "", NAMES): one.findtext("wp:meta_value", "", NAMES) for one in item.iterfind("wp:postmeta", NAMES)
        }
        read.append(
            (
                item.findtext("wp:status", "", NAMES),
                item.findtext("wp:post_date", "", NAMES),
                meta["lang"],
                json.loads(meta["translations"]),
            )
        )
        assert meta["translationKey"] == "ch-2026-07-01"
    assert read == [
        ("draft", "2026-07-01 00:00:00", "de-CH", {"fr-CH": "ce-que-vous-nous-avez-dit-ch-2026-07-01"}),
        ("draft", "2026-07-01 00:00:01", "fr-CH", {"de-CH": "was-ihr-gesagt-habt"}),
    ]
    assert "<strong>&#123;&#123; allen &#125;&#125;</strong>" in plainly("content:encoded", swiss)
