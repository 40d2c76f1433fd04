"""What is done to tags: each is one service call, and one undo with its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from council_app.domain.note_filter import Selection
from council_app.errors import Message, m_, mn_
from council_app.services import codebook_editing, codebook_merging
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control
from council_app.ui.screens.tagging.codebook.ask import Ask
from council_app.ui.screens.tagging.codebook.menu import TagMenu
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.picker.popup import TagPicker

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace


class TagVerbs(QObject):
    """Writes to the codebook.

    Args:
        ctx: where.
        codebook: the tags as they are.
        parent: what it goes with.
        target: the notes that are chosen, or the one at hand: what is split off a tag.

    Signals:
        made: a tag is there now (its id).
    """

    made = Signal(str)

    def __init__(self, ctx: AppContext, codebook: Codebook, parent: QObject, target: Callable[[], Selection | None]) -> None:
        super().__init__(parent)
        self._ctx, self.t, self._codebook, self._target = ctx, ctx.t, codebook, target

    @property
    def writes(self) -> bool:
        """Whether anything can be changed here."""
        return self._ctx.workspace is not None and not self._ctx.workspace.read_only

    def menu(self, tag: str, over: QWidget) -> TagMenu:
        """What can be done with a tag."""
        return TagMenu(self._ctx, self._codebook, self, tag, over)

    # -- plain changes

    def add(self, name: str, parent: str | None) -> None:
        """A new tag under another, or at the top."""
        self._do(lambda w: codebook_editing.add_tag(workspace=w, name=name, parent=parent), m_("Added the tag {tag}", tag=name), self._tell)

    def set_name(self, tag: str, name: str) -> None:
        """Call it something else."""
        found = self._codebook.tag(tag)
        if found is not None and name.strip() and name.strip() != found.name:
            self._do(
                lambda w: codebook_editing.rename_tag(workspace=w, tag=tag, name=name),
                m_("Renamed {tag} to {name}", tag=found.name, name=name),
            )

    def set_colour(self, tag: str, colour: str) -> None:
        """Give it a colour."""
        self._do(lambda w: codebook_editing.set_colour(workspace=w, tag=tag, colour=colour), self._told(tag))

    def set_letter(self, tag: str, letter: str) -> None:
        """Give it the letter that puts it on."""
        self._do(lambda w: codebook_editing.set_shortcut(workspace=w, tag=tag, letter=letter), self._told(tag))

    def set_synonyms(self, tag: str, words: str) -> None:
        """Say what else it is called, with commas between."""
        synonyms = [word.strip() for word in words.split(",") if word.strip()]
        self._do(lambda w: codebook_editing.set_synonyms(workspace=w, tag=tag, synonyms=synonyms), self._told(tag))

    def define(self, tag: str, definition: str) -> None:
        """Say what belongs there."""
        self._do(lambda w: codebook_editing.define_tag(workspace=w, tag=tag, definition=definition), self._told(tag))

    def delete(self, tag: str) -> None:
        """Take it, and all below it, off everything; how much that was is told, with the way back."""
        if not self.writes:
            return

        def done(deleted: codebook_merging.Deleted) -> None:
            uses = deleted.uses
            told = mn_("Deleted {tag}; it was on one note", "Deleted {tag}; it was on {count} notes", uses.notes, tag=name)
            self._ctx.noticed.emit(self.t.say(told), True)

        found = self._codebook.tag(tag)
        name = found.name if found is not None else ""
        self._ctx.write_long(
            self,
            lambda w, control: codebook_merging.delete_tag(workspace=w, tag=tag, told=control.report, cancelled=control.cancelled),
            done,
            changes=lambda deleted: deleted.changes,
        )

    # -- where it hangs

    def move(self, tag: str, parent: str | None, position: int | None = None) -> None:
        """Hang it elsewhere."""
        if tag != parent:
            found = self._codebook.tag(tag)
            told = m_("Moved {tag}", tag=found.name if found is not None else "")
            self._do(lambda w: codebook_editing.move_tag(workspace=w, tag=tag, parent=parent, position=position), told)

    def step(self, tag: str, way: str) -> None:
        """One place up or down among its siblings; under the one above it, or out beside what it hangs under."""
        found = self._codebook.tag(tag)
        if found is None:
            return
        siblings = [each.id for each in self._codebook.below(found.parent)]
        place = siblings.index(tag)
        if way == "up" and place > 0:
            self.move(tag, found.parent, place - 1)
        elif way == "down" and place + 1 < len(siblings):
            self.move(tag, found.parent, place + 1)
        elif way == "in" and place > 0:
            self.move(tag, siblings[place - 1])
        elif way == "out" and found.parent is not None:
            above = self._codebook.tag(found.parent)
            if above is not None:
                beside = [each.id for each in self._codebook.below(above.parent)]
                self.move(tag, above.parent, beside.index(above.id) + 1)

    def merge(self, tag: str, into: str) -> None:
        """Make one of two."""
        gone, kept = self._codebook.tag(tag), self._codebook.tag(into)
        if gone is not None and kept is not None and tag != into:
            told = m_("Merged {tag} into {name}", tag=gone.name, name=kept.name)
            self._do_long(
                lambda w, control: codebook_merging.merge_tags(
                    workspace=w, tags=[tag], into=into, told=control.report, cancelled=control.cancelled
                ),
                told,
            )

    def split(self, tag: str, name: str) -> None:
        """Give the notes that are chosen, or the one at hand, to a new tag."""
        notes = self._target()
        if notes is not None and name.strip():
            self._do_long(
                lambda w, control: codebook_merging.split_tag(
                    workspace=w, tag=tag, notes=notes, name=name, told=control.report, cancelled=control.cancelled
                ),
                m_("Split off {tag}", tag=name),
            )

    # -- asked for by name

    def rename(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask for another name."""
        found = self._codebook.tag(tag)
        if found is not None and self.writes:
            self._ask(over, at, self.t("Name"), found.name, partial(self.set_name, tag))

    def ask_letter(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask for its letter."""
        found = self._codebook.tag(tag)
        if found is not None:
            help_text = self.t("One letter; it puts the tag on while the list has the keyboard.")
            self._ask(over, at, self.t("Letter"), found.shortcut, partial(self.set_letter, tag), help_text)

    def ask_synonyms(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask what else it is called."""
        found = self._codebook.tag(tag)
        if found is not None:
            help_text = self.t("With commas between; the tag is found by them.")
            self._ask(over, at, self.t("Synonyms"), ", ".join(found.synonyms), partial(self.set_synonyms, tag), help_text)

    def ask_new(self, parent: str | None, over: QWidget, at: QPoint) -> None:
        """Ask for the name of a new tag."""
        self._ask(over, at, self.t("New tag"), "", lambda name: self.add(name, parent) if name.strip() else None)

    def ask_split(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask what the part that is split off is called."""
        help_text = self.t("The notes that are chosen, or the one at hand, get the new tag instead.")
        self._ask(over, at, self.t("Name of the new tag"), "", partial(self.split, tag), help_text)

    def choose_merge(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask into which tag."""
        self._choose(tag, over, at, self.t("Merge into"), partial(self.merge, tag))

    def choose_parent(self, tag: str, over: QWidget, at: QPoint) -> None:
        """Ask under which tag."""
        self._choose(tag, over, at, self.t("Move under"), partial(self.move, tag))

    def _choose(self, tag: str, over: QWidget, at: QPoint, title: str, chosen: Callable[[str], None]) -> None:
        found = self._codebook.tag(tag)
        if found is None:
            return
        others = [each for each in self._codebook.tags if each.id != tag and not each.path.startswith(f"{found.path}/")]
        picker = TagPicker(self._ctx.theme, self.t, others, makes=False, title=title)
        picker.setParent(over, picker.windowFlags())
        picker.put.connect(chosen)
        picker.open_over(over, at=at)

    def _ask(self, over: QWidget, at: QPoint, label: str, words: str, answered: Callable[[str], None], help_text: str = "") -> None:
        if self.writes:
            Ask(self._ctx.theme, label, words, answered, help_text=help_text).open_at(over, at)

    # -- writing

    def _told(self, tag: str) -> Message:
        found = self._codebook.tag(tag)
        return m_("Changed the tag {tag}", tag=found.name if found is not None else "")

    def _tell(self, edited: codebook_editing.EditedTag) -> None:
        self.made.emit(edited.tag.id)

    def _do(
        self,
        write: Callable[[Workspace], codebook_editing.EditedTag],
        told: Message,
        done: Callable[[codebook_editing.EditedTag], None] = lambda _edited: None,
    ) -> None:
        if self.writes:
            self._ctx.write(self, write, done, changes=lambda edited: edited.changes, notice=told)

    def _do_long(self, write: Callable[[Workspace, Control], codebook_editing.EditedTag], told: Message) -> None:
        """What every note that carries a tag is written for."""
        if self.writes:
            self._ctx.write_long(self, write, lambda _edited: None, changes=lambda edited: edited.changes, notice=told)
