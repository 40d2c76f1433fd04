"""Rehearsals leave no trace: what every query that counts over several sessions leaves out."""

from __future__ import annotations

from sqlalchemy import select

from council_app.db.models import CouncilSession

# A list of hardly any ids, read once for a whole statement: a join would tempt the planner away from the index that notes lie in.
REHEARSED = select(CouncilSession.id).where(CouncilSession.rehearsal)
"""Ids of the sessions in which nothing counts."""
