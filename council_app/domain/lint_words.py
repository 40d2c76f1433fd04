"""The words a post is checked for, one row per language; regular expressions, matched as whole words whatever the case.

A language is added by adding a row. `lint` reads them; `’` in a pattern stands for either apostrophe.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words.

    Attributes:
        shipped: says that something is there for everyone.
        offers: says the same in a claim, where prose would only invite (“you can write to us”).
        in_test: says that something is being tried out.
        promise: says that something will be done.
        vague: says when without saying when.
        absolute: promises what nobody can keep, or speaks for everybody.
        negations: turn any of these round when they stand shortly before, and a promise also when shortly after.
        numerals: one to nine.
        part_of: between the two numbers of “3 of 5”.
        because: gives a reason.
    """

    shipped: tuple[str, ...]
    offers: tuple[str, ...]
    in_test: tuple[str, ...]
    promise: tuple[str, ...]
    vague: tuple[str, ...]
    absolute: tuple[str, ...]
    negations: tuple[str, ...]
    numerals: tuple[str, ...]
    part_of: tuple[str, ...]
    because: tuple[str, ...]


RATES = (
    r"interest|apr|fees?|vat|discount|rate|räntan?|ränta|avgift\w*|moms|rabatt|zins\w*|gebühr\w*|mwst|intérêts?|frais|tva|remise|taux|rente"
    r"|kosten|btw|korting"
)
"""A percentage beside one of these is a price, not a share of people."""

_EN = Lexicon(
    shipped=(
        r"you can now",
        r"can now be",
        r"(?:is|are) (?:now )?(?:live|available|fixed|solved|in place|there for everyone)",
        r"went live",
        r"for (?:everyone|everybody)",
        r"available to (?:everyone|everybody|all)",
        r"we(?:’ve| have)? (?:now )?(?:launched|released|shipped|rolled out|fixed|solved|introduced)",
        r"(?:has|have) been (?:launched|released|shipped|rolled out|fixed|solved|introduced)",
    ),
    offers=(r"you can(?!’t)", r"(?:everyone|everybody) can"),
    in_test=(
        r"(?:are|’re) testing",
        r"(?:is|are) being (?:tested|tried out)",
        r"in test(?:ing)? with",
        r"we test",
        r"(?:are|’re) trying out",
    ),
    promise=(
        r"we(?:’ll| will| shall| are going to|’re going to)",
        r"will (?:soon )?(?:be|become) (?:able|available|fixed|live|changed|ready|launched|released|improved|solved|possible)",
        r"will (?:soon )?(?:be|become|get) (?:easier|better|clearer|faster|simpler|cheaper)",
        r"you(?:’ll| will) (?:soon )?(?:be able|get|see|find|have)",
        r"will (?:soon )?(?:fix|improve|launch|release)",
    ),
    vague=(
        r"(?<!too )(?<!as )(?<!so )soon(?! as)",
        r"as soon as possible",
        r"shortly",
        r"in the (?:near|not too distant) future",
        r"before long",
        r"in due course",
        r"in the (?:coming|next few) (?:days|weeks|months)",
        r"at some point",
    ),
    absolute=(
        r"guarantee(?:s|d|ing)?",
        r"all (?:of )?(?:our |the )?customers",
        r"every (?:single )?customer",
        r"(?:the )?first (?:bank|company|shop|in the world|ever)",
        r"world’s first",
        r"once and for all",
    ),
    negations=("not", "cannot", r"\w+n’t", "nothing", "nobody", "none", "neither", "nor", "before", "until"),
    numerals=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    part_of=("of", "out of", "of the", "of our"),
    because=("because", "the reason"),
)

