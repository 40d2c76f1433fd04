"""Photos that wait for their words: made ready off the window's thread, then on disk, so that a power cut does not take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, TryLater, m_
from council_app.services import photos
from council_app.services.photos import MOST_ON_A_NOTE, ReadyPhoto
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.photos import chosen_files, png, small
from council_app.ui.screens.room.tray import Waiting

_AGAIN = 2000
_TAKES_AWAY = frozenset({"person", "attendance", "session"})
"""What is written when a person is erased or a rehearsal cleared, which takes photos away that wait."""


class PhotoKeeper(QObject):
    """The photos that wait, by the session they were brought to; what the disk does not take is tried again.

    Signals:
        shown: what waits at this session is something else now (a tuple of `Waiting`).
        settled: nothing is being made ready any more.
    """

    shown = Signal(object)
    settled = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._by_session: dict[str, list[Waiting]] = defaultdict(list)
        self._restored: set[str] = set()
        self._gone: set[str] = set()
        self._writes = 0
        self._lost = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(self.keep_now)
        ctx.changed.connect(self._changed)

    @property
    def _session(self) -> str:
        return self._ctx.session.key if self._ctx.session is not None else ""

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """Those of the session at hand."""
        return tuple(self._by_session[self._session])

    @property
    def free(self) -> bool:
        """Whether any of them waits for its Enter."""
        return any(not photo.sent for photo in self.waiting)

    @property
    def busy(self) -> bool:
        """Whether any of them is still being made ready."""
        return any(photo.ready is None for photo in self.waiting)

    # -- coming in

    def choose(self, owner: QWidget) -> None:
        """Ask for files."""
        self.add_files(chosen_files(self._ctx.t, owner))

    def add(self, found: QImage | Sequence[Path]) -> None:
        """What was pasted or dropped."""
        if isinstance(found, QImage):
            self._add(self._ctx.t("from the clipboard"), lambda: photos.ready(name="clipboard", data=png(found)))
        else:
            self.add_files(found)

    def add_files(self, files: Sequence[Path]) -> None:
        """Files, read and cleaned one after the other."""
        for file in files:
            self._add(file.name, lambda path=file: photos.ready_file(path=path))  # type: ignore[misc]  # mypy cannot infer a default

    def _add(self, name: str, work: Callable[[], ReadyPhoto]) -> None:
        session = self._session
        if not session:
            return
        if sum(not photo.sent for photo in self.waiting) >= MOST_ON_A_NOTE:
            why = m_("a note holds at most {count} photos", count=MOST_ON_A_NOTE)
            self._ctx.refused.emit(CouncilError(name, why, m_("Keep this note first.")))
            return
        photo = Waiting(name)
        self._by_session[session].append(photo)
        self._show()

        def made() -> tuple[ReadyPhoto, QImage]:
            ready = work()
            return ready, small(ready.data)

        def done(found: tuple[ReadyPhoto, QImage]) -> None:
            photo.ready, photo.image = found
            if photo in self._by_session[session]:
                self._store(session, photo)
            self._show()

        def failed(error: CouncilError) -> None:
            self.let_go(photo)
            self._ctx.refused.emit(error)

        self._ctx.side.submit(lambda _control: made(), owner=self, done=done, failed=failed)

    # -- on disk

    def _store(self, session: str, photo: Waiting) -> None:
        """Put it on disk, until it is there or on a note."""
        ready = photo.ready
        if ready is not None:
            photo.storing = True
            self._write(
                lambda w: photos.keep_waiting(workspace=w, session=session, photo=ready),
                lambda kept: self._stored(photo, kept=kept),
            )

    def _stored(self, photo: Waiting, *, kept: bool) -> None:
        photo.storing, photo.stored = False, kept

    def _forget(self, photo: Waiting) -> None:
        """Take it off the disk; a disk that refuses is asked again, or it would be back the next time."""
        if photo.ready is not None:
            self._gone.add(photo.ready.id)
            self._forget_gone()

    def _forget_gone(self) -> None:
        gone = frozenset(self._gone)

        def forgotten(done: bool) -> None:
            self._gone -= gone if done else frozenset()

        if gone:
            self._write(lambda w: photos.stop_waiting(workspace=w, photos=gone), forgotten)

    def _write(self, work: Callable[[Workspace], None], then: Callable[[bool], None]) -> None:
        workspace = self._ctx.workspace
        if workspace is None or workspace.read_only:
            then(False)
            return
        self._writes += 1

        def done(_none: None) -> None:
            self._writes -= 1
            then(True)
            if self._lost:
                self._lost = False
                self._ctx.saved.emit(datetime.now().astimezone())

        def failed(error: CouncilError) -> None:
            self._writes -= 1
            self._lost = True
            then(False)
            self._ctx.tell_lost(error)
            if isinstance(error, TryLater):
                self._timer.start()
            else:
                self._ctx.refused.emit(error)

        self._ctx.jobs.submit(lambda _control: work(workspace), owner=self, done=done, failed=failed)

    def keep_now(self) -> None:
        """Try once more to put on disk what is not there, and to take off what was let go."""
        self._timer.stop()
        for session, there in self._by_session.items():
            for photo in there:
                if not (photo.stored or photo.storing or photo.sent):
                    self._store(session, photo)
        self._forget_gone()

    @property
    def is_keeping(self) -> bool:
        """Whether a photo is being made ready, or at the disk right now."""
        return self._writes > 0 or any(photo.ready is None for there in self._by_session.values() for photo in there)

    @property
    def unkept(self) -> tuple[str, ...]:
        """Photos that would be gone with the window, by name; one whose line waits for the disk goes with that line."""
        t = self._ctx.t
        return tuple(t("Photo {name}", name=photo.name) for there in self._by_session.values() for photo in there if not photo.stored)

    # -- going out

    def take(self) -> tuple[Waiting, ...]:
        """Those that go with the line that is kept now."""
        taken = tuple(photo for photo in self.waiting if not photo.sent and photo.ready is not None)
        for photo in taken:
            photo.sent = True
        return taken

    def give_back(self, taken: Sequence[Waiting]) -> None:
        """Their line was not kept, or not with them: they wait for another."""
        for photo in taken:
            photo.sent = False
        self.keep_now()
        self._show()

    def give_all_back(self) -> None:
        """The lines of this session wait for their Enter again."""
        self.give_back(self.waiting)

    def done(self, taken: Sequence[Waiting]) -> None:
        """They are on a note, and wait on disk no longer."""
        for photo in taken:
            self._drop(photo)

    def let_go(self, photo: Waiting) -> None:
        """Forget a photo."""
        self._drop(photo)
        self._forget(photo)

    def _drop(self, photo: Waiting) -> None:
        for photos_there in self._by_session.values():
            if photo in photos_there:
                photos_there.remove(photo)
        self._show()

    def let_go_free(self) -> None:
        """Forget those that wait for their Enter here."""
        for photo in [photo for photo in self.waiting if not photo.sent]:
            self.let_go(photo)

    # -- coming back

    def come_to_session(self) -> None:
        """Another session is at hand: what waits there shows."""
        self._show()

    def restore(self) -> None:
        """Bring back what waits on disk at this session, once."""
        session = self._session
        if session and session not in self._restored:
            self._restored.add(session)
            self._ctx.read(self, lambda w: photos.waiting(workspace=w, session=session), lambda found: self._bring_back(session, found))

    def _bring_back(self, session: str, found: Sequence[ReadyPhoto]) -> None:
        known = {photo.ready.id for photo in self._by_session[session] if photo.ready is not None} | self._gone
        back = [Waiting(photo.name, photo, stored=True) for photo in found if photo.id not in known]
        self._by_session[session][:0] = back
        for photo in back:
            self._decode(photo)
        self._show()

    def _decode(self, photo: Waiting) -> None:
        def done(image: QImage) -> None:
            photo.image = image
            self._show()

        ready = photo.ready
        if ready is not None:
            self._ctx.side.submit(lambda _control: small(ready.data), owner=self, done=done, failed=self._ctx.refused.emit)

    def _changed(self, changes: Changes) -> None:
        """Somebody may have been erased, or a rehearsal cleared: what waited for that goes from here, too."""
        stored = [photo for there in self._by_session.values() for photo in there if photo.stored and not photo.sent]
        ids = [photo.ready.id for photo in stored if photo.ready is not None]
        if ids and not changes.entities.isdisjoint(_TAKES_AWAY):
            self._ctx.read(self, lambda w: photos.still_waiting(workspace=w, photos=ids), lambda left: self._keep_only(stored, left))

    def _keep_only(self, looked_at: Sequence[Waiting], left: frozenset[str]) -> None:
        for photo in looked_at:
            if photo.ready is not None and photo.ready.id not in left and not photo.sent:
                self._drop(photo)

    def _show(self) -> None:
        self.shown.emit(self.waiting)
        if not self.busy:
            self.settled.emit()
