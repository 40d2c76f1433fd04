"""Words that are names and something else: which parts of a name are not looked for alone, or only within a sentence.

Folded (no case, no diacritics), in the product's five languages together. See `personal` for how they are used.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _listed(
    """
    van von der den de het ten ter la le les du da di del della dos af av zu zum el al bin ibn and och und
    """
)
"""Parts of a name that name nobody."""

NEVER_ALONE = _listed(
    """
    january february march april may june july august mai mars juin juillet aout juni juli januari maj augusti augustus mei london paris
    berlin sofia florence milan verona victoria vienna sydney adelaide charlotte austin dallas houston georgia france lund holland england
    ireland israel jordan india china chad kenya iran example
    """
)
"""Months, cities and countries, which posts are full of, and the surname of invented people."""

EVERYDAY = _listed(
    """
    will mark grace hope faith joy rose rosa lily daisy iris ivy holly heather ruby pearl amber jade olive violet sky dawn summer autumn
    bill jack pat rob sue art rich grant frank ernest chance chase drew dean guy max gene ray jay rex earl duke king prince page major
    young long short white black brown green gray grey bell cook baker smith carpenter miller taylor mason fisher hunter potter turner
    price cash penny sterling banks case day week winter north west field wood woods stone hill rivers lane street park church bird wolf
    fox love best good wise strong bright sharp swift an al so in on do no my le he be us me it is as at to up we or if by go bo bjorn
    sten stig dag liv tor saga ask alma tove berg strand dahl ek lind holm kvist strom sjo vik gran blom ros ernst heide klein gross lang
    kurz schwarz weiss braun grun koch schneider bauer muller richter kaiser vogel engel sommer pierre claire marie blanche constant aime
    petit grand blanc noir roux lebrun roy duc boulanger fontaine dubois bois mercier roos bloem stijn bos meer dijk bakker visser smit
    meijer kok groot lange zwart wit vos jong koning prins mens demo test customer kunde kund client klant guest none unknown
    """
)
"""Everyday words, trades and colours."""
