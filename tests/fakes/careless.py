"""Databases without the care that no test needs: no story has a power cut in it."""

from typing import Any

import sqlalchemy as sa

from bot.db.engine import open_engine
from bot.db.tables import metadata


def open_careless(url: str) -> sa.Engine:
    """An engine that waits for no disk."""
    target = sa.make_url(url)
    if target.get_backend_name() == "sqlite":
        engine = open_engine(url)
        sa.event.listen(engine, "connect", _careless)
        return engine
    options = f"{target.query['options']} -csynchronous_commit=off"
    return open_engine(target.update_query_dict({"options": options}).render_as_string(hide_password=False))


def _careless(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def empty(connection: sa.Connection) -> None:
    """Emptying some thousand rows is far quicker than giving every table a new file, as truncating does."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(sa.delete(table))
