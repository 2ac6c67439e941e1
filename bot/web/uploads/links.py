"""Who stands behind an upload link."""

from bot.links.keys import LinkExpired, LinkForged, Upload
from bot.web.deps import Recipient, WebDeps
from bot.web.refusals import LinkOver, LinkUnknown


class Behind:
    def __init__(self, deps: WebDeps) -> None:
        self._deps = deps

    def read(self, token: str) -> Upload:
        """Raises ``LinkOver`` or ``LinkUnknown``."""
        try:
            return self._deps.keys.read_upload(token)
        except LinkExpired as error:
            raise LinkOver from error
        except LinkForged as error:
            raise LinkUnknown from error

    async def recipient(self, upload: Upload) -> Recipient:
        """Raises ``LinkOver`` for a person who has no chat any more."""
        recipient = await self._deps.recipient(upload)
        if recipient is None:
            raise LinkOver
        return recipient
