"""What the pages of the web chat need besides what every channel gets."""

from dataclasses import dataclass

from bot.channels.kind import Surroundings
from bot.files.partials import Partials
from bot.files.storage import EvidenceStore
from bot.links.keys import Keys
from bot.reports.exports import Exports
from bot.workers.news import News


@dataclass(frozen=True, slots=True)
class WebSurroundings(Surroundings):
    keys: Keys
    news: News
    evidence: EvidenceStore
    exports: Exports
    partials: Partials
