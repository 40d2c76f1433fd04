"""Letters back to the people of a market who allow contact: read, written under the gate, exported. Nothing is sent."""

from council_app.domain.letter_gate import write_letters
from council_app.services.letters.exporting import Written, export_letters, require_still_allowed
from council_app.services.letters.files import Made, make_letters, put_in_place, require_folder, throw_away, unprintable
from council_app.services.letters.reading import MarketChoice, gather, markets
from council_app.services.letters.telling import Told, everything_told, forget_told, quoting_letters

__all__ = [
    "Made",
    "MarketChoice",
    "Told",
    "Written",
    "everything_told",
    "export_letters",
    "forget_told",
    "gather",
    "make_letters",
    "markets",
    "put_in_place",
    "quoting_letters",
    "require_folder",
    "require_still_allowed",
    "throw_away",
    "unprintable",
    "write_letters",
]
