"""Figures as officials type and print them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.errors import NegativeNumber, NotANumber, NumberTooLong, Refusal
from scoring.written.numbers import exact, plain, read_number, show, show_near

TYPED = [
    ("45", "45"),
    (" 45 ", "45"),
    ("007", "7"),
    ("1,5", "1.5"),
    ("1.5", "1.5"),
    ("0,75", "0.75"),
    ("1.240", "1240"),
    ("1.240.000", "1240000"),
    ("12.345", "12345"),
    ("123.456", "123456"),
    ("1234.567", "1234.567"),
    ("0.125", "0.125"),
    ("012.345", "12.345"),
    ("1.24", "1.24"),
    ("1.2345", "1.2345"),
    ("1,240", "1.24"),
    ("1.240,5", "1240.5"),
    ("1240,5", "1240.5"),
    ("999999999999999", "999999999999999"),
    ("0,000001", "0.000001"),
]
REFUSED = [
    ("", NotANumber),
    ("ba", NotANumber),
    ("1,", NotANumber),
    (",5", NotANumber),
    (".5", NotANumber),
    ("1,240.5", NotANumber),
    ("1,240,000", NotANumber),
    ("1.24.000", NotANumber),
    ("0.123.456", NotANumber),
    ("1 000", NotANumber),
    ("+5", NotANumber),
    ("inf", NotANumber),
    ("NaN", NotANumber),
    ("0x10", NotANumber),
    ("1_000", NotANumber),
    ("٣", NotANumber),
    ("--5", NotANumber),
    ("1e999", NumberTooLong),
    ("1E-3", NumberTooLong),
    ("2,5e+7", NumberTooLong),
    ("1234567890123456", NumberTooLong),
    ("1.234.567.890.123.456", NumberTooLong),
    ("0,1234567", NumberTooLong),
    ("-5", NegativeNumber),
    ("− 1,5", NegativeNumber),
    ("–0,25", NegativeNumber),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_a_typed_figure_is_read_exactly(typed: str, meant: str) -> None:
    assert read_number(typed) == Decimal(meant)


@pytest.mark.parametrize(("typed", "refusal"), REFUSED)
def test_anything_else_is_refused_by_name(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_number(typed)


@pytest.mark.parametrize(
    ("number", "places", "printed"),
    [
        (Decimal("1240.50"), 2, "1.240,5"),
        (Decimal(1000000), 2, "1.000.000"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("2.675"), 2, "2,68"),
        (Decimal("-0.25"), 2, "−0,25"),
        (Decimal("-0.005"), 2, "−0,01"),
        (Decimal("-0.004"), 2, "0"),
        (Decimal("9.999"), 2, "10"),
        (Fraction(1, 3), 4, "0,3333"),
        (Fraction(2, 3), 0, "1"),
        (7, 2, "7"),
    ],
)
def test_print_is_half_up_with_comma_and_dots(number: Decimal | Fraction | int, places: int, printed: str) -> None:
    assert show(number, places) == printed


@pytest.mark.parametrize(
    ("number", "threshold", "printed"),
    [
        ("79.996", "80", "79,996"),
        ("89.996", "90", "89,996"),
        ("64.9999999", "65", "64,9999999"),
        ("80", "80", "80"),
        ("80.001", "80", "80,001"),
        ("79.99", "80", "79,99"),
        ("66.6667", "66.6667", "66,6667"),
        ("12.345", "80", "12,35"),
    ],
)
def test_print_never_seems_to_reach_a_threshold(number: str, threshold: str, printed: str) -> None:
    assert show_near(Decimal(number), [Decimal(threshold)]) == printed


def test_print_of_thirds_near_a_threshold_ends() -> None:
    assert show_near(Fraction(239999, 3000), [Decimal(80)]) == "79,9997"


@pytest.mark.parametrize(
    ("number", "printed"), [("1.50", "1.5"), ("5.758", "5.76"), ("0", "0"), ("-0.25", "-0.25"), ("1240", "1240")]
)
def test_json_figures_have_a_point_and_no_groups(number: str, printed: str) -> None:
    assert plain(Decimal(number), 2) == printed


@pytest.mark.parametrize(("number", "printed"), [("85.30", "85.3"), ("0.000001", "0.000001"), ("1E+3", "1000"), ("-0", "0")])
def test_exact_figures_keep_every_digit(number: str, printed: str) -> None:
    assert exact(Decimal(number)) == printed
