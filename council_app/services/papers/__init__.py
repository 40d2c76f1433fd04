"""Badges, forms and guides: who they are for, the seats they need, and their pages."""

from council_app.services.papers.guide import prepare_guide, prepare_keys
from council_app.services.papers.people import EVERYBODY, ForWhom, Numbers, Seated, give_seats, numbers
from council_app.services.papers.preparing import Papers, language, prepare_badges, prepare_forms
from council_app.services.papers.printing import print_papers, write_forms, write_papers

__all__ = [
    "EVERYBODY",
    "ForWhom",
    "Numbers",
    "Papers",
    "Seated",
    "give_seats",
    "language",
    "numbers",
    "prepare_badges",
    "prepare_forms",
    "prepare_guide",
    "prepare_keys",
    "print_papers",
    "write_forms",
    "write_papers",
]
