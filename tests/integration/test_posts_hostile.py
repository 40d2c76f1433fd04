"""Whatever is typed into a post: it is kept, judged and written out as these letters, and no site takes them for its own language."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from council_app.domain.enums import SaidKind
from council_app.domain.posts import Said, understand
from council_app.errors import CouncilError
from council_app.services import posts
from council_app.services.posts import GeneratorName
from council_app.services.workspace import Workspace, check
from tests import factories as given

DAY = date(2026, 7, 1)
PLANNED = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: planned, due: 2096-09, since: 2026-06-01}\n"
HOSTILE = """\
---
title: mine
draft: false
---

<script>alert(1)</script> <!-- out --> <b>&amp;</b>

{{ site.secret }} {% raw %} {% endraw %} {{< youtube 1 >}} {{% include %}} {{ .Site.Title }} [gallery] ]]> [/caption]

{: .class} {#id} | a | b | $x^2$ :smile: [^1] {filename}/secret.md |filename|x

[out]: https://example.org "title"

[a](javascript:alert(1)) [b](https://example.org/{{site.secret}}?a="b"&c=<d>) ![c](https://example.org/c.png "d")

    indented code {{ }}

~~~ fence
still {{ here }}

+++
# heading {{ x }} {#id}
"""


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """One post, begun."""
    workspace = given.workspace(tmp_path, given.people(), given.notes(("P01", "It came late")), given.INSIGHT, PLANNED)
    posts.begin(workspace=workspace, market="gb", as_of=DAY)
    return workspace


def only(made: Workspace) -> str:
    (ref,) = posts.posts(workspace=made)
    return ref.id


def held(made: Workspace) -> list[tuple[str, str]]:
    gate = posts.gate_of(workspace=made, market="gb")
    return [(one.rule.value, one.words) for one in gate.held(posts.post_of(workspace=made, id=only(made)))]


class Words(HTMLParser):
    """The text of each block of a page, and the tags used."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "h2", "li"):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.blocks:
            self.blocks[-1] += data


def blocks_of(made: Workspace) -> list[str]:
    """What the post says, heading or paragraph by paragraph."""
    sections = understand(posts.post_of(workspace=made, id=only(made)).written).sections
    return [text for section in sections for text in (section.heading, *(block.text for block in section.blocks)) if text]


def test_typed_markup_is_letters_in_a_real_site(made: Workspace, tmp_path: Path) -> None:
    with made:
        posts.edit(workspace=made, id=only(made), text=HOSTILE, title="--- {{< x >}} 'y': \"z\" #", description="a\n---\ndraft: false")
        assert held(made) == []
        files = {
            generator: posts.export_bundle(workspace=made, ids=[only(made)], generator=generator, out=tmp_path / generator).files[0]
            for generator in GeneratorName
        }
        said = [" ".join(text.split()) for text in blocks_of(made)]
    for generator in (GeneratorName.HUGO, GeneratorName.JEKYLL, GeneratorName.ELEVENTY):
        matter, _, body = files[generator].read_text(encoding="utf-8").partition("\n---\n")
        read = yaml.safe_load(matter)
        assert (read["title"], read["draft"], read["description"]) == ("--- {{< x >}} 'y': \"z\" #", True, "a --- draft: false")
        assert [sign for sign in ("{{", "{%", "<", "javascript:") if sign in body] == []
    page = Words(files[GeneratorName.HTML].read_text(encoding="utf-8").partition("</h1>")[2])
    assert [" ".join(block.split()) for block in page.blocks] == said
    assert page.tags == {"p", "h2", "a"}
    assert hugo(files[GeneratorName.HUGO].parents[3]) == said


def hugo(site: Path) -> list[str]:
    """The blocks of the one draft that real Hugo builds."""
    (site / "layouts").mkdir()
    settings = (
        'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404", "home", "section"]\n'
    )
    (site / "hugo.toml").write_text(f"{settings}[markup.goldmark.extensions]\ntypographer = {{disable = true}}\n", encoding="utf-8")
    (site / "layouts" / "single.html").write_text("{{ .Content }}", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("hugo")), "build", "--buildDrafts", "--noBuildLock", "--source", str(site)]
    built = subprocess.run([*command, "--destination", "public"], capture_output=True, text=True, check=False)
    assert (built.returncode, built.stdout.count("WARN") + built.stderr.count("WARN")) == (0, 0), built.stdout + built.stderr
    (page,) = (site / "public").rglob("index.html")
    return [" ".join(block.split()) for block in Words(page.read_text(encoding="utf-8")).blocks]


@pytest.mark.parametrize("text", ["", "\n\n \n", "x" * 10_000, "> ", "#", "- ", "**", "[](", "\u202e\u2066", "é" * 5_000, "a\x00b"])
def test_an_odd_text_is_kept_judged_and_written(made: Workspace, tmp_path: Path, text: str) -> None:
    with made:
        posts.edit(workspace=made, id=only(made), text=text)
        assert [rule for rule, _ in held(made) if rule != "quote-consent"] == []
        for generator in GeneratorName if not held(made) else ():
            posts.export_bundle(workspace=made, ids=[only(made)], generator=generator, out=tmp_path / generator)
        assert check(workspace=made).problems == ()


def test_three_hundred_sentences_each_keep_their_delivery(made: Workspace) -> None:
    with made:
        post = posts.post_of(workspace=made, id=only(made))
        (claim,) = (one for one in post.written.said if one.kind is SaidKind.DELIVERY)
        line = "Name the fee on the first reminder. Planned for September 2096.\n\n"
        said = [Said(claim.kind, claim.source, at * len(line), (at + 1) * len(line) - 2, claim.status) for at in range(300)]
        posts.edit(workspace=made, id=only(made), text=line * 300, said=said)
        posts.edit(workspace=made, id=only(made), text=f"Dear all.\n\n{line * 300}")
        found = posts.post_of(workspace=made, id=only(made))
        assert {found.written.text[one.starts : one.ends] for one in found.written.said} == {line.strip()}
        assert (len(found.written.said), held(made)) == (300, [])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(SaidKind.DELIVERY, "nothing", 0, 3), "there is nothing of this kind in this market"),
        (Said(SaidKind.QUOTE, "nothing", 0, 3), "there is nothing of this kind in this market"),
        (Said(SaidKind.PART, "x y", 0, 3), "there is nothing of this kind in this market"),
        (Said(SaidKind.PART, "x", 0, 4), "a sentence it links lies outside the text"),
        (Said(SaidKind.PART, "x", 2, 2), "a sentence it links lies outside the text"),
        (Said(SaidKind.PART, "x", -1, 2), "a sentence it links lies outside the text"),
    ],
)
def test_no_sentence_stands_on_nothing(made: Workspace, said: Said, why: str) -> None:
    with made:
        before = posts.post_of(workspace=made, id=only(made))
        with pytest.raises(CouncilError, match=why):
            posts.edit(workspace=made, id=only(made), text="abc", said=[said])
        assert posts.post_of(workspace=made, id=only(made)) == before


def test_a_post_that_is_not_there_is_said_to_be_missing(made: Workspace, tmp_path: Path) -> None:
    with made:
        for ask in (
            lambda: posts.post_of(workspace=made, id="nothing"),
            lambda: posts.edit(workspace=made, id="nothing", text="x"),
            lambda: posts.export_bundle(workspace=made, ids=["nothing"], generator=GeneratorName.HUGO, out=tmp_path / "site"),
            lambda: posts.rewriting(workspace=made, id="nothing", as_of=DAY),
        ):
            with pytest.raises(CouncilError, match="there is no such post"):
                ask()
        with pytest.raises(CouncilError, match="no post is chosen"):
            posts.export_bundle(workspace=made, ids=[], generator=GeneratorName.HUGO, out=tmp_path / "site")
