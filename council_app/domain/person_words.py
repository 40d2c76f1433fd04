"""How a language speaks of the people in a room, and of one of them so that others know who it was; one row per language.

Regular expressions, matched as whole words whatever the case; `’` stands for either apostrophe.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonWords:
    """One language's words.

    Attributes:
        people: nouns for those who were there.
        singling: wordings that fit one person of a room.
    """

    people: str
    singling: tuple[str, ...]


_NUMBER_EN = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_AGE = r"(?:1[6-9]|[2-9]\d)"

PERSON_WORDS: dict[str, PersonWords] = {
    "en": PersonWords(
        people=r"customers?|people|persons?|guests?|attendees?|participants?|users?|members?|men|man|women|woman|shoppers?|buyers?|drivers?",
        singling=(
            r"the only (?:one|person|woman|man|customer|guest|attendee|participant|member)",
            rf"{_AGE}[- ]years?[- ]olds?",
            rf"aged {_AGE}",
            r"the (?:youngest|oldest|tallest)(?: (?:one|person|woman|man|customer|guest|attendee|participant))?",
            rf"(?:mother|father|mum|mom|dad|parent|grand(?:mother|father)) of {_NUMBER_EN}",
            r"(?:all|every(?:one|body)) (?:but|except)(?: for)? one",
            r"(?:a|an|one|the) (?:wheelchair user|(?:blind|deaf|pregnant|widowed|retired) (?:person|woman|man|customer|guest|attendee))",
        ),
    ),
    "sv": PersonWords(
        people=r"kund(?:en|er|erna)?|person(?:en|er|erna)?|gäst(?:en|er|erna)?|deltagar(?:e|en|na)|användar(?:e|en|na)|människor|m[aä]n"
        r"|kvinn(?:a|or)|medlem(?:mar)?",
        singling=(
            r"den (?:enda|enda av)(?: \w+)?",
            rf"{_AGE}[- ]åring(?:en|ar)?",
            rf"{_AGE} år gammal",
            r"den (?:yngsta|äldsta)(?: \w+)?",
            r"(?:mamma|pappa|mor|far|förälder|trebarns\w+|fyrabarns\w+|tvåbarns\w+)(?: till (?:två|tre|fyra|fem|\d+))",
            r"(?:två|tre|fyra|fem)barns(?:mamma|pappa|mor|far|förälder)\w*",
            r"alla utom en",
            r"en (?:rullstolsburen|rullstolsanvändare|blind|döv|gravid|pensionerad)(?: \w+)?",
        ),
    ),
    "de": PersonWords(
        people=r"kund(?:e|en|in|innen)|person(?:en)?|gäst(?:e|en|innen)|gast|teilnehm(?:er|erin|erinnen|ern|enden?|ende)"
        r"|nutzer(?:n|in|innen)?|leuten?|menschen|männer|mann|frau(?:en)?|mitglieder?",
        singling=(
            r"(?:der|die|das|als) einzige[rsn]?(?: \w+)?",
            rf"{_AGE}[- ]?jährige[rsn]?",
            rf"{_AGE} jahre alt",
            r"(?:der|die) (?:jüngste|älteste)(?: \w+)?",
            r"(?:mutter|vater|elternteil) von (?:zwei|drei|vier|fünf|\d+)",
            r"(?:zwei|drei|vier|fünf)fache[rn]? (?:mutter|vater)",
            r"alle (?:bis auf|außer) (?:eine[nr]?|einem)",
            r"eine?r? (?:rollstuhlfahrer(?:in)?|blinde[rn]?|gehörlose[rn]?|schwangere|verwitwete[rn]?)",
        ),
    ),
    "fr": PersonWords(
        people=r"client(?:e|s|es)?|personnes?|gens|invité(?:e|s|es)?|participant(?:e|s|es)?|utilisat(?:eur|rice)s?|hommes?|femmes?|membres?",
        singling=(
            r"(?:la seule|le seul|l’unique)(?: \w+)?",
            rf"de {_AGE} ans",
            rf"âgée? de {_AGE}(?: ans)?",
            r"(?:le|la) plus (?:jeune|âgée?)(?: \w+)?",
            r"(?:mère|père|parent) de (?:deux|trois|quatre|cinq|\d+)(?: enfants)?",
            r"(?:tous|toutes) sauf une?",
            r"une? (?:\w+ )?(?:en fauteuil roulant|aveugle|sourde?|enceinte|retraitée?)",
        ),
    ),
    "nl": PersonWords(
        people=r"klant(?:en)?|persoon|personen|mensen|gast(?:en)?|deelnemers?|deelneemsters?|gebruikers?|man(?:nen)?|vrouw(?:en)?|leden|lid",
        singling=(
            r"(?:de|het) enige(?: \w+)?",
            rf"{_AGE}[- ]jarige",
            rf"{_AGE} jaar oud",
            r"de (?:jongste|oudste)(?: \w+)?",
            r"(?:moeder|vader|ouder) van (?:twee|drie|vier|vijf|\d+)",
            r"(?:allen|iedereen|alle \w+) (?:behalve|op) (?:één|een)(?: na)?",
            r"een (?:rolstoelgebruiker|blinde|dove|zwangere|gepensioneerde)(?: \w+)?",
        ),
    ),
}
