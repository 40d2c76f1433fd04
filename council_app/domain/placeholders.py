"""Words that hold a place instead of saying something: “TBD”, “noch offen”, “à définir”, “look into this”.

Modest on purpose, as with owners: phrases of the product's five languages, and whatever they do not recognise is believed.
"""

from __future__ import annotations

import re

from council_app.domain.text import folded_words

# Nobody begins a sentence that says something with one of these.
_MARKS = frozenset({"tbd", "tba", "tbc", "todo", "xx", "xxx", "ntb", "nnb", "lorem"})

# Folded, as `folded_words` gives them: no accents, no case, no punctuation. English, Swedish, German, French, Dutch.
_PHRASES = (
    r"to (?:do|come|follow)|to be (?:decided|defined|determined|confirmed|discussed|done|written)|fill in|investigate(?: further)?",
    r"(?:please )?(?:look|check) (?:into|at|up) (?:this|it|that)|(?:needs?|more) (?:research|work|analysis)|make (?:this|it|that) better",
    r"(?:fix|improve|solve|update) (?:this|it|that)(?: (?:asap|soon))?|not (?:known|sure|clear|yet)|(?:we|i) (?:do not|don t) know",
    r"see (?:above|below|notes?)|(?:same )?as above",
    r"att gora|aterkommer|kommer senare|ska (?:bestammas|utredas|fyllas i)|fyll i|vet (?:ej|inte)|(?:ej|inte) (?:klart|bestamt)",
    r"(?:titta|kolla) (?:pa|upp|narmare pa) (?:det har|det|detta)|utreds?|undersok(?: vidare)?|(?:fixa|forbattra|losa) (?:det|detta)",
    r"se (?:ovan|nedan|anteckning(?:ar)?)",
    r"(?:noch )?(?:offen|zu klaren|zu definieren|zu bestimmen)|noch (?:unklar|unbekannt)|noch nicht (?:klar|bekannt)|wird noch \w+",
    r"(?:kommt|folgt) (?:spater|noch)|(?:ist )?zu (?:prufen|untersuchen)|siehe (?:oben|unten|notiz(?:en)?)|wissen wir nicht",
    r"das (?:prufen|untersuchen|ansehen|anschauen|verbessern|losen|beheben)",
    r"a (?:definir|determiner|completer|preciser|venir|voir|faire|confirmer|etudier|discuter|remplir)|pas (?:encore|clair)",
    r"voir (?:ci dessus|ci dessous|notes?)|(?:je|on|nous) ne (?:sais|sait|savons) pas",
    r"(?:regarder|examiner|verifier|ameliorer|corriger|resoudre) (?:ca|cela|ceci)",
    r"nog (?:te bepalen|in te vullen|niet bekend|onbekend|onduidelijk|open|niet duidelijk)|te bepalen|(?:volgt|komt) (?:later|nog)",
    r"(?:hier ?)?naar kijken|uitzoeken|weten we niet|weet ik niet|zie (?:boven|onder|notities?)",
    r"(?:dit|het) (?:uitzoeken|verbeteren|oplossen|aanpassen|bekijken|nakijken)",
)
# Alone they hold a place, in a sentence they say something: “Unknown charges stand on the receipt”.
_WORDS = (
    r"n ?a|none|nothing|later|unknown|unclear|okant|oklart|ingenting|inget|unklar|unbekannt|k ?a|keine(?: angabe)?|nichts|folgt|inconnue?",
    r"rien|neant|s ?o|onbekend|onduidelijk|n ?v ?t|niets|geen",
    r"(?:(?:the|das|die|le|la|het|de) )?(?:problem(?:et|e)?|probleem|solution|losning(?:en)?|losung|oplossing)(?: (?:goes )?here| har)?",
)


def is_placeholder(text: str) -> bool:
    """Whether `text` only holds the place of something that is still to be said."""
    words = folded_words(text)
    if words and words[0] in _MARKS:
        return True
    said = " ".join(words)
    return any(_beside(pattern, said) < fewest for pattern, fewest in _KINDS)


def _beside(pattern: re.Pattern[str], said: str) -> float:
    """How many words stand beside the phrase that a text begins with; endless where it begins with none."""
    found = pattern.match(said)
    return float("inf") if found is None else len(said[found.end() :].split())


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(phrases)})(?= |$)")


_KINDS = ((_any_of(_PHRASES), 4), (_any_of(_WORDS), 2))
"""Each with how many words beside it make a text say something."""
