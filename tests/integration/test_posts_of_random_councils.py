"""Councils made by dice, through the real file: whatever was allowed, refused and taken back, only what may be quoted goes out."""

from __future__ import annotations

import random
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from council_app.services import posts
from council_app.services.blog import export_posts, write_posts
from council_app.services.posts import GeneratorName
from tests import factories as given

DAY = date(2026, 7, 1)
GRANTED = "{{purpose: {}, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}}"
REFUSED = "{{purpose: {}, wording: '2026-03', method: screen, refused: 2026-05-12T08:00:00+00:00}}"
BACK = "{{purpose: {}, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00, withdrawn: 2026-05-20T08:00:00+00:00}}"
WORDS = ("late", "letter", "bank", "never", "paid", "warning", "app", "twice", "doormat", "before", "invoice", "charged", "again", "asked")
MADE = """
council: 1
markets: [{key: gb, locales: [en-GB, sv-SE]}]
deliveries: [{insight: late-fee, market: gb, status: in-test, since: 2026-06-01, with: 240 customers in Bristol}]
"""


def council(dice: random.Random) -> tuple[str, str, dict[str, bool]]:
    """Plans of people and notes; and of every note, whether it may be quoted in public."""
    people, notes, may = ["council: 1", "people:"], ["council: 1", "notes:"], dict[str, bool]()
    for number, name in enumerate(given.NAMES, start=1):
        answers = {purpose: dice.choice((GRANTED, GRANTED, REFUSED, BACK, "")) for purpose in ("notes", "quote_internal", "quote_public")}
        consents = ", ".join(answer.format(purpose) for purpose, answer in answers.items() if answer)
        who = f"email: {name.split()[0].lower()}@example.org, name: {name}, phone: '+4477009{number:05}'"
        people.append(f"  - {{{who}, session: {given.SESSION}, seat: P{number:02}, status: arrived, consents: [{consents}]}}")
        text = f"{' '.join(dice.choices(WORDS, k=dice.randint(5, 12)))} {number}"
        verbatim = dice.random() < 0.7
        notes.append(
            f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T09:{number:02}:00+00:00, seat: P{number:02}, author: Kim, "
            f"text: {text}, kind: friction, severity: 3, verbatim: {str(verbatim).lower()}, raised: alone, tags: [fees/late]}}"
        )
        may[text] = verbatim and answers["quote_public"] == GRANTED and answers["notes"] in (GRANTED, "")
    return "\n".join(people) + "\n", "\n".join(notes) + "\n", may


@pytest.mark.parametrize("seed", range(3))
def test_only_what_may_be_quoted_goes_out_and_nobody_is_named(tmp_path: Path, seed: int) -> None:
    people, notes, may = council(random.Random(seed))
    with given.workspace(tmp_path, people, notes, given.INSIGHT, MADE) as made:
        ids = posts.begin(workspace=made, market="gb", as_of=DAY).ids
        for post in ids:
            text = posts.post_of(workspace=made, id=post).written.text
            posts.edit(workspace=made, id=post, text=f"{text}\n- Thank *you*.\n")
        stored = [posts.export_bundle(workspace=made, ids=ids, generator=one, out=tmp_path / "a" / one) for one in GeneratorName]
        drafted = write_posts(workspace=made, market="gb", as_of=date(2026, 7, 2))
        fresh = [export_posts(posts=drafted, generator=one, out=tmp_path / "b" / one) for one in GeneratorName]
    files = [file.read_text(encoding="utf-8") for exported in (*stored, *fresh) for file in exported.files]
    assert len(files) == 2 * (5 * 2 + 1)
    for file in files:
        text = unescape(file)
        assert [said for said, allowed in may.items() if not allowed and said in text] == []
        found = [name for name in given.NAMES if re.search(rf"\b{name}\b|\b{name.split()[0].lower()}@", text)]
        assert found + re.findall(r"\bP\d\d\b|\+?4477009\d+", text) == []
    quoted = {said for said in may if any(said in unescape(file) for file in files)}
    assert quoted <= {said for said, allowed in may.items() if allowed}
    assert bool(quoted) == any(may.values())
