"""How a card looks on each channel, and what must never be on one."""

import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from bot.channels.base import Capabilities
from bot.channels.menus import listed_text, menu
from bot.channels.rendering import as_plain, label
from bot.channels.telegram.channel import CAPABILITIES as TELEGRAM
from bot.channels.zalo_bot.channel import CAPABILITIES as ZALO_BOT
from bot.channels.zalo_oa.channel import CAPABILITIES as ZALO_OA
from bot.web.channel import CAPABILITIES as WEB
from handlers.cards.card import Card, Choice
from scoring.people import Role
from scoring.states import State
from tests.stories.telling.hands.base import beginning, listed

CHANNELS: Mapping[str, Capabilities] = {"telegram": TELEGRAM, "zalo_oa": ZALO_OA, "zalo_bot": ZALO_BOT, "web": WEB}
#: The same as a world takes them, where choices may have to be typed.
CAPABLE: Mapping[str, Any] = {name: SimpleNamespace(capabilities=able) for name, able in CHANNELS.items()}
#: A place that was not filled in, a value that is none, and a word of the code.
UNFINISHED = re.compile(r"[{}]|\bNone\b|\b(?:" + "|".join([*State, *Role]) + r")\b")
#: The longest card is two messages on the channel with the shortest; more nobody reads.
MOST_MESSAGES = 2


def faults_of(card: Card) -> Iterator[str]:
    """What is wrong with a card, on whatever channel."""
    words = "\n".join([card.text, *(choice.label for choice in card.choices)])
    for found in UNFINISHED.findall(words):
        yield f"{found!r} stands in {words!r}"
    if sum(choice.primary for choice in card.choices) > 1:
        yield f"several primary choices: {[choice.label for choice in card.choices if choice.primary]}"
    if not card.choices and not card.expects:
        yield f"no way on from {card.text!r}"
    for name, able in CHANNELS.items():
        yield from (f"{name}: {fault}" for fault in _misfits(card, able))


def written(card: Card, able: Capabilities) -> str:
    """The words of a card with the list of what is on no button."""
    return "\n\n".join(filter(None, [as_plain(card.text), listed_text(menu(card, able))]))


def typed_for(choice: Choice, card: Card, able: Capabilities) -> str | None:
    """What has to be typed for a choice of a card; nothing where it stands on a button."""
    in_list = listed(written(card, able)) if choice in card.choices else {}
    return beginning(choice.label, in_list) if choice.label in in_list else None


def _misfits(card: Card, able: Capabilities) -> Iterator[str]:
    shown = menu(card, able)
    if len(shown.buttons) > able.buttons:
        yield f"{len(shown.buttons)} buttons"
    if len(shown.buttons) + len(shown.listed) != len(card.choices):
        yield f"choices are missing from {[choice.label for choice in card.choices]}"
    keys = [one.key for one in shown.listed if one.key]
    if len(keys) != len(set(keys)):
        yield f"a key stands twice in {keys}"
    cut = [choice.label for choice in shown.buttons if label(choice, able.label) != choice.label]
    if cut:
        yield f"too long for a button: {cut}"
    if len(written(card, able)) > MOST_MESSAGES * able.text:
        yield f"{len(written(card, able))} characters"
