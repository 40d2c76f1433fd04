"""The name of the company that asks: it stands in the wordings, in this workspace's settings, and nowhere else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from council_app.db.models import Setting
from council_app.db.workspace import Workspace
from council_app.domain.wording import COMPANY_LIMIT
from council_app.errors import CouncilError, m_

_KEY = "company"


def company_in(session: Session) -> str:
    """The company's name within a read or a write; "" while nobody has said it."""
    row = session.get(Setting, _KEY)
    return row.value if row is not None else ""


def company_of(*, workspace: Workspace) -> str:
    """The company's name as guests read it; "" while nobody has said it."""
    with workspace.read() as reading:
        return company_in(reading)


def name_company(*, workspace: Workspace, name: str) -> str:
    """Say what the company is called, in the form customers know; returns it as it is kept. An empty name takes it away again.

    Raises:
        CouncilError: the name is longer than a wording can hold, or the workspace is read-only.
    """
    name = " ".join(name.split())
    if len(name) > COMPANY_LIMIT:
        why = m_("the company's name is longer than {count} characters", count=COMPANY_LIMIT)
        raise CouncilError(name[:20] + "…", why, m_("Use the name customers know; nothing was changed."))
    with workspace.write(m_("Name the company")) as writing:
        put_company(writing, name)
    return name


def put_company(session: Session, name: str) -> None:
    """The same within a write, of a name that is neat already."""
    row = session.get(Setting, _KEY)
    if row is not None:
        row.value = name
    else:
        session.add(Setting(key=_KEY, value=name))
