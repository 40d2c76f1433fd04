"""What the way to the window and every other command are given: the console and a passphrase. Needs no workspace, so loads no service."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.errors import CouncilError, m_

PassphraseOption = Annotated[Path | None, typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase from this file.")]


def console_of(context: typer.Context) -> Console:
    """The console of this run."""
    found = context.find_object(Console)
    assert found is not None  # bootstrap hands it over
    return found


def given_passphrase(path: Path, file: Path | None, *, confirm: bool) -> str:
    """A passphrase, however it is given; typed twice when it is a new one.

    Raises:
        CouncilError: the file cannot be read, nobody can be asked, or the two differ.
    """
    if file is not None:
        return _from_file(file)
    if (found := os.environ.get("COUNCIL_PASSPHRASE")) is not None:
        return found
    if not sys.stdin.isatty():
        raise CouncilError(str(path), m_("no passphrase was given"), m_("Use --passphrase-file or set COUNCIL_PASSPHRASE."))
    typed = getpass.getpass(f"{path.name}: ")
    if confirm and getpass.getpass(f"{path.name} (2): ") != typed:
        raise CouncilError(str(path), m_("the two passphrases differ"), m_("Type the same one twice; nothing was made."))
    return typed


def read_secret(file: Path) -> str:
    """What a file with a passphrase or a key holds.

    Raises:
        CouncilError: the file cannot be read.
    """
    return _from_file(file)


def _from_file(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "UTF-8"
        raise CouncilError(str(file), m_("the passphrase file cannot be read ({reason})", reason=reason), m_("Check its name.")) from error
