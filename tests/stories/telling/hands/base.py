"""What a person does with the chat open, whatever the channel: types, chooses, sends; and how often that was."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

PATIENCE = 20.0


class NotOffered(AssertionError):
    """The newest card offers no choice with these words."""


class NotShown(AssertionError):
    """What should be on the screen did not come."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it lies on the person's phone. A photo has no name that tells anything."""

    name: str
    content: bytes
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One message, one press or one file."""

    kind: str
    what: str


class Changes(Protocol):
    async def __call__(self, seen: Callable[[], bool], seconds: float) -> None:
        """Returns once this is so; looks whenever the screen has changed."""
        ...


class Hand(ABC):
    """One chat of one person. ``acts``: everything that the person has done in it so far."""

    channel: str

    def __init__(self) -> None:
        self.acts: list[Act] = []

    # -- what the person does ------------------------------------------------------------------------------------------

    async def says(self, text: str) -> None:
        await self._answered(Act("tin", text), lambda: self._type(text))

    async def chooses(self, label: str) -> None:
        """Takes the choice that begins with these words, the way it is offered here."""
        await self._answered(*self._choice(label))

    async def sends(self, *papers: Paper) -> None:
        """Returns when something has come back; more may still follow."""
        before = self._screen()
        await self._send(papers)
        await self._until(lambda: self._screen() != before)

    async def reads(self, *words: str) -> None:
        for one in words:
            await self._until(lambda one=one: one in self.sees(), one)

    async def _answered(self, act: Act, doing: Callable[[], Awaitable[object]]) -> None:
        """Does it, and waits until the screen shows something else than before."""
        self.acts.append(act)
        before = self._screen()
        await doing()
        await self._until(lambda: self._screen() != before)

    async def _until(self, seen: Callable[[], bool], words: str = "anything new") -> None:
        try:
            await self._changes(seen, PATIENCE)
        except TimeoutError as late:
            raise NotShown(f"{self.channel}: {words!r} does not stand in {self.sees()!r}") from late

    def offers(self, label: str) -> bool:
        return any(one.startswith(label) for one in self.choices())

    # -- what differs --------------------------------------------------------------------------------------------------

    @abstractmethod
    async def _type(self, text: str) -> object: ...

    @abstractmethod
    def _choice(self, label: str) -> tuple[Act, Callable[[], Awaitable[object]]]:
        """How the choice is taken on this channel; raises ``NotOffered``."""

    @abstractmethod
    async def _send(self, papers: Sequence[Paper]) -> None:
        """Hands the papers over, and notes each as an act."""

    @abstractmethod
    def sees(self) -> str:
        """The words of the newest message."""

    @abstractmethod
    def choices(self) -> list[str]:
        """The labels of everything that the newest message offers."""

    @abstractmethod
    def _screen(self) -> object:
        """What stands there now: changes with every message."""

    @abstractmethod
    async def _changes(self, seen: Callable[[], bool], seconds: float) -> None: ...


LISTED = re.compile(r"(?:Gõ (?:chữ cái|số|chữ hoặc số) đầu dòng để chọn|Chọn nhanh thì gõ chữ đầu dòng (cùng dấu chấm)):\n")
LINE = re.compile(r"^([a-z]+|[0-9]+)\. (.+)$", re.MULTILINE)


def listed(text: str) -> dict[str, str]:
    """Label by label, what has to be typed for it: the list at the end of a message tells both."""
    head = LISTED.search(text)
    if head is None:
        return {}
    mark = "." if head[1] else ""
    return {label: key + mark for key, label in LINE.findall(text, head.end())}


def beginning(label: str, offered: dict[str, str]) -> str | None:
    """What stands for the first choice that begins with these words; an option's own letter is part of its words."""
    for known, key in offered.items():
        if known.startswith(label) or f"{key.rstrip('.')}. {known}".startswith(label):
            return key
    return None


async def within(condition: asyncio.Condition, seen: Callable[[], bool], seconds: float) -> None:
    async with condition:
        await asyncio.wait_for(condition.wait_for(seen), seconds)
