"""Is this one named owner? A person or a role held by one; not a team, not two people, not “to be decided”.

Modest on purpose: word lists in the product's five languages, and whatever they do not recognise is believed.
"""

from __future__ import annotations

import re

from council_app.domain.text import fold, folded_words
from council_app.errors import Message, m_

_NOBODY = re.compile(
    r"tb[dac]|t b d|to be (?:decided|defined|confirmed)|not yet|n ?a|todo|later|none|unknown|all|we|us"
    r"|(?:some|any|every)(?:one|body)|no ?(?:one|body)"
    r"|ingen|okand|nagon|oklart|vet ej|ej bestamt|alla|vi"
    r"|(?:noch )?offen|noch zu klaren|unbekannt|niemand|jemand|unklar|alle|wir|n ?n"
    r"|inconnue?|personne|tous|nous|a (?:definir|determiner)"
    r"|onbekend|iemand|iedereen|wij|nog te bepalen|nn?t?b"
)
_GROUP = re.compile(
    r"(teams?|teamet|squad|tribe|guild|crew|department|dept|division|committee|group|gruppen?|avdelning(en)?|abteilung|ausschuss"
    r"|equipe|departement|groupe|comite|afdeling|groep|commissie|staff|board)$"
)
# A group's head is one person: “team lead”, “Teamleiter”, “chef d'équipe”.
_ROLE = re.compile(
    r"lead|leiter|ledare|leider|manager|head|owner|director|direktor|directeur|directrice|chef|chief|officer|president|coordinator"
    r"|koordinator|ansvarig|verantwortlich|responsable|verantwoordelijk|hoofd|designer|engineer|analyst|researcher|specialist|secretary"
)
_JOINED = re.compile(r"\s(?:and|och|und|et|en|or|eller|oder|ou)\s|[&+;/]", re.IGNORECASE)
_PARTS = re.compile(r"[,()–—]|\s-\s")


def not_one_owner(owner: str) -> Message | None:
    """Why `owner` is not one named person or role; None when it is."""
    words = folded_words(owner)
    if not words or words == ("x",):
        return m_("Name one person or role")
    if "?" in owner or _NOBODY.fullmatch(" ".join(words)):
        return m_("“{owner}” is nobody yet: name one person", owner=owner.strip())
    if _names_several(owner):
        return m_("“{owner}” are several: choose one", owner=owner.strip())
    if _is_group(owner):
        return m_("{owner}, but no person yet", owner=owner.strip())
    return None


def _names_several(owner: str) -> bool:
    """Two names or two roles joined; “Head of Research and Design” is one role."""
    joined = [part for part in _JOINED.split(owner) if part.strip()]
    if len(joined) > 1:
        return sum(bool(_ROLE.search(fold(part))) for part in joined) != 1
    parts = [part for part in _PARTS.split(owner) if part.strip()]
    people = [part for part in parts if len(part.split()) > 1 and not _ROLE.search(fold(part)) and not _has_group(part)]
    return len(people) > 1


def _is_group(owner: str) -> bool:
    """A team without its head, and without a person's name beside it (“Ada Example, Payments team”)."""
    if not _has_group(owner) or _ROLE.search(fold(owner)):
        return False
    parts = [part for part in _PARTS.split(owner) if part.strip()]
    return not any(len(part.split()) > 1 and not _has_group(part) for part in parts)


def _has_group(text: str) -> bool:
    return any(_GROUP.search(word) for word in folded_words(text))
