"""What people ask for besides criteria: what the assistant does, and what it does not keep."""

from dataclasses import dataclass
from functools import cache

from knowledge.wording import Words, product_data, wording

# How many other words may stand between the words of a phrase ("con [gi] thieu").
BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """An intent, and the words of the text that are left over."""

    intent: str
    left: Words


@cache
def phrases() -> tuple[tuple[str, Words], ...]:
    """Every phrase with its intent."""
    table = product_data("intents.yaml")
    return tuple((intent, wording().words(phrase)) for intent, listed in table.items() for phrase in listed)


def heard(words: Words) -> Heard | None:
    """The intent whose longest phrase stands in a text; its further phrases are not left over either."""
    said = [(intent, places) for intent, phrase in phrases() if (places := _places(words, phrase))]
    if not said:
        return None
    intent, _ = min(said, key=lambda one: (-len(one[1]), one[1][-1] - one[1][0]))
    taken = {at for one, places in said for at in places if one == intent}
    return Heard(intent, tuple(word for at, word in enumerate(words) if at not in taken))


@cache
def kept_elsewhere() -> tuple[Words, ...]:
    """What is asked for and not kept here: other indices, other units' points."""
    return tuple(wording().words(phrase) for phrase in product_data("elsewhere.yaml"))


def stands(phrase: Words, words: Words) -> bool:
    """Whether the words of a phrase stand in a text, in its order and near one another."""
    return bool(_places(words, phrase))


def _places(words: Words, phrase: Words) -> tuple[int, ...]:
    """Where the words of a phrase stand, in its order and near one another; empty where they do not."""
    if not set(phrase).issubset(words):
        return ()
    for start in (at for at, word in enumerate(words) if word == phrase[0]):
        places = [start]
        for word in phrase[1:]:
            near = range(places[-1] + 1, min(places[-1] + 2 + BETWEEN, len(words)))
            following = next((at for at in near if words[at] == word), None)
            if following is None:
                break
            places.append(following)
        else:
            return tuple(places)
    return ()
