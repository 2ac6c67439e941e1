"""What the pages of the web chat need besides what every channel gets."""

from dataclasses import dataclass

from bot.channels.kind import Surroundings
from bot.exports import Exports
from bot.keys import Keys
from bot.news import News
from bot.partials import Partials
from bot.storage import EvidenceStore


@dataclass(frozen=True, slots=True)
class WebSurroundings(Surroundings):
    keys: Keys
    news: News
    evidence: EvidenceStore
    exports: Exports
    partials: Partials
