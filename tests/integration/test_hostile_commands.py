"""Every command keeps the contract, whatever it is given: statuses, one line per reason, one JSON document, nothing half-done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from council_app.cli.app import app
from tests.program import SESSION, Child, asked, command, environment, listing, make, run, spawn

pytestmark = pytest.mark.usefixtures("passphrase")

WORDS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% for x in ().__class__.__bases__ %}x{% endfor %}",
    "{{< figure src=x >}} {{% raw %}} <!-- more -->",
    "**bold** [link](javascript:alert(1)) ![](http://example.org/x.png)",
    "'; DROP TABLE note; -- \" OR 1=1",
    "%s %(text)s {text} ${HOME} `id` $(id) \\n",
    "=cmd|' /C calc'!A0",
    "👩‍👩‍👧 Å Å العربية 日本",
    "so " + "long " * 8_000 + "x",
)


def leaves(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    inner = getattr(group, "commands", None)
    if inner is None:
        yield path, group
    else:
        for name, each in inner.items():
            yield from leaves(each, (*path, name))


COMMANDS = dict(leaves(typer.main.get_command(app)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_says_everything_with_an_example(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Example: council {' '.join(words)}" in " ".join(ran.out.split())
    assert words == ("open",) or "--json" in ran.out


@pytest.mark.parametrize("words", [words for words in COMMANDS if words != ("open",)], ids=" ".join)
def test_wrong_usage_is_2_and_says_so_on_standard_error(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *words, "--nonsense")
    assert (ran.code, ran.out) == (2, "")
    assert "--nonsense" in ran.err


def test_what_is_refused_is_refused_in_one_line_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out, none = make(tmp_path / "leeds.council"), tmp_path / "no" / "out", tmp_path / "none"
    odd = tmp_path / "odd.yaml"
    odd.write_text("council: 1\nnotes: [{key: n1, session: nowhere, text: x}]\n", encoding="utf-8")
    assert run(capsys, "note", path, "--session", SESSION, "the fee surprised me").code == 0
    refused: list[list[str | Path]] = [
        ["note", path, "--session", "nowhere", "x"],
        ["note", path, "--session", SESSION, "#fees"],
        ["note", path, "--session", SESSION, " "],
        ["note", path, "--session", "half \udcff", "x"],
        ["tag", path, "nothing", "--add", "fees"],
        ["search", path, "x", "--session", "nowhere"],
        ["insights", path, "--session", "nowhere"],
        ["report", path, "--session", "nowhere", "--out", tmp_path / "r.pdf"],
        ["report", path, "--session", SESSION, "--out", out],
        ["report", path, "--session", SESSION, "--out", "."],
        ["report", path, "--session", SESSION, "--out", tmp_path],
        ["report", path, "--session", SESSION, "--format", "html", "--out", "."],
        ["report", path, "--session", SESSION, "--locale", "tlh", "--out", tmp_path / "r.pdf"],
        ["blog", path, "--market", "nowhere", "--out", tmp_path / "site"],
        ["blog", path, "--market", "gb", "--locale", "sv-SE", "--out", tmp_path / "site"],
        ["apply", none, "--into", path],
        ["apply", tmp_path, "--into", path],
        ["apply", odd, "--into", path],
        ["dump", path, "--out", out],
        ["dump", path, "--out", "."],
        ["dump", path, "--out", tmp_path],
        ["import", "notes", none, "--into", path, "--session", SESSION],
        ["import", "notes", path, "--into", path, "--session", SESSION],
        ["import", "roster", odd, "--into", path, "--session", "nowhere"],
        ["import", "roster", none, "--into", path, "--session", SESSION, "--map", "nonsense"],
        ["backup", path, "--out", path],
        ["backup", path, "--out", out],
        ["restore", path, "--out", path],
        ["restore", none, "--out", tmp_path / "new"],
        ["new", path],
        ["new", out],
        ["redo", path],
        ["history", path, "--row", "\udcff"],
        ["check", none],
    ]
    before = {name: data for name, data in listing(tmp_path).items() if not name.startswith("home")}
    for arguments in refused:
        for form in ([], ["--json"]):
            ran = run(capsys, *arguments[:1], *form, *arguments[1:]) if arguments[0] != "import" else run(capsys, *arguments, *form)
            assert ran.refused_clearly, (arguments, ran)
            assert set(json.loads(ran.out or '{"errors": 0}')) == {"errors"}
            assert bool(ran.out) == bool(form)
            assert {name: data for name, data in listing(tmp_path).items() if not name.startswith("home")} == before, arguments


def test_every_answer_is_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    table, plan = tmp_path / "notes.csv", tmp_path / "plan.yaml"
    table.write_text("text,speaker\nhello,\nwho,P99\n", encoding="utf-8")
    plan.write_text("council: 1\nmarkets: [{key: gb, currency: EUR}]\n", encoding="utf-8")
    for arguments in (
        ["new", tmp_path / "new.council"],
        ["note", path, "--session", SESSION, "hello #fees @nobody"],
        ["search", path, "hello"],
        ["import", "notes", table, "--into", path, "--session", SESSION],
        ["apply", plan, "--into", path],
        ["dump", path],
        ["dump", path, "--out", tmp_path / "dump.yaml"],
        ["schema"],
        ["insights", path],
        ["history", path],
        ["undo", path],
        ["redo", path],
        ["backup", path, "--out", tmp_path / "copy.council"],
        ["restore", tmp_path / "copy.council", "--out", tmp_path / "again.council"],
        ["check", path],
    ):
        ran = run(capsys, *arguments, "--json")
        assert ran.code == 0, (arguments, ran)
        assert isinstance(ran.document, dict | list)


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "-", "", "a OR", "text:a", "(", "^x", "\0", "{{ 7*7 }}", "%", "x" * 10_000])
def test_a_search_reads_nothing_as_query_syntax(tmp_path: Path, capsys: pytest.CaptureFixture[str], query: str) -> None:
    path = make(tmp_path / "leeds.council", passphrase=None)
    ran = run(capsys, "search", "--json", path, "--", query)
    assert (ran.code, ran.document, ran.err) == (0, [], "")


def test_words_are_kept_as_they_were_said_and_nothing_in_them_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    for words in WORDS:
        taken = run(capsys, "note", path, "--session", SESSION, "--json", "--", f"said: {words}").document
        assert isinstance(taken, dict)
        assert taken["text"] == f"said: {words}"
    assert [text for (text,) in asked(path, "SELECT text FROM note ORDER BY num")] == [f"said: {words}" for words in WORDS]
    assert run(capsys, "check", path).code == 0
    dumped, again, plan = [], tmp_path / "again.council", tmp_path / "plan.yaml"
    for source in (path, again):
        if source is again:
            plan.write_text(dumped[0], encoding="utf-8")
            assert run(capsys, "new", again).code == 0
            assert run(capsys, "apply", plan, "--into", again).err == ""
        dumped.append(run(capsys, "dump", source, "--with-people").out)
    assert dumped[0] == dumped[1]


def test_what_nobody_can_see_goes_and_what_is_too_long_for_a_plan_never_gets_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    given = {"a\x00b": "ab", "\x1b[31mred": "[31mred", "\u202eevil\u202c": "evil", "half \udcff": "half �", "one\r\ntwo": "one\ntwo"}
    for words in given:
        assert run(capsys, "note", path, "--session", SESSION, f"x {words}").code == 0
    assert [text for (text,) in asked(path, "SELECT text FROM note ORDER BY num")] == [f"x {seen}" for seen in given.values()]
    assert run(capsys, "note", path, "--session", SESSION, "y " * 30_000).refused_clearly
    assert run(capsys, "note", path, "--session", SESSION, "--author", "A" * 600, "y").refused_clearly
    for tag in ("t" * 300, "a/" * 60 + "b", "t" * 5_000, "ÅÄÖ/日本"):
        assert run(capsys, "note", path, "--session", SESSION, f"y #{tag} #fees").code == 0
    plan, again = tmp_path / "plan.yaml", tmp_path / "again.council"
    plan.write_text(run(capsys, "dump", path).out, encoding="utf-8")
    assert run(capsys, "new", again).code == 0
    assert run(capsys, "apply", plan, "--into", again).err == ""
    assert run(capsys, "dump", again).out == plan.read_text(encoding="utf-8")


def test_lines_that_are_not_text_are_told_and_the_others_are_kept(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    ran = spawn("note", path, "--session", SESSION, "-", stdin=b"one\r\n\xff\xfe two\n\n   \n#\nthr\xc3\xa9e\nfour")
    assert ran.code == 1
    assert [line.split(": ")[1] for line in ran.reasons] == ["-:2", "-:5"]
    assert [text for (text,) in asked(path, "SELECT text FROM note ORDER BY num")] == ["one", "thrée", "four"]
    assert len(ran.out.splitlines()) == 3


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    for arguments in (["schema"], ["dump", path], ["history", path]):
        process = subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() in (0, 1)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT to send")
def test_an_interrupted_import_adds_nothing_and_says_so(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    table = tmp_path / "notes.csv"
    table.write_text("text\n" + "the fee surprised me #fees\n" * 200_000, encoding="utf-8")
    child = Child("import", "notes", table, "--into", path, "--session", SESSION)
    while child.running and not path.with_name(path.name + ".lock").exists():
        time.sleep(0.001)
    time.sleep(0.1)
    assert child.process.pid is not None
    os.kill(child.process.pid, signal.SIGINT)
    ran = child.ended()
    assert ran.code == 130
    assert ran.err == "council: import: stopped. What was not finished was not kept.\n"
    assert ran.out == ""
    assert asked(path, "SELECT count(*) FROM note") == [(0,)]
    assert spawn("check", path).code == 0


def test_an_encoding_that_lacks_the_letters_is_no_fault(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    assert spawn("note", path, "--session", SESSION, "“naïve” 🙂").code == 0
    for form in ([], ["--json"]):
        done = subprocess.run(
            command("search", path, "naïve", *form), env=environment(PYTHONIOENCODING="ascii"), capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert not form or json.loads(done.stdout)[0]["text"] == "“naïve” 🙂"
