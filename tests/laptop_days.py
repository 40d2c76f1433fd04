"""What may happen to laptops in a week of tests: random work, packs old and new, clocks set wrong, undo, erasures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from council_app.domain.anchors import moved
from council_app.domain.merge.changes import Change, Op
from tests.laptops import SCHEMA, Laptop, Line, Rows

KEYS = ("fees", "date", "pay")
EMAILS = ("ada@example.org", "bo@example.org")


@dataclass
class Week:
    """Laptops at work.

    Attributes:
        packs: what was packed when, and by whom; any may be lost, late or come twice.
        uttered: every text anybody wrote, by its change.
    """

    laptops: list[Laptop]
    packs: list[tuple[Laptop, dict[tuple[str, int], Change]]] = field(default_factory=list)
    made: int = 0

    def new_id(self, at: Laptop) -> str:
        """An id as laptops make them: it sorts by time, more or less."""
        self.made += 1
        return f"{self.made:04d}{at.name}"

    def happen(self, laptop: int, action: int, one: int, other: int) -> None:
        """One thing happens at one laptop."""
        at = self.laptops[laptop % len(self.laptops)]
        _ACTIONS[action % len(_ACTIONS)](self, at, one, other)

    def write(self, at: Laptop, lines: list[Line], taken_back: str | None = None) -> None:
        """A laptop writes; what it shows then is what it showed before with that done to it."""
        before = at.rows()
        at.write(lines, taken_back)
        if taken_back is None:
            assert at.rows() == applied(before, lines)

    def meet(self) -> None:
        """Everybody gives everybody everything, often enough for what was said of it, too."""
        for _ in range(2):
            for one in self.laptops:
                for other in self.laptops:
                    if one is not other:
                        one.take(dict(other.log), other)


def applied(rows: Rows, lines: list[Line]) -> Rows:
    """What the lines make of the rows, one after the other, as a database does it."""
    found = {key: dict(values) for key, values in rows.items()}
    for entity, row, op, values in lines:
        if op is Op.INSERT:
            found[entity, row] = {name: new for name, (_, new) in values.items() if new is not None}
        elif op is Op.UPDATE:
            found[entity, row] = {
                name: new for name, new in (found[entity, row] | {n: v[1] for n, v in values.items()}).items() if new is not None
            }
        else:
            found.pop((entity, row), None)
    return found


def _pick(rows: Rows, entity: str, number: int) -> str | None:
    ids = sorted(row for kind, row in rows if kind == entity)
    return ids[number % len(ids)] if ids else None


def _new(entity: str, row: str, **values: object) -> Line:
    return entity, row, Op.INSERT, {name: (None, value) for name, value in values.items() if value is not None}


def _changed(rows: Rows, entity: str, row: str, **values: object) -> Line:
    return entity, row, Op.UPDATE, {name: (rows[entity, row].get(name), value) for name, value in values.items()}


def _gone(rows: Rows, entity: str, row: str) -> Iterator[Line]:
    """A row with all that cannot be without it; what only names it lets go of it."""
    for (kind, other), values in sorted(rows.items()):
        for reference in SCHEMA[kind].references:
            if reference.entity == entity and values.get(reference.column) == row:
                if reference.owns:
                    yield from _gone(rows, kind, other)
                else:
                    yield kind, other, Op.UPDATE, {reference.column: (row, None)}
    yield entity, row, Op.DELETE, {name: (value, None) for name, value in rows[entity, row].items()}


def _add_person(week: Week, at: Laptop, one: int, other: int) -> None:
    rows, email = at.rows(), EMAILS[one % len(EMAILS)]
    if all(values.get("email") != email for (entity, _), values in rows.items() if entity == "person"):
        person = week.new_id(at)
        week.write(
            at,
            [
                _new("person", person, email=email, name=f"name {other % 3}"),
                _new("attendance", week.new_id(at), session_id="s", person_id=person),
            ],
        )


def _add_note(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    speaker, stage = (_pick(rows, entity, other) if one % 3 == at_least else None for at_least, entity in ((1, "attendance"), (2, "stage")))
    words = f"one two three four {week.made}"
    week.write(at, [_new("note", week.new_id(at), text=words, kind="friction", attendance_id=speaker, stage_id=stage)])


def _add_stage(week: Week, at: Laptop, one: int, other: int) -> None:
    week.write(at, [_new("stage", week.new_id(at), name=f"stage {one % 3}", wording={"en": f"words {other % 3}"}, position=other % 5)])


def _word_stage(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    stage = _pick(rows, "stage", one)
    if stage is not None:
        old = rows["stage", stage].get("wording", {})
        assert isinstance(old, dict)
        new = dict(sorted({**old, ("en", "sv")[other % 2]: f"words {week.made}{at.name}"}.items()))
        week.made += 1
        week.write(at, [_changed(rows, "stage", stage, wording=new, position=other % 7)])


def _add_tag(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    parent = _pick(rows, "tag", other) if other % 2 else None
    path = KEYS[one % len(KEYS)] if parent is None else f"{rows['tag', parent]['path']}/{KEYS[one % len(KEYS)]}"
    if all(values.get("path") != path for values in rows.values()):
        week.write(at, [_new("tag", week.new_id(at), parent_id=parent, path=path, name=f"{path} {week.made}")])


def _move_tag(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    tag, under = _pick(rows, "tag", one), _pick(rows, "tag", other)
    if tag is None or under is None:
        return
    old, above = str(rows["tag", tag]["path"]), str(rows["tag", under]["path"])
    new = f"{above}/{old.rpartition('/')[2]}"
    if (above + "/").startswith(old + "/") or any(values.get("path") == new for values in rows.values()):
        return
    lines = [_changed(rows, "tag", tag, parent_id=under, path=new)]
    for (entity, row), values in sorted(rows.items()):
        if entity == "tag" and str(values["path"]).startswith(old + "/"):
            lines.append(_changed(rows, "tag", row, path=new + str(values["path"])[len(old) :]))
    week.write(at, lines)


def _tag_note(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    note, tag = _pick(rows, "note", one), _pick(rows, "tag", other)
    if note and tag and all((v.get("note_id"), v.get("tag_id")) != (note, tag) for (e, _), v in rows.items() if e == "note_tag"):
        week.write(at, [_new("note_tag", week.new_id(at), note_id=note, tag_id=tag, coder="", whole=True)])


def _lay(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    note, tag = _pick(rows, "note", one), _pick(rows, "tag", other)
    if note and tag and len(str(rows["note", note]["text"])) > 8:
        lines = [_new("highlight", week.new_id(at), note_id=note, tag_id=tag, starts=other % 4, ends=other % 4 + 3)]
        if all((v.get("note_id"), v.get("tag_id")) != (note, tag) for (e, _), v in rows.items() if e == "note_tag"):
            lines.insert(0, _new("note_tag", week.new_id(at), note_id=note, tag_id=tag, coder="", whole=False))
        week.write(at, lines)


def _edit_note(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    note = _pick(rows, "note", one)
    if note is None:
        return
    old = str(rows["note", note]["text"])
    week.made += 1
    new = f"{week.made}{at.name} {old}" if other % 2 else f"{old} {week.made}{at.name}"
    lines = [_changed(rows, "note", note, text=new)]
    for (entity, row), values in sorted(rows.items()):
        if entity == "highlight" and values["note_id"] == note:
            span = moved([(int(str(values["starts"])), int(str(values["ends"])))], old, new)[0]
            if span is not None and span != (values["starts"], values["ends"]):
                lines.append(_changed(rows, "highlight", row, starts=span[0], ends=span[1]))
    week.write(at, lines)


def _sort_note(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    note = _pick(rows, "note", one)
    kind = ("friction", "praise", "question")[other % 3]
    if note is not None and rows["note", note].get("kind") != kind:
        week.write(at, [_changed(rows, "note", note, kind=kind)])


def _delete(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    entity = ("note", "stage", "tag", "note_tag")[other % 4]
    row = _pick(rows, entity, one)
    parent = any(entity == "tag" and values.get("parent_id") == row for values in rows.values())  # its children would need new paths
    if row is not None and not parent and not (entity == "note_tag" and any(key[0] == "highlight" for key in rows)):
        week.write(at, list({line[:3]: line for line in _gone(rows, entity, row)}.values()))


def _undo(week: Week, at: Laptop, one: int, other: int) -> None:
    done = [each for each in at.mine if each not in at.reverses.values()]
    if done:
        lines = [change for _, change in sorted(at.log.items()) if change.operation == done[-1]]
        rows = at.rows()
        if any(_changed_since(rows, change) for change in lines) or any(change.op is Op.ERASE for change in lines):
            return
        if all(change.op is not Op.INSERT or not _named(rows, change) for change in lines):
            back = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT, Op.UPDATE: Op.UPDATE}
            opposite = [(c.entity, c.row, back[c.op], {name: (new, old) for name, (old, new) in c.values.items()}) for c in reversed(lines)]
            week.write(at, opposite, taken_back=done[-1])


def _changed_since(rows: Rows, change: Change) -> bool:
    now = rows.get(change.key)
    if change.op is Op.DELETE:
        return now is not None
    return now is None or any(now.get(name) != new for name, (_, new) in change.values.items())


def _named(rows: Rows, change: Change) -> bool:
    return any(values.get(each.column) == change.row for (kind, _), values in rows.items() for each in SCHEMA[kind].references)


def _pack(week: Week, at: Laptop, one: int, other: int) -> None:
    week.packs.append((at, dict(at.log)))


def _take_old(week: Week, at: Laptop, one: int, other: int) -> None:
    if week.packs:
        maker, log = week.packs[one % len(week.packs)]
        at.take(log, maker)


def _take(week: Week, at: Laptop, one: int, other: int) -> None:
    from_ = week.laptops[one % len(week.laptops)]
    at.take(dict(from_.log), from_)


def _set_clock(week: Week, at: Laptop, one: int, other: int) -> None:
    at.drift = (-5_000, 5_000, 0)[one % 3]


def _erase(week: Week, at: Laptop, one: int, other: int) -> None:
    rows = at.rows()
    person = _pick(rows, "person", one)
    if person is not None:
        lines = list(_gone(rows, "person", person))
        at.write([line for line in lines if line[2] is Op.UPDATE])
        at.erase([line[:2] for line in lines if line[2] is Op.DELETE])


Action = Callable[[Week, Laptop, int, int], None]
_ACTIONS: tuple[Action, ...] = (
    *(_add_note, _edit_note, _edit_note, _sort_note, _add_tag, _tag_note, _lay, _move_tag, _add_stage, _word_stage, _add_person),
    *(_delete, _undo, _pack, _take_old, _take, _take, _set_clock, _erase),
)
