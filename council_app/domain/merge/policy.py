"""How each table is merged, where the database's own constraints do not say it: a table to be read, and to be added to.

A test holds every column of words against it: one that is new must be decided about.
"""

from __future__ import annotations

from council_app.domain.merge.schema import Choice, Spanned

KEPT: dict[str, tuple[str, ...]] = {
    "agenda_item": ("title", "prompt"),
    "answer": ("value",),
    "asked_question": ("question",),
    "attendance": ("access_needs", "dietary"),
    "board": ("name",),
    "board_group": ("name",),
    "brand": ("logo_alt",),
    "call_script": ("text",),
    "coding_round": ("name",),
    "cohort": ("name",),
    "correction": ("text",),
    "council": ("city", "title"),
    "delegation": ("reference", "url"),
    "delivery": ("with_whom", "proof", "reason"),
    "initiative": ("title", "case", "customer_value", "internal_impact"),
    "insight": ("title", "problem", "solution", "promise"),
    "insight_visual": ("alt", "caption"),
    "journey": ("name", "promise"),
    "note": ("text",),
    "note_photo": ("caption",),
    "parked_item": ("text",),
    "person": ("name", "email", "phone"),
    "phone_call": ("said",),
    "post": ("title", "description", "text"),
    "post_out": ("title", "text"),
    "post_override": ("words", "reason"),
    "prototype": ("name",),
    "question": ("text", "low", "high"),
    "report_text": ("text",),
    "saved_filter": ("name",),
    "score_input": ("value",),
    "script": ("title",),
    "script_section": ("title",),
    "session": ("venue",),
    "session_event": ("reason",),
    "stage": ("name",),
    "tag": ("name", "definition"),
    "task": ("text", "success"),
    "trial": ("outcome", "seconds", "severity"),
    "workshop": ("title",),
    "workshop_item": ("impact_votes", "effort_votes", "decision", "reason"),
}
"""Words a person wrote, and judgements: of two that did not know of each other both are kept until somebody decides."""

BY_TIME: dict[str, tuple[str, ...]] = {
    "attendance": ("invited_by",),
    "consent": ("signature",),
    "delegation": ("by", "status"),
    "delivery": ("owner",),
    "highlight": ("coder",),
    "indicator": ("name",),
    "initiative": ("owner",),
    "insight": ("owner",),
    "insight_visual": ("filename",),
    "journey": ("owner",),
    "note": ("author",),
    "note_tag": ("coder",),
    "parked_item": ("owner",),
    "phone_call": ("by",),
    "post": ("slug", "written", "contact"),
    "post_out": ("place", "approved_by"),
    "post_override": ("by",),
    "post_signoff": ("by", "wrote"),
    "round_coding": ("coder",),
    "round_note": ("decided_by",),
    "round_read": ("coder",),
    "source": ("name", "author", "tail"),
    "source_part": ("lead",),
    "tag": ("path",),
}
"""Columns of words where the newest stands: names of who did it, and what is the same in no two rows."""

ARRANGED: dict[str, tuple[str, ...]] = {
    "agenda_item": ("position",),
    "attendance": ("queued",),
    "board_card": ("x", "y"),
    "board_group": ("x", "y"),
    "highlight": ("starts", "ends"),
    "initiative": ("position",),
    "insight_visual": ("position",),
    "note_photo": ("position",),
    "post_claim": ("starts", "ends"),
    "question": ("position",),
    "round_coding": ("starts", "ends"),
    "round_note": ("position",),
    "script_section": ("position",),
    "source": ("position",),
    "source_part": ("position",),
    "stage": ("position",),
    "tag": ("position", "path"),
    "task": ("position",),
    "workshop_item": ("position",),
}
"""Where things lie and in which order: changing that of many things at once is no reason to bring a deleted one back."""

OWNS: dict[str, tuple[str, ...]] = {
    "attendance": ("person_id",),
    "evidence": ("note_id", "tag_id"),
    "note": ("attendance_id",),
}
"""References that may be empty, and yet the row goes with what they lead to when that is erased: it is about the same person."""

CHOICES: dict[str, dict[str, Choice]] = {
    "delegation": {"at": Choice.EARLIEST},
    "note_tag": {"whole": Choice.ANY},
}

SOFT: dict[str, tuple[str, ...]] = {"post_claim": ("source",), "correction": ("source",)}

TREES: dict[str, tuple[str, str]] = {"tag": ("parent_id", "path")}

SPANNED: dict[str, Spanned] = {
    "highlight": Spanned(way=(("note_id", "note"),)),
    "round_coding": Spanned(way=(("round_note_id", "round_note"), ("note_id", "note")), vanishes=False),
    "post_claim": Spanned(way=(("post_id", "post"),)),
}

# Seats are given anew (`seating`), and of two badge codes one goes: neither says that two people are one.
NO_KEYS: dict[str, tuple[tuple[str, ...], ...]] = {"attendance": (("session_id", "seat"), ("seat_secret",)), "tag": (("path",),)}
