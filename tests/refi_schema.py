"""What the REFI-QDA schemas ask for, written down for the elements that Council writes: order, number, attributes, forms of values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.etree.ElementTree import Element

GUID = re.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
WHOLE = re.compile(r"-?\d+")
BOOLEAN = re.compile("true|false|1|0")
COLOUR = re.compile("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
ANY = re.compile(".*", re.DOTALL)
MADE = {"creatingUser": GUID, "creationDateTime": MOMENT, "modifyingUser": GUID, "modifiedDateTime": MOMENT}


class Rule(NamedTuple):
    """Of one element: its children in order, each with `?`, `*`, `+` or nothing behind it; its attributes, with `!` where they must be."""

    children: str = ""
    attributes: Mapping[str, re.Pattern[str]] = MappingProxyType({})


RULES = {
    "Project": Rule(
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
        {"name!": ANY, "origin": ANY, "creatingUserGUID": GUID, "creationDateTime": MOMENT, "basePath": ANY},
    ),
    "Users": Rule("User+"),
    "User": Rule("", {"guid!": GUID, "name": ANY, "id": ANY}),
    "CodeBook": Rule("Codes Sets?", {"origin": ANY}),
    "Codes": Rule("Code+"),
    "Code": Rule("Description? NoteRef* Code*", {"guid!": GUID, "name!": ANY, "isCodable!": BOOLEAN, "color": COLOUR}),
    "Variables": Rule("Variable+"),
    "Variable": Rule("Description?", {"guid!": GUID, "name!": ANY, "typeOfVariable!": re.compile("Text")}),
    "Cases": Rule("Case+"),
    "Case": Rule("Description? CodeRef* VariableValue* SourceRef* SelectionRef*", {"guid!": GUID, "name": ANY}),
    "VariableValue": Rule("VariableRef TextValue?"),
    **{name: Rule("", {"targetGUID!": GUID}) for name in ("VariableRef", "SourceRef", "SelectionRef", "CodeRef", "NoteRef")},
    "Sources": Rule("TextSource+"),
    "TextSource": Rule(
        "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
        {"guid!": GUID, "name": ANY, "plainTextPath": re.compile(r"internal://[0-9a-f-]+\.txt"), **MADE},
    ),
    "PlainTextSelection": Rule(
        "Description? Coding* NoteRef*", {"guid!": GUID, "name": ANY, "startPosition!": WHOLE, "endPosition!": WHOLE, **MADE}
    ),
    "Coding": Rule("CodeRef NoteRef*", {"guid!": GUID, "creatingUser": GUID, "creationDateTime": MOMENT}),
    "Description": Rule(),
    "TextValue": Rule(),
}


def problems(root: Element, namespace: str) -> list[str]:
    """What the schema would refuse; empty for a valid document."""
    return list(_problems(root, f"{{{namespace}}}"))


def _problems(element: Element, prefix: str) -> Iterator[str]:
    name = element.tag.removeprefix(prefix)
    rule = RULES.get(name)
    if rule is None or not element.tag.startswith(prefix):
        yield f"unknown element {element.tag}"
        return
    allowed = {key.rstrip("!"): form for key, form in rule.attributes.items()}
    for key in (key.rstrip("!") for key in rule.attributes if key.endswith("!")):
        if key not in element.attrib:
            yield f"{name} has no {key}"
    for key, value in element.attrib.items():
        if key not in allowed or not allowed[key].fullmatch(value):
            yield f"{name} has {key}={value!r}"
    said = "".join(f"<{child.tag.removeprefix(prefix)}>" for child in element)
    wanted = "".join(f"(<{re.sub('[?*+]$', '', part)}>){part[-1] if part[-1] in '?*+' else ''}" for part in rule.children.split())
    if not re.fullmatch(wanted, said):
        yield f"{name} holds {said}, not {rule.children}"
    for child in element:
        yield from _problems(child, prefix)
