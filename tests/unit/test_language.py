"""The language of a quote, guessed for `lang`."""

import pytest

from council_app.domain.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Six e-mails about one order: shop, parcel, shop. Opened the wrong one.", "en"),
        ("Pengarna var dragna på fredagen. På måndagen låg påminnelsen där.", "sv"),
        ("Mein Lohn kommt am Monatsletzten. Ihre Rechnung kommt am Fünfundzwanzigsten.", "de"),
        ("Je ne sais jamais quand on va me prélever.", "fr"),
        ("Ik weet nooit wanneer het wordt afgeschreven, en dat is niet fijn.", "nl"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert guess_language(text, "xx") == language


@pytest.mark.parametrize("text", ["", "OK", "Vinga?", "!!!"])
def test_too_little_is_left_to_the_default(text: str) -> None:
    assert guess_language(text, "sv") == "sv"
