"""What every event keeps to, whatever the channel: nothing that is written down of it can break what takes it later."""

from datetime import UTC, datetime

from handlers.incoming.events import File, Incoming

#: Characters. Ids are some dozens, texts 4096 at most, a link of a file some hundreds.
LONGEST_ID, LONGEST_WORD, LONGEST_TEXT, LONGEST_REF = 200, 1_000, 20_000, 4_000
MOST_FILES = 100
#: Between these a time can be shown in every zone, and a span be added to it.
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
LARGEST = 2**63 - 1


class Malformed(Exception):
    """Nothing that the platform of a channel sends."""


def is_id(value: object, longest: int = LONGEST_ID) -> bool:
    """Printed on one line: no half of a surrogate pair, no zero byte, nothing that an index cannot hold."""
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def sound(event: Incoming) -> bool:
    """Whether every field is of its type and within its measure; some libraries take a value of any type for a field."""
    return (
        is_id(event.chat.chat)
        and is_id(event.key)
        and isinstance(event.at, datetime)
        and event.at.tzinfo is not None
        and EARLIEST <= event.at <= LATEST
        and _words(LONGEST_TEXT, event.text, event.choice)
        and _words(LONGEST_WORD, event.album, event.name, event.media)
        and len(event.files) <= MOST_FILES
        and all(_sound(file) for file in event.files)
    )


def _sound(file: File) -> bool:
    size = file.size
    return (
        is_id(file.ref, LONGEST_REF)
        and is_id(file.fingerprint)
        and _words(LONGEST_WORD, file.name, file.mime)
        and (size is None or (type(size) is int and 0 <= size <= LARGEST))
    )


def _words(longest: int, *words: object) -> bool:
    return all(isinstance(word, str) and len(word) <= longest for word in words)
