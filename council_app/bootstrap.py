"""The only place that wires things together: logging, language, and the way from the command line to a window or a command."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import typer

from council_app.cli.console import Console, current_language, has_display
from council_app.cli.start import leads_to_window, program
from council_app.errors import Cancelled, CouncilError, Refused, m_
from council_app.i18n import translator
from council_app.paths import log_file

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells count it."""

_LOG_BYTES = 1_000_000
_LOG_FILES = 3

_log = logging.getLogger("council_app")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or open the window; returns the exit status (0 done, 1 refused or failed, 2 wrong usage)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    console = Console(translator(current_language()), as_json="--json" in _options(given), launch=_launch_window)
    try:
        start_log()
        result = _program(given)(args=given, prog_name="council", standalone_mode=False, obj=console)
        if result == INTERRUPTED:  # typer makes this status of an interrupt, without a word
            raise typer.Abort
    except (typer.Abort, KeyboardInterrupt, Cancelled):
        console.refuse([CouncilError(_command(given), m_("stopped"), m_("What was not finished was not kept."))])
        return INTERRUPTED
    except typer.TyperException as error:
        # The usage errors that typer raises print themselves with the command's usage; its exported base class does not promise that.
        show = getattr(error, "show", None)
        if callable(show):
            show()
        return error.exit_code
    except Refused as error:
        return console.refuse(error.problems)
    except CouncilError as error:
        return console.refuse([error])
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nobody is left to tell
        return 1
    except Exception as error:  # noqa: BLE001 - the last net: a bug is told as one line, its traceback goes to the log
        log_bug(error)
        return console.refuse([bug()])
    return result if isinstance(result, int) else 0


def _command(given: Sequence[str]) -> str:
    return next((word for word in given if not word.startswith("-")), "council")


def _program(given: Sequence[str]) -> typer.Typer:
    if leads_to_window(given):
        return program()
    # The commands bring the services and the database along, which the window loads beside its first page.
    from council_app.cli.app import app  # noqa: PLC0415 - slow start

    return app


def _options(given: Sequence[str]) -> Sequence[str]:
    """Everything before `--`: behind it stands what somebody said."""
    return given[: given.index("--")] if "--" in given else given


def bug() -> CouncilError:
    """What a person is told when the program is at fault."""
    return CouncilError(
        "council", m_("this is a fault in the program; your data is safe"), m_("Please send the log file {file}", file=str(log_file()))
    )


def log_bug(error: BaseException) -> None:
    """Write where it happened and what kind of error it was. Not its message: that may quote what somebody said, or a name."""
    _log.error("a bug: %s\n%s", type(error).__qualname__, "".join(traceback.format_tb(error.__traceback__)))


def start_log() -> None:
    """Log to the file that a person can send. Events and tracebacks only: never note text, never names.

    Raises:
        CouncilError: this machine's folders cannot be written.
    """
    if _log.handlers:
        return
    try:
        file = log_file()
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True)
    except OSError as error:
        why = m_("Council's own folder cannot be written ({reason})", reason=error.strerror or "")
        todo = m_("Make it writable, or name another with COUNCIL_HOME.")
        raise CouncilError(str(error.filename or "COUNCIL_HOME"), why, todo) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


def _launch_window(path: Path | None, passphrase: str) -> int:
    if not has_display():
        todo = m_("Start it from a desktop, or see what works without one: council --help")
        raise CouncilError("council", m_("there is no display to open a window on"), todo)
    # Qt takes 300 ms to import, and no command but this one needs it.
    from council_app.ui.mainwindow.app import run  # noqa: PLC0415 - slow start

    return run(sys.argv[:1], path, passphrase)
