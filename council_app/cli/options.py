"""What commands have in common: how a workspace, its passphrase and the form of the output are named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.given import PassphraseOption as PassphraseOption
from council_app.cli.given import console_of as console_of
from council_app.cli.given import given_passphrase as given_passphrase
from council_app.errors import CouncilError, m_
from council_app.i18n import LANGUAGES, Translator, translator
from council_app.services import workspace as workspaces
from council_app.services.publications import Quoting, remember
from council_app.services.workspace import Workspace

MOST_LINES = 1_000_000
"""The most that `--limit` may ask for."""

WorkspaceArgument = Annotated[Path, typer.Argument(metavar="WS", help="The workspace file.")]
IntoOption = Annotated[Path, typer.Option("--into", metavar="WS", help="The workspace file to write to.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
SessionOption = Annotated[str, typer.Option("--session", metavar="KEY", help="The session's key.")]


def passphrase_for(path: Path, file: Path | None) -> str | None:
    """The passphrase of a workspace: from the file, the environment or the terminal; None when the file is not encrypted.

    Raises:
        CouncilError: the file cannot be read, or nobody can be asked.
    """
    if not workspaces.needs_passphrase(path=path):
        return None
    return given_passphrase(path, file, confirm=False)


def language_of(console: Console, locale: str | None) -> Translator:
    """The language a document is asked for in; the terminal's own when none is.

    Raises:
        CouncilError: Council does not speak it.
    """
    if locale is None:
        return console.t
    try:
        found = translator(locale)
    except ValueError:
        found = None
    if found is None or locale.split("-")[0].split("_")[0].lower() not in LANGUAGES:
        todo = m_("Choose one of: {languages}", languages=", ".join(LANGUAGES))
        raise CouncilError(locale, m_("Council does not speak this language"), todo)
    return found


@contextmanager
def writing(path: Path, file: Path | None) -> Iterator[Workspace]:
    """The workspace, open for writing."""
    with workspaces.open_workspace(path=path, passphrase=passphrase_for(path, file), actor=actor()) as workspace:
        yield workspace


@contextmanager
def reading(path: Path, file: Path | None) -> Iterator[Workspace]:
    """The workspace, open for reading: works beside a window that writes to it."""
    with workspaces.open_workspace(path=path, passphrase=passphrase_for(path, file), read_only=True, actor=actor()) as workspace:
        yield workspace


@contextmanager
def publishing(path: Path, file: Path | None, console: Console) -> Iterator[tuple[Workspace, list[Quoting]]]:
    """The workspace open for reading, so that others can write while pages are made, and a list for what was written.

    What the list holds at the end is remembered in the workspace. The documents are whole by then: when the file cannot be written
    at that moment, because a window has it or it lies on a read-only medium, that is said and nothing fails.
    """
    passphrase, documents = passphrase_for(path, file), list[Quoting]()
    with workspaces.open_workspace(path=path, passphrase=passphrase, read_only=True, actor=actor()) as workspace:
        yield workspace, documents
    if not documents:
        return
    try:
        with workspaces.open_workspace(path=path, passphrase=passphrase, actor=actor()) as workspace:
            remember(workspace=workspace, documents=documents)
    except CouncilError:
        console.note(console.t("The workspace can only be read now: a later withdrawal of consent will not name this document."))


def actor() -> str | None:
    """Who is at work here, for the change log; None lets the account's name stand."""
    return os.environ.get("COUNCIL_ACTOR") or None