_SV = Lexicon(
    shipped=(
        r"(?:du|ni|man) kan nu",
        r"nu kan (?:du|ni|man|alla)",
        r"(?:finns|fungerar) nu",
        r"(?:är|finns) (?:nu )?(?:live|lanserad\w*|lanserat|tillgänglig\w*|åtgärdad\w*|åtgärdat|löst|lösta|på plats)",
        r"för alla(?! som)",
        r"vi har (?:nu )?(?:lanserat|släppt|infört|åtgärdat|löst|fixat)",
        r"har (?:nu )?(?:lanserats|släppts|införts|åtgärdats|lösts)",
    ),
    offers=(r"(?:du|ni) kan", r"kan (?:du|ni)", r"alla kan"),
    in_test=(r"vi (?:testar|provar|prövar)", r"(?<!\d )(?:testas|provas|prövas)", r"i test (?:med|hos)", r"testar vi"),
    promise=(
        r"vi (?:kommer (?:snart )?att|ska|skall)",
        r"(?:kommer|ska) vi",
        r"kommer (?:snart )?att (?:finnas|fungera|lanseras|åtgärdas|ändras|bli|kunna|införas|lösas)",
        r"(?:du|ni) (?:kommer|ska) (?:snart )?(?:att )?(?:kunna|få|se)",
        r"ska (?:lanseras|åtgärdas|införas|lösas|ändras|finnas|bli)",
    ),
    vague=(
        r"(?<!så )(?<!för )snart",
        r"så snart som möjligt",
        r"inom kort",
        r"inom en snar framtid",
        r"den närmaste tiden",
        r"framöver",
        r"så småningom",
        r"(?:de|under de) kommande (?:dagarna|veckorna|månaderna)",
    ),
    absolute=(r"garanter\w*", r"garanti\w*", r"alla (?:våra )?kunder\w*", r"varje kund", r"först i (?:världen|landet|sverige)"),
    negations=("inte", "ej", "ingen", "inget", "inga", "ingenting", "aldrig", "innan", "tills"),
    numerals=("en|ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"),
    part_of=("av", "av de", "av våra"),
    because=("eftersom", "därför att", "skälet"),
)

