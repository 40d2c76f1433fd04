"""Two versions of a report beside each other."""

from council_app.reporting.comparing import Difference, Value, differences


def said(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    def side(values: tuple[Value, ...] | None) -> str:
        return "-" if values is None else ", ".join(f"{value.word} {value.number}".strip() for value in values)

    return [(str(each.what), side(each.before), side(each.now)) for each in found]


def test_only_numbers_that_are_others_are_set_beside_each_other() -> None:
    before = {"room": (26, 18, 17, 0, 8), "finding:fee": (5, 18, 5, 0, 3), "theme:fees": (4, 2, 1)}
    now = {"room": (26, 19, 17, 0, 7), "finding:fee": (5, 18, 5, 0, 3), "theme:fees": (4, 3, 2)}
    assert said(differences({"fee": "The fee"}, before, now)) == [
        ("Who was there", "came 18, stayed away 8", "came 19, stayed away 7"),
        ("fees", "unprompted 2", "unprompted 3"),
    ]


def test_what_one_version_lacks_is_said_to_be_missing_and_hidden_stays_hidden() -> None:
    before = {"finding:fee/reach": (0.1, 0.5, 0.01), "stage:Pay": (None,)}
    now = {"finding:late": (7, 18, 6, 1, None), "stage:Pay": (6,)}
    assert said(differences({"late": "Late"}, before, now)) == [
        ("Late", "-", "people 7, of 18, unprompted 6, when asked 1, severity None"),
        ("Pay", "people None", "people 6"),
        ("fee: customers like them", "from 0.1, up to 0.5", "-"),
    ]
