"""What people write into a report, in each of its languages: its summary and comments beside computed parts, which stay as they are.

Half-typed text is kept on this laptop as it is typed, outside the change log; what was typed to an end is one step that can be undone.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import ReportText, Setting
from council_app.db.queries.unfinished import REPORT_TEXT
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Audience
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.records import Changes
from council_app.domain.report import SUMMARY_PART, ReportAbout
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import cleaned, without_hidden
from council_app.services.report.setup import require_about


def written_in(reading: Session, about: ReportAbout, audience: Audience, locale: str) -> dict[str, str]:
    """By part, what was written in this language; `de-AT` and `de` are one language here, so that no text is missed."""
    statement = select(ReportText.part, ReportText.text).where(*_where(about, audience, locale))
    return dict(reading.execute(statement.order_by(ReportText.part)).all())


def written(*, workspace: Workspace, about: ReportAbout, audience: Audience, locale: str) -> dict[str, str]:
    """As `written_in`, for who has no transaction open."""
    with workspace.read() as reading:
        return written_in(reading, about, audience, locale)


def write_part(*, workspace: Workspace, about: ReportAbout, audience: Audience, locale: str, part: str, text: str) -> Changes:
    """Write one part in one language; "" takes it away. What was half-typed of it is forgotten with that.

    Args:
        workspace: where.
        about: which report.
        audience: whose; the outside report has words of its own.
        locale: the report's language.
        part: as `domain.report` names them.
        text: paragraphs, with an empty line between them.

    Raises:
        CouncilError: there is nothing of that key, the text is longer than a text may be, or the workspace is open for reading only.
    """
    text = cleaned(text)
    if len(text) > TEXT_LIMIT:
        raise CouncilError(
            "report", m_("the text has more than {count} characters", count=TEXT_LIMIT), m_("Shorten it; it is kept as typed.")
        )
    with workspace.write(_label(part)) as writing:
        require_about(writing, about)
        row = writing.scalar(select(ReportText).where(*_where(about, audience, locale), ReportText.part == part))
        if row is None and text:
            language = _language(locale)
            writing.add(ReportText(scope=about.scope, about=about.key, audience=audience, locale=language, part=part, text=text))
        elif row is not None and not text:
            writing.delete(row)
        elif row is not None and row.text != text:
            row.text = text
        writing.execute(delete(Setting).where(Setting.key == _key(about, audience, locale, part)))
        return changes(writing)


def keep_typed(*, workspace: Workspace, about: ReportAbout, audience: Audience, locale: str, part: str, text: str) -> None:
    """Keep half-typed text of a part on this laptop, where a power cut does not reach it.

    Raises:
        CouncilError: the workspace is open for reading only, or the disk refuses.
    """
    with workspace.write(m_("Keep half-typed text")) as writing:
        _keep(writing, _key(about, audience, locale, part), json.dumps([part, _shown(text)], ensure_ascii=False))


def typed(*, workspace: Workspace, about: ReportAbout, audience: Audience, locale: str) -> dict[str, str]:
    """By part, what was typed and not brought to an end before the window went."""
    with workspace.read() as reading:
        prefix = _prefix(about, audience, locale)
        values = reading.scalars(select(Setting.value).where(Setting.key.startswith(prefix, autoescape=True)).order_by(Setting.key))
        return dict(map(json.loads, values))


def _keep(writing: JournalledSession, key: str, value: str) -> None:
    writing.execute(delete(Setting).where(Setting.key == key))
    writing.execute(insert(Setting).values(key=key, value=value))


def _label(part: str) -> Message:
    return m_("Write the summary of the report") if part == SUMMARY_PART else m_("Write a comment in the report")


def _language(locale: str) -> str:
    return locale.split("-")[0]


def _shown(text: str) -> str:
    """As typed, spaces at its end included; only what nobody can see goes."""
    return without_hidden(unicodedata.normalize("NFC", text))[:TEXT_LIMIT]


def _where(about: ReportAbout, audience: Audience, locale: str) -> tuple[ColumnElement[bool], ...]:
    return (
        ReportText.scope == about.scope,
        ReportText.about == about.key,
        ReportText.audience == audience,
        ReportText.locale == _language(locale),
    )


def _prefix(about: ReportAbout, audience: Audience, locale: str) -> str:
    """A key has 64 characters, a name of a part alone may have more."""
    return f"{REPORT_TEXT}{_short(json.dumps([about.scope, about.key, audience, _language(locale)]))}:"


def _key(about: ReportAbout, audience: Audience, locale: str, part: str) -> str:
    return _prefix(about, audience, locale) + _short(part)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
