"""Soon at first, then less and less often, and in the end not at all."""

from datetime import timedelta

import pytest

from scheduler.retries import FETCHING, SENDING, next_try


@pytest.mark.parametrize("delays", [SENDING, FETCHING])
def test_every_wait_is_longer_than_the_one_before_until_it_is_given_up(delays: tuple[timedelta, ...]) -> None:
    waits = [next_try(number, delays) for number in range(1, len(delays) + 2)]
    assert waits == [*sorted(set(delays)), None]


def test_a_message_is_pressing_and_a_file_has_the_morning() -> None:
    assert timedelta(minutes=30) < sum(SENDING, timedelta()) < timedelta(hours=1)
    assert timedelta(hours=3) < sum(FETCHING, timedelta()) < timedelta(hours=24)
