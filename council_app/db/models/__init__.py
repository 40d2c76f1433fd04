"""The tables, one file per aggregate; importing this package registers them all."""

from council_app.db.models.base import Row, SyncedRow, new_id, new_secret
from council_app.db.models.coding import (
    Board,
    BoardCard,
    BoardGroup,
    CodingRound,
    Highlight,
    RoundCoding,
    RoundNote,
    RoundRead,
    SavedFilter,
    Source,
    SourcePart,
)
from council_app.db.models.cohorts import Cohort, DistinctPair, ImportLayout
from council_app.db.models.insights import Blob, Delivery, Evidence, Insight, InsightVisual, Journey, Stage
from council_app.db.models.log import ChangeRow, Device, Operation, Setting
from council_app.db.models.notes import Draft, Note, NotePhoto, NoteTag, NoteTally, Tag, Untagged, WaitingPhoto
from council_app.db.models.programme import AgendaItem, Council, CouncilSession, Indicator, Market
from council_app.db.models.published import Publication
from council_app.db.models.room import AskedQuestion, Marker, ParkedItem, SessionEvent, TalkingTurn
from council_app.db.models.roster import Attendance, Consent, ConsentRequest, Person
from council_app.db.models.script import Answer, HalfAnswer, Prototype, Question, Script, ScriptSection, Task, Trial, TrialClock

__all__ = [
    "AgendaItem",
    "Answer",
    "AskedQuestion",
    "Attendance",
    "Blob",
    "Board",
    "BoardCard",
    "BoardGroup",
    "ChangeRow",
    "CodingRound",
    "Cohort",
    "Consent",
    "ConsentRequest",
    "Council",
    "CouncilSession",
    "Delivery",
    "Device",
    "DistinctPair",
    "Draft",
    "Evidence",
    "HalfAnswer",
    "Highlight",
    "ImportLayout",
    "Indicator",
    "Insight",
    "InsightVisual",
    "Journey",
    "Marker",
    "Market",
    "Note",
    "NotePhoto",
    "NoteTag",
    "NoteTally",
    "Operation",
    "ParkedItem",
    "Person",
    "Prototype",
    "Publication",
    "Question",
    "RoundCoding",
    "RoundNote",
    "RoundRead",
    "Row",
    "SavedFilter",
    "Script",
    "ScriptSection",
    "SessionEvent",
    "Setting",
    "Source",
    "SourcePart",
    "Stage",
    "SyncedRow",
    "Tag",
    "TalkingTurn",
    "Task",
    "Trial",
    "TrialClock",
    "Untagged",
    "WaitingPhoto",
    "new_id",
    "new_secret",
]
