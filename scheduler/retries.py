"""When to try again what did not work: soon at first, then less and less often, and in the end not at all."""

from datetime import timedelta

#: A message is pressing for minutes, a file for a day: the link on the other side lives longer than our patience.
SENDING = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 30, 120, 600, 1800))
FETCHING = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200))


def next_try(tries: int, delays: tuple[timedelta, ...]) -> timedelta | None:
    """How long to wait after the try with this number (1 is the first); ``None`` when it is given up."""
    return delays[tries - 1] if tries <= len(delays) else None
