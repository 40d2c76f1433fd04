"""The only place that wires things together: logging, language, and the way from the command line to a window or a command."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from council_app.domain.memory import keep_for_good, uncollected
from council_app.errors import Cancelled, CouncilError, Refused, m_
from council_app.paths import log_file

if TYPE_CHECKING:
    from council_app.cli.console import Console
    from council_app.ui.mainwindow.app import Shown

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells count it."""

_LOG_BYTES = 1_000_000
_LOG_FILES = 3

_log = logging.getLogger("council_app")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or open the window; returns the exit status (0 done, 1 refused or failed, 2 wrong usage)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        start_log()
        return _launch_window(Path(given[1]) if len(given) > 1 else None, "") if _plainly_window(given) else _commanded(given)
    except (KeyboardInterrupt, Cancelled):
        _console(given).refuse([CouncilError(_command(given), m_("stopped"), m_("What was not finished was not kept."))])
        return INTERRUPTED
    except Refused as error:
        return _console(given).refuse(error.problems)
    except CouncilError as error:
        return _console(given).refuse([error])
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nobody is left to tell
        return 1
    except Exception as error:  # noqa: BLE001 - the last net: a bug is told as one line, its traceback goes to the log
        log_bug(error)
        return _console(given).refuse([bug()])


def _plainly_window(given: Sequence[str]) -> bool:
    """Whether this is `council` or `council open WS`, which need nobody to make sense of options or find a passphrase."""
    match given:
        case [] | ["open"]:
            return True
        case ["open", path]:
            return bool(path) and not path.startswith("-") and "COUNCIL_PASSPHRASE" not in os.environ
    return False


def _commanded(given: Sequence[str]) -> int:
    """Everything else that can be typed.

    Raises:
        CouncilError: it was refused.
        KeyboardInterrupt: somebody stopped it.
    """
    # What reads a command line takes as long to load as half the window, which is ready for typing without it.
    import typer  # noqa: PLC0415 - slow start

    try:
        result = _program(given)(args=list(given), prog_name="council", standalone_mode=False, obj=_console(given))
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except typer.TyperException as error:
        # The usage errors that typer raises print themselves with the command's usage; its exported base class does not promise that.
        show = getattr(error, "show", None)
        if callable(show):
            show()
        return error.exit_code
    if result == INTERRUPTED:  # typer makes this status of an interrupt, without a word
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _console(given: Sequence[str]) -> Console:
    from council_app.cli.console import Console, current_language  # noqa: PLC0415 - the window speaks without it
    from council_app.i18n import translator  # noqa: PLC0415 - slow start

    return Console(translator(current_language()), as_json="--json" in _options(given), launch=_launch_window)


def _command(given: Sequence[str]) -> str:
    return next((word for word in given if not word.startswith("-")), "council")


def _program(given: Sequence[str]) -> Callable[..., object]:
    from council_app.cli.start import leads_to_window, program  # noqa: PLC0415 - slow start

    if leads_to_window(given):
        return program()
    # The commands bring the services and the database along, which the window loads beside its first page.
    from council_app.cli.app import command  # noqa: PLC0415 - slow start

    return command


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


class LogFile(logging.Handler):
    """A file that starts anew when it is full, the old ones kept beside it; it and what writes it wait for the first line."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._writer: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        if self._writer is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - slow start, and most runs have nothing to say

            self._writer = RotatingFileHandler(self._file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True)
            self._writer.setFormatter(self.formatter)
        self._writer.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._writer is not None:
            self._writer.close()
        super().close()


def start_log() -> None:
    """Log to the file that a person can send. Events and tracebacks only: never note text, never names.

    Raises:
        CouncilError: this machine's folders cannot be written.
    """
    if _log.handlers:
        return
    try:
        file = log_file()
        handler = LogFile(file)
    except OSError as error:
        why = m_("Council's own folder cannot be written ({reason})", reason=error.strerror or "")
        todo = m_("Make it writable, or name another with COUNCIL_HOME.")
        raise CouncilError(str(error.filename or "COUNCIL_HOME"), why, todo) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


def open_window(path: Path | None, passphrase: str) -> Shown:
    """Load the window and show it; it takes keys as soon as Qt's events run.

    Args:
        path: a workspace to open in it.
        passphrase: of that file; asked for when it is needed and empty.
    """
    # Loading makes a hundred thousand things that stay: looking for garbage among them takes a tenth of the start.
    with uncollected():
        # Qt takes as long to load as the rest of the window, and no command but this one needs it.
        from council_app.ui.mainwindow.app import shown  # noqa: PLC0415 - slow start

        window = shown(sys.argv[:1], path, passphrase)
        keep_for_good()
    return window


def _launch_window(path: Path | None, passphrase: str) -> int:
    from council_app.cli.console import has_display  # noqa: PLC0415 - slow start

    if not has_display():
        todo = m_("Start it from a desktop, or see what works without one: council --help")
        raise CouncilError("council", m_("there is no display to open a window on"), todo)
    return open_window(path, passphrase).app.exec()
