"""Somebody in a story, whatever the channel: says, presses, sends; sees the newest card and what it offers."""

from dataclasses import replace
from typing import Protocol

from handlers.cards.card import Card, Choice
from handlers.incoming.events import ChatKey, EventKind, File, Incoming
from tests.stories.telling.rendered import typed_for
from tests.stories.telling.world import World, picture


class Actor(Protocol):
    """What the person does has been answered when the call returns."""

    def says(self, text: str) -> None: ...

    def presses(self, label: str) -> None:
        """The button of the newest card in whose label these words stand."""
        ...

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:
        """Photos or files; several with ``album`` go out together."""
        ...

    def sees(self) -> str:
        """The words of the newest card."""
        ...

    def choices(self) -> list[str]: ...

    def reads(self, *words: str) -> None:
        """The newest card has these words, or will have them presently."""
        ...


class NoSuchButton(AssertionError):
    """The newest card offers nothing with these words."""


class Member:
    """Somebody at the inbox and the outbox, without any wire: one chat of the world."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self.key = ChatKey(world.channel, world.channel, name)

    # -- what the person does ------------------------------------------------------------------------------------------

    def says(self, text: str) -> None:
        self._world.happens(self._event(text=text))

    def presses(self, label: str) -> None:
        self.touches(self.button(label))

    def touches(self, choice: Choice) -> None:
        """Presses a button that need not stand on the newest card any more; types what stands for it where it is listed."""
        able = self._world.channels.get(self._world.channel)
        key = typed_for(choice, self.cards[-1], able.capabilities) if able and self.cards else None
        if key:
            self.says(key)
            return
        self._world.happens(self._event(text=choice.label, choice=choice.code))

    def forges(self, *codes: str) -> None:
        """Sends the codes of buttons that no card has shown."""
        self._world.happens(*(self._event(choice=code) for code in codes))

    def sends(self, *names: str, caption: str = "", album: str = "") -> None:
        files = tuple(self._world.announced(picture(name)) for name in names)
        self.sends_files(*files, caption=caption, album=album)

    def sends_files(self, *files: File, caption: str = "", album: str = "") -> None:
        """Telegram brings every photo of an album as an event of its own, the browser all of them in one."""
        if album and self._world.channel == "telegram":
            captions = [caption, *("" for _ in files[1:])]
            events = [self._event(text=text, files=(file,), album=album) for file, text in zip(files, captions, strict=True)]
            self._world.happens(*events)
        else:
            self._world.happens(self._event(text=caption, files=files))

    def uploads(self, file: File, *, leaf: str = "") -> None:
        """One file of a visit to the upload page, whatever the channel."""
        self._world.happens(self._event(text=leaf, files=(file,), album="visit"))

    def blocks(self) -> None:
        """The chat is closed, as the channel tells."""
        self._world.happens(replace(self._event(), kind=EventKind.LEFT))

    def sends_elsewhere(self) -> None:
        """Sends something that the channel does not hand over."""
        self._world.happens(replace(self._event(), kind=EventKind.FILE_ELSEWHERE))

    def _event(self, text: str = "", choice: str = "", files: tuple[File, ...] = (), album: str = "") -> Incoming:
        key, at = self._world.next_key(), self._world.clock.pass_(seconds=1)
        return Incoming(self.key, key, at, text=text, choice=choice, files=files, album=album)

    # -- what the person sees ------------------------------------------------------------------------------------------

    @property
    def cards(self) -> list[Card]:
        """Every card of the chat, the oldest first."""
        return self._world.screens[self.key]

    def sees(self) -> str:
        return self.cards[-1].text if self.cards else ""

    def choices(self) -> list[str]:
        return [choice.label for choice in self.cards[-1].choices]

    @property
    def turn(self) -> str:
        """The number of the question that the newest card asks, as its own buttons carry it."""
        return next((choice.code.split("!")[0] for choice in self.cards[-1].choices if "!" in choice.code), "0")

    def button(self, label: str) -> Choice:
        found = next((choice for choice in self.cards[-1].choices if label in choice.label), None)
        if found is None:
            raise NoSuchButton(f"{label!r} is not among {self.choices()} under {self.sees()!r}")
        return found

    def reads(self, *words: str) -> None:
        for one in words:
            assert one in self.sees(), f"{one!r} does not stand in {self.sees()!r}"
