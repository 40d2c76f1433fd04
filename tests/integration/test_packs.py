"""Packs as files: sealed, checked before anything of them is believed, and merged whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text

from council_app.db import migrate
from council_app.db.merging.schema import synced_tables
from council_app.db.workspace import Workspace
from council_app.domain.merge import policy
from council_app.domain.merge.cargo import Cargo, ForeignChange
from council_app.errors import CouncilError
from council_app.exchange import pack
from council_app.services import capture, packs
from council_app.services.workspace import create_workspace
from tests import factories
from tests.merging import laptops, packed, shown, take, unlike_the_log

PASS = "a passphrase of the pack"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Kim's laptop and Liv's, each with a note that the other has not."""
    kim, liv = laptops(factories.workspace(tmp_path, factories.people(count=2)), "liv")
    capture.take_note(workspace=kim, session=factories.SESSION, line="- the date is missing #fees/late", author="kim")
    capture.take_note(workspace=liv, session=factories.SESSION, line="* show me the sum", author="liv")
    yield kim, liv
    kim.close()
    liv.close()


def _pack(workspace: Workspace, since: str = "", name: str = "a.pack", passphrase: str | None = None) -> Path:
    """Not sealed unless told, because key stretching is not what most of these tests are about."""
    out = workspace.path.parent / name
    packs.make_pack(workspace=workspace, out=out, since=since, passphrase=passphrase)
    return out


def _refused(workspace: Workspace, file: Path, passphrase: str | None = None) -> str:
    before = shown(workspace), len(packed(workspace).changes)
    with pytest.raises(CouncilError) as refusal:
        packs.merge_packs(workspace=workspace, files=[file], passphrase=passphrase)
    assert (shown(workspace), len(packed(workspace).changes)) == before
    return refusal.value.why.text


def test_looking_first_says_what_merging_does_and_changes_nothing(two: tuple[Workspace, Workspace]) -> None:
    kim, liv = two
    file, before = _pack(kim), shown(liv)
    looked = packs.merge_packs(workspace=liv, files=[file], only_look=True)
    assert shown(liv) == before
    merged = packs.merge_packs(workspace=liv, files=[file])
    assert (looked.new, looked.already_known, looked.conflicts) == (merged.new, merged.already_known, merged.conflicts)
    assert packs.merge_packs(workspace=liv, files=[file]).new == 0
    assert unlike_the_log(liv) == []


def test_a_pack_of_what_a_partner_lacks_is_refused_where_the_rest_is_missing(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    kim, liv = two
    packs.merge_packs(workspace=kim, files=[_pack(liv)])
    rest = _pack(kim, since="liv", name="rest.pack")
    with factories.workspace(tmp_path, plan="", name="empty.council") as empty:
        assert _refused(empty, rest) == "the pack begins behind what is known here"
        whole = _pack(kim, name="whole.pack")
        capture.take_note(workspace=kim, session=factories.SESSION, line="- one more", author="kim")
        later = _pack(kim, since="liv", name="later.pack")
        packs.merge_packs(workspace=empty, files=[later, whole])
        assert shown(empty) == shown(kim)


def test_nobody_reads_a_pack_without_its_passphrase_or_key(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    kim, liv = two
    file = _pack(kim, passphrase=PASS)
    assert b"date is missing" not in file.read_bytes()
    assert _refused(liv, file, "another") == "wrong passphrase, or the file is damaged"
    assert _refused(liv, file, None) == "it is sealed with a passphrase, and none was given"
    public, sealed = packs.new_keys(out=tmp_path / "liv.key"), tmp_path / "for-liv.pack"
    packs.make_pack(workspace=kim, out=sealed, recipients=[public])
    assert _refused(liv, sealed) == "it is sealed for a key, and none was given"
    secret = (tmp_path / "liv.key").read_text().splitlines()[-1]
    assert packs.merge_packs(workspace=liv, files=[sealed], secret=secret).new == 2


def test_a_pack_of_another_workspace_or_of_a_newer_council_is_refused(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    kim, liv = two
    with create_workspace(path=tmp_path / "other.council", passphrase=None) as other:
        factories.apply(other, tmp_path, factories.PLAN.replace("key: bristol\n", "key: leeds\n"))
        assert _refused(liv, _pack(other)) == "it is from another workspace: nothing in it is known here"
    newer = tmp_path / "newer.pack"
    newer.write_bytes(pack.sealed(packed(kim), schema="9999", name="kim", since={}))
    assert _refused(liv, newer) == "it was made by a newer Council"


def _without(cargo: Cargo, change: Callable[[ForeignChange], ForeignChange]) -> Cargo:
    return replace(cargo, changes=(*cargo.changes[:-1], change(cargo.changes[-1])))


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda one: replace(one, entity="sqlite_master"),
        lambda one: replace(one, values='{"no such column": [null, "x"]}'),
        lambda one: replace(one, values='{"note_id": [null, 7]}'),
        lambda one: replace(one, values='{"note_id": [null, "\\ud800"]}'),
        lambda one: replace(one, values="[" * 100_000),
        lambda one: replace(one, op="drop"),
        lambda one: replace(one, hlc="zzz"),
        lambda one: replace(one, row_id="../../x"),
        lambda one: replace(one, operation="0" * 32),
        lambda one: replace(one, seq=one.seq + 5),
    ],
)
def test_a_line_that_cannot_be_ours_never_gets_into_the_log(
    two: tuple[Workspace, Workspace], spoilt: Callable[[ForeignChange], ForeignChange]
) -> None:
    kim, liv = two
    before = len(packed(liv).changes)
    with pytest.raises(CouncilError):
        take(liv, _without(packed(kim), spoilt))
    assert len(packed(liv).changes) == before


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_pack_is_refused_in_words(two: tuple[Workspace, Workspace], at: int, byte: int, cut: bool) -> None:
    kim, _ = two
    whole = pack.sealed(packed(kim), schema=migrate.known_revisions()[-1], name="kim", since={})
    place = at % len(whole)
    spoilt = whole[:place] if cut else whole[:place] + bytes([byte]) + whole[place + 1 :]
    try:
        _, cargo = pack.open_pack(spoilt, "a.pack", migrate.known_revisions())
    except CouncilError:
        return
    assert cargo.changes == packed(kim).changes  # what was hit says only who made it


def test_every_column_of_words_is_decided_about() -> None:
    decided = {(table, column) for policies in (policy.KEPT, policy.BY_TIME) for table, columns in policies.items() for column in columns}
    words = {(table.name, column.name) for table in synced_tables().values() for column in table.columns if type(column.type) is Text}
    there = {(table.name, column.name) for table in synced_tables().values() for column in table.columns}
    assert (words - decided, decided - there) == (set(), set())
