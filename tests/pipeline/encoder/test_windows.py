"""How a document is cut into the windows that the encoder reads."""

from hypothesis import given
from hypothesis import strategies as st

from policytext.pipeline.encoder.windows import BEGIN, SEPARATOR, Unit, windows


def units(*lengths: int, headings: tuple[int, ...] = ()) -> list[Unit]:
    """Make units of the given numbers of pieces; unit 3 has pieces 103, 103 and so on."""
    return [
        Unit(index * 1000, index * 1000 + length, index in headings, [100 + index] * length, [(0, 1)] * length)
        for index, length in enumerate(lengths)
    ]


def test_a_short_document_is_one_window_that_opens_with_its_title() -> None:
    (window,) = windows(units(2, 1), title=[7, 8])
    assert window.ids == [BEGIN, 7, 8, SEPARATOR, 100, 100, SEPARATOR, 101, SEPARATOR]
    assert [(place.unit, place.first, place.last) for place in window.places] == [(0, 4, 6), (1, 7, 8)]


def test_neighbours_come_along_as_context_and_are_read_elsewhere() -> None:
    first, second = windows(units(5, 5, 5), title=[], limit=15)
    assert [place.unit for place in first.places] == [0, 1]
    assert first.ids[-6:] == [102] * 5 + [SEPARATOR]
    assert [place.unit for place in second.places] == [2]
    assert second.ids[2:7] == [101] * 5


def test_the_heading_above_comes_along() -> None:
    *_, last = windows(units(3, 6, 6, 6, headings=(0,)), title=[], limit=12)
    assert [place.unit for place in last.places] == [3]
    assert last.ids[2:6] == [100, 100, 100, SEPARATOR]


def test_a_sentence_longer_than_a_window_has_one_of_its_own() -> None:
    found = list(windows(units(2, 90, 2), title=[], limit=20))
    assert [[place.unit for place in window.places] for window in found] == [[0], [1], [2]]


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(10, 100), st.data())
def test_every_unit_is_read_once_with_all_its_pieces(lengths: list[int], limit: int, data: st.DataObject) -> None:
    headings = tuple(index for index in range(len(lengths)) if data.draw(st.booleans()))
    given_units = units(*lengths, headings=headings)
    read = [(place, window) for window in windows(given_units, [7], limit) for place in window.places]
    assert [place.unit for place, _ in read] == list(range(len(lengths)))
    for place, window in read:
        assert window.ids[place.first : place.last] == list(given_units[place.unit].ids)
        assert window.ids[place.last] == SEPARATOR