_DE = Lexicon(
    shipped=(
        r"(?:können sie|sie können|du kannst|kannst du|man kann|kann man|ihr könnt) (?:jetzt|nun|ab sofort)",
        r"(?:jetzt|nun|ab sofort) (?:können sie|kannst du|kann man|verfügbar|möglich)",
        r"(?:ist|sind) (?:jetzt |nun |ab sofort )?(?:live|verfügbar|behoben|gelöst|eingeführt|freigeschaltet)",
        r"(?:steht|stehen) (?:jetzt |nun |ab sofort )?(?:allen|zur verfügung)",
        r"für alle(?!,? die)",
        r"für jeden",
        r"wir haben (?:[^.!?]{0,60} )?(?:eingeführt|behoben|gelöst|veröffentlicht|freigeschaltet|gestartet)",
        r"(?:wurde|wurden) (?:eingeführt|behoben|gelöst|veröffentlicht|freigeschaltet|gestartet)",
    ),
    offers=(r"(?:sie können|können sie|du kannst|kannst du)", r"alle können"),
    in_test=(
        r"(?:wir testen|testen wir|wir erproben|erproben wir)",
        r"(?:wird|werden) (?:derzeit |gerade |zurzeit )?(?:getestet|erprobt)",
        r"im test (?:mit|bei)",
    ),
    promise=(
        r"(?:wir werden|werden wir)",
        r"(?:wird|werden) (?:[^.!?]{0,40} )?(?:verfügbar|behoben|geändert|eingeführt|gelöst|verbessert|möglich|einfacher|besser|klarer)",
        r"(?:sie werden|werden sie|du wirst|wirst du) (?:[^.!?]{0,60} )?können",
    ),
    vague=(
        r"(?<!zu )(?<!so )bald",
        r"demnächst",
        r"in kürze",
        r"in naher zukunft",
        r"zeitnah",
        r"(?:so schnell wie|sobald wie|so bald wie) möglich",
        r"in den (?:kommenden|nächsten) (?:tagen|wochen|monaten)",
    ),
    absolute=(
        r"garantie\w*",
        r"alle[nr]? (?:unsere[nr]? )?kund(?:en|innen)\w*",
        r"jede[rnm]? kund(?:e|en|in)",
        r"als erste[rs]? (?:bank|unternehmen)?",
    ),
    negations=("nicht", r"kein\w*", "nichts", "nie", "niemand", "bevor", "bis"),
    numerals=(r"ein\w{0,2}", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    part_of=("von", "von den", "der", "unserer"),
    because=("weil", "denn", "der Grund"),
)

_FR = Lexicon(
    shipped=(
        r"vous pouvez (?:désormais|maintenant|dès maintenant|à présent)",
        r"(?:désormais|dès maintenant),? (?:vous pouvez|disponibles?|possible)",
        r"(?:est|sont) (?:désormais |maintenant )?(?:en ligne|disponibles?|corrigée?s?|résolue?s?|en place)",
        r"pour (?:tous|toutes)(?! ceux| celles)",
        r"pour tout le monde",
        r"disponibles? (?:à|pour) (?:tous|toutes|tout le monde)",
        r"nous avons (?:[^.!?]{0,20} )?(?:lancé|corrigé|résolu|publié|déployé|introduit|mis en place)",
        r"(?:a|ont) été (?:lancé|corrigé|résolu|déployé|introduit)e?s?",
    ),
    offers=(r"vous pouvez", r"(?:tous|tout le monde) peu(?:vent|t)"),
    in_test=(r"nous testons", r"(?:est|sont) (?:testée?s?|en (?:phase de |cours de )?test)", r"en test (?:avec|auprès)"),
    promise=(
        r"nous (?:allons|\w+erons|aurons|pourrons|mettrons|rendrons|introduirons|ouvrirons|fournirons|permettrons)",
        r"(?:sera|seront) (?:bientôt )?(?:disponibles?|corrigée?s?|résolue?s?|en ligne|possibles?|lancée?s?|améliorée?s?|plus)",
        r"vous pourrez",
    ),
    vague=(
        r"bientôt",
        r"prochainement",
        r"sous peu",
        r"dans un avenir proche",
        r"dans les (?:prochaine?s|jours|semaines|mois)(?: (?:jours|semaines|mois))?(?: (?:à venir|qui viennent))?",
        r"dès que possible",
    ),
    absolute=(
        r"garanti\w*",
        r"(?:tous|toutes) (?:nos|les) client(?:s|es)",
        r"chaque client\w*",
        r"(?:la première banque|première? au monde)",
    ),
    negations=("pas", "ne", r"n’\w+", "rien", "aucun", "aucune", "personne", "avant"),
    numerals=("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    part_of=("sur", "sur les", "parmi", "des"),
    because=("parce que", "car", "la raison"),
)

_NL = Lexicon(
    shipped=(
        r"(?:u kunt|je kunt|je kan|jullie kunnen|men kan) nu",
        r"nu (?:kunt u|kun je|kan men|beschikbaar)",
        r"(?:is|zijn) (?:nu |inmiddels )?(?:live|beschikbaar|opgelost|ingevoerd|verholpen|gelanceerd)",
        r"voor iedereen(?! die)",
        r"(?:we|wij) hebben (?:[^.!?]{0,60} )?(?:gelanceerd|ingevoerd|opgelost|verholpen|uitgebracht)",
    ),
    offers=(r"(?:u kunt|kunt u|je kunt|je kan|kun je)", r"iedereen kan"),
    in_test=(r"(?:we|wij) testen", r"testen (?:we|wij)", r"(?:wordt|worden) (?:nu |momenteel )?getest", r"in test (?:met|bij)"),
    promise=(
        r"(?:we|wij) (?:zullen|gaan)",
        r"(?:zullen|gaan) (?:we|wij)",
        r"(?:zal|zullen) (?:[^.!?]{0,40} )?(?:beschikbaar|opgelost|verbeterd|worden|komen)",
        r"(?:wordt|worden) (?:[^.!?]{0,20} )?(?:makkelijker|beter|duidelijker|sneller)",
        r"(?:u zult|je zult|je zal)",
    ),
    vague=(
        r"binnenkort",
        r"spoedig",
        r"straks",
        r"op korte termijn",
        r"zo (?:snel|spoedig) mogelijk",
        r"in de nabije toekomst",
        r"(?:in )?de komende (?:dagen|weken|maanden)",
    ),
    absolute=(
        r"(?:garandeer\w*|garanderen|gegarandeerd|garantie\w*)",
        r"al(?:le)? (?:onze |de )?klanten",
        r"(?:elke|iedere) klant",
        r"(?:de|het) eerste (?:bank|bedrijf|ter wereld)",
    ),
    negations=("niet", "geen", "niets", "niemand", "nooit", "voordat", "tot"),
    numerals=("een|één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    part_of=("van", "van de", "van onze"),
    because=("omdat", "want", "de reden"),
)

LEXICONS: dict[str, Lexicon] = {"en": _EN, "sv": _SV, "de": _DE, "fr": _FR, "nl": _NL}
