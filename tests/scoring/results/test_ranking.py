"""Ranks inside each peer group, from high to low."""

from fractions import Fraction

import pytest

from scoring.results.ranking import Ranked, Ties, rank

RESULTS = [("XA01", "85.5"), ("XA02", "92"), ("XA03", "85.5"), ("XA04", "70"), ("XA05", "85.5")]


def ranks(results: list[tuple[str, str]], *, ties: Ties = Ties.COMPETITION, decimals: int | None = 2) -> list[tuple[str, int]]:
    found = rank(((unit, "xã", Fraction(index)) for unit, index in results), ties=ties, decimals=decimals)
    return [(one.unit, one.rank) for one in found]


@pytest.mark.parametrize(("ties", "last"), [(Ties.DENSE, 3), (Ties.COMPETITION, 5)])
def test_after_a_tie_the_next_rank_is_the_rounds_setting(ties: Ties, last: int) -> None:
    assert ranks(RESULTS, ties=ties) == [("XA02", 1), ("XA01", 2), ("XA03", 2), ("XA05", 2), ("XA04", last)]


def test_units_that_round_to_the_same_figure_share_a_rank_but_not_the_order() -> None:
    assert ranks([("XA01", "85.121"), ("XA02", "85.124")]) == [("XA02", 1), ("XA01", 1)]


def test_the_exact_value_tells_them_apart() -> None:
    assert ranks([("XA01", "85.121"), ("XA02", "85.124")], decimals=None) == [("XA02", 1), ("XA01", 2)]


def test_half_rounds_up_as_by_hand() -> None:
    assert ranks([("XA01", "85.125"), ("XA02", "85.13")]) == [("XA02", 1), ("XA01", 1)]
    assert ranks([("XA01", "84.5"), ("XA02", "85")], decimals=0) == [("XA02", 1), ("XA01", 1)]


def test_every_peer_group_has_its_own_first() -> None:
    results = [("P1", "phường", Fraction(80)), ("X1", "xã", Fraction(99)), ("P2", "phường", Fraction(81))]
    assert rank(results, ties=Ties.DENSE, decimals=2) == [
        Ranked("P2", "phường", Fraction(81), 1),
        Ranked("P1", "phường", Fraction(80), 2),
        Ranked("X1", "xã", Fraction(99), 1),
    ]


def test_nobody_is_ranked_where_there_are_no_results() -> None:
    assert ranks([]) == []
