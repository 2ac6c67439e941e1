"""What the application gives every channel, and what is known of a channel before it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.channels.base import Channel, FileLink, Run
from bot.db.work import Store
from bot.environment.settings import Settings
from bot.links.addresses import name_fact


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the application gives its channels; each takes what it needs."""

    settings: Settings
    store: Store
    run: Run
    clock: Callable[[], datetime]
    link: FileLink

    async def learn(self, channel: str, name: str) -> None:
        """Keeps the name that a platform gives the bot, so that invitations name it."""
        await self.run(self._keep, name_fact(channel), name)

    def _keep(self, fact: str, name: str) -> None:
        with self.store.write() as work:
            work.facts.set(fact, name)


Around_contra = TypeVar("Around_contra", bound=Surroundings, contravariant=True)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Around_contra]):
    """A channel as the registry lists it.

    ``title`` is its name for operators and invitations, ``called`` how a sentence calls it; without the setting ``switch``
    it is off ("": it is always on). ``make`` makes it of the settings, ``None`` where these leave it off. ``facts``: how
    each fact that it keeps is read.
    """

    name: str
    title: str
    called: str
    make: Callable[[Around_contra], Channel | None]
    switch: str = ""
    facts: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)
