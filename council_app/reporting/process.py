"""Printing in a process of its own: the window stays free, progress is told, and a cancelled report leaves nothing behind."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import re
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from council_app.atomic import beside, told_as_refusal
from council_app.errors import Cancelled, CouncilError, Message, Progress, m_
from council_app.reporting.html import PrintHtml

_log = logging.getLogger("council_app")

STARTING = multiprocessing.get_context("spawn")
"""How the other process starts."""

_POLL_SECONDS = 0.05
_FAREWELL_SECONDS = 5
_STEPS = 7  # WeasyPrint's own count; laying out pages is its fifth
_LAYOUT = 5


@dataclass(frozen=True, slots=True)
class _Done:
    """The pages are printed; `missing` are letters that no font of this machine has."""

    missing: str


@dataclass(frozen=True, slots=True)
class _Failed:
    """A refusal in the other process, as what can be carried across."""

    what: str
    why: Message
    todo: Message


@dataclass(frozen=True, slots=True)
class _Broken:
    """A mistake of ours in the other process: its kind and where it happened.

    Its message stays behind: that may quote what somebody said, or a name, and this is for the log.
    """

    kind: str
    trace: str


class PdfPrinter:
    """A process that prints pages one after the other; use it as a context manager.

    It starts loading WeasyPrint at once, so make the printer first and the HTML after.
    """

    def __init__(self) -> None:
        self._ours, theirs = STARTING.Pipe()
        # WeasyPrint lays the fonts of a page into a folder, and a process that is ended tidies nothing up.
        self._litter = tempfile.TemporaryDirectory(prefix="council-print-")
        self._process = STARTING.Process(target=_print_until_closed, args=(theirs, self._litter.name), name="council-pdf", daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> PdfPrinter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.join()
        self._ours.close()
        self._litter.cleanup()

    def print(
        self,
        page: PrintHtml,
        out: Path,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> str:
        """Write the PDF of `page` to `out`, whole or not at all; returns the letters that no font of this machine could print.

        Raises:
            Cancelled: `cancelled` said so; the printer is of no further use, `out` is as it was.
            CouncilError: the machine lacks the text-layout libraries, or `out` cannot be written.
        """
        with beside(out) as part:
            return self._sent(page, part, progress or _ignore, cancelled or _never)

    def missing(self, page: PrintHtml, *, cancelled: Callable[[], bool] | None = None) -> str:
        """The letters of `page` that no font of this machine could print; nothing is written.

        Raises:
            Cancelled: as `print`.
            CouncilError: the machine lacks the text-layout libraries.
        """
        return self._sent(page, None, _ignore, cancelled or _never)

    def _sent(self, page: PrintHtml, part: Path | None, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> str:
        try:
            self._ours.send((page, part))
        except ConnectionError as error:
            raise self._ended() from error
        return self._follow(progress, cancelled)

    def _follow(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> str:
        while True:
            if cancelled():
                self._process.terminate()
                self._process.join()
                raise Cancelled
            if not self._ours.poll(_POLL_SECONDS):
                continue
            try:
                told = self._ours.recv()
            except (EOFError, ConnectionError) as error:
                raise self._ended() from error
            if isinstance(told, Progress):
                progress(told)
            elif isinstance(told, _Broken):
                # Said here and not in the error's message: messages never reach the log.
                _log.error("a bug in the printing process: %s\n%s", told.kind, told.trace)
                raise RuntimeError("the printing process made a mistake")
            elif isinstance(told, _Failed):
                raise CouncilError(told.what, told.why, told.todo)
            else:
                assert isinstance(told, _Done)  # nothing else is sent
                return told.missing

    def _ended(self) -> RuntimeError:
        """What to raise when the other process is gone without a word: no memory, or somebody ended it."""
        self._process.join(_FAREWELL_SECONDS)
        _log.error("the printing process ended with status %s", self._process.exitcode)
        return RuntimeError("the printing process ended")


def _print_until_closed(pipe: Connection, litter: str) -> None:
    """The other process: pages come in, progress and results go out; its temporary files go to `litter`."""
    tempfile.tempdir = litter
    # Ctrl+C is for the process that a person started; that one ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    missing = _load_printer(pipe)
    while True:
        try:
            page, part = pipe.recv()
        except EOFError:
            return
        pipe.send(missing or _print_one(page, part))


def _load_printer(pipe: Connection) -> _Failed | _Broken | None:
    """Get ready while the caller still makes the HTML; what the machine lacks is told when the first page comes."""
    try:
        # WeasyPrint takes a second to load, and the process that starts this one must not wait for it.
        from council_app.reporting import pdf  # noqa: PLC0415

        pdf.require_libraries()
    except CouncilError as error:
        return _Failed(error.what, error.why, error.todo)
    except Exception as error:  # noqa: BLE001 - not swallowed: carried over and raised where there is a log
        return _broken(error)
    progress = logging.getLogger("weasyprint.progress")
    progress.addHandler(_Teller(pipe))
    progress.setLevel(logging.INFO)
    seldom_garbage()
    return None


def seldom_garbage() -> None:
    """Look for garbage seldom.

    A layout is one great web of boxes that all live to the end; looking for garbage in it took a fifth of the time and saved 4 MB.
    """
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def _print_one(page: PrintHtml, part: Path | None) -> _Failed | _Broken | _Done:
    from council_app.reporting import pdf  # noqa: PLC0415 - see `_load_printer`

    lacking = _Lacking()
    try:
        with lacking.listening():
            printed = pdf.write(page)
        if lacking.letters and page.lacking:
            printed = pdf.write(page.without(lacking.letters))
    except Exception as error:  # noqa: BLE001 - not swallowed: carried over and raised where there is a log
        return _broken(error)
    if part is not None:
        try:
            with told_as_refusal(part.parent):
                part.write_bytes(printed)
        except CouncilError as error:
            return _Failed(error.what, error.why, error.todo)
    return _Done(lacking.letters)


def _broken(error: Exception) -> _Broken:
    return _Broken(type(error).__qualname__, "".join(traceback.format_tb(error.__traceback__)))


class _Lacking(logging.Handler):
    """Gathers the letters WeasyPrint has no font for: it warns of each with the letter and its code point."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the letter; other warnings are not about fonts."""
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple) and str(record.args[0]) not in self.letters:
            self.letters += str(record.args[0])

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While pages are printed."""
        logger = logging.getLogger("weasyprint")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)


class _Teller(logging.Handler):
    """Turns WeasyPrint's progress log into `Progress`."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        """`Step 5 - Creating layout - Page 3` becomes step 5 of 7, page 3."""
        found = re.match(r"Step (\d+)(?:.*Page (\d+))?", record.getMessage())
        if found:
            self._pipe.send(_progress(int(found[1]), int(found[2] or 0)))


def _progress(step: int, page: int) -> Progress:
    if page:
        return Progress(step, _STEPS, m_("Laying out page {page}", page=page))
    return Progress(step, _STEPS, m_("Reading the pages") if step < _LAYOUT else m_("Writing the PDF"))


def _ignore(_: Progress) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False
