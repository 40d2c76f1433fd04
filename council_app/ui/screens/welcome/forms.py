"""The two small forms of the welcome page: a new workspace, and the passphrase of an existing one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

SUFFIX = ".council"
_SHORTEST = 8


class _Form(QWidget):
    """Title, fields, what went wrong, a primary button and a way back.

    Signals:
        left: the person wants the choices back.
        submitted: Enter in a field, or the button: do what the form is for.
    """

    left = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, t: Translator, title: str, act: str) -> None:
        super().__init__()
        self.t, self.theme = t, theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Text(theme, title, "place", wrap=True))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.column.addLayout(self.fields)
        self.trouble = Text(theme, "", "body", "state.bad.text", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.act = Button(theme, act, Role.PRIMARY, key="Enter")
        self.act.setDefault(True)
        self.act.clicked.connect(self.submitted)
        back = Button(theme, t("Back"), Role.QUIET, icon="arrow-left", key="Esc")
        back.setShortcut("Esc")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addWidget(back)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def add(self, label: str, help_text: str = "", *, secret: bool = False) -> tuple[Field, QLineEdit]:
        """A one-line field; Enter in it does the form's act."""
        edit = line_edit(self.theme, secret=secret)
        edit.returnPressed.connect(self.submitted)
        field = Field(self.theme, label, edit, help_text)
        self.fields.addWidget(field)
        return field, edit

    def fail(self, sentence: str) -> None:
        """Say what went wrong; what was typed stays."""
        self.trouble.say(sentence)
        self.trouble.setVisible(bool(sentence))
        self.act.setEnabled(True)


class StartForm(_Form):
    """A name, a folder and a passphrase make a workspace.

    Signals:
        asked: create a file with this passphrase.
    """

    asked = Signal(object, str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Start a workspace"), t("Create it"))
        self.submitted.connect(self.submit)
        self._name, self.name = self.add(t("Name"), t("What the file is called."))
        self._folder, self.folder = self.add(t("Folder"))
        self.folder.setText(str(Path.home()))
        choose = Button(theme, t("Choose a folder"), Role.LINK, height=28)
        choose.clicked.connect(self._choose)
        self.fields.addWidget(choose)
        self._secret, self.secret = self.add(
            t("Passphrase"),
            t("Without it nobody can read the file, and nobody can bring it back: keep it where your team keeps keys."),
            secret=True,
        )
        self._again, self.again = self.add(t("Passphrase again"), secret=True)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.t("Choose a folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def submit(self) -> None:
        """Check the fields, say what is wrong beside each, or ask for the file."""
        t = self.t
        name = self.name.text().strip()
        self._name.wrong("" if name and not set(name) & set('/\\:*?"<>|') else t("A name of letters and digits, such as autumn-2026."))
        self._folder.wrong("" if Path(self.folder.text()).is_dir() else t("There is no such folder."))
        self._secret.wrong("" if len(self.secret.text()) >= _SHORTEST else t("At least {count} characters.", count=_SHORTEST))
        self._again.wrong("" if self.secret.text() == self.again.text() else t("The two are not the same."))
        if any(field.widget.property("wrong") == "true" for field in (self._name, self._folder, self._secret, self._again)):
            return
        self.fail("")
        self.act.setEnabled(False)
        self.asked.emit(Path(self.folder.text()) / (name.removesuffix(SUFFIX) + SUFFIX), self.secret.text())


class UnlockForm(_Form):
    """The passphrase of a file that was chosen.

    Signals:
        asked: open the file with this passphrase.
    """

    asked = Signal(object, str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Open a workspace"), t("Open it"))
        self.submitted.connect(self.submit)
        self._path = Path()
        self._which = Text(theme, "", "body", "ink2", elide=True)
        self.fields.addWidget(self._which)
        self._secret, self.secret = self.add(t("Passphrase"), secret=True)

    def ask_for(self, path: Path) -> None:
        """Name the file and wait for its passphrase."""
        self._path = path
        self._which.say(str(path))
        self.secret.clear()
        self.fail("")
        self.secret.setFocus()

    def submit(self) -> None:
        """Ask for the file with what was typed."""
        if not self.secret.text():
            self._secret.wrong(self.t("Type the passphrase of this file."))
            return
        self._secret.wrong("")
        self.act.setEnabled(False)
        self.asked.emit(self._path, self.secret.text())
