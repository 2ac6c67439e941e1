"""Columns that say a state hold nothing but the states that there are."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from bot.db.columns import Label
from bot.db.tables import metadata, outbox
from tests.db.world import WEB, World

#: How columns are called that say which of several things something is.
NAMES = ("state", "status", "stage", "role", "kind", "claim", "level", "what")
#: Words that anybody may add to: no state of anything.
OPEN_WORDS = {
    "outbox.kind": "what a card is about, for the operator's list",
    "units.kind": "the printed word of a unit, as its office writes it",
    "units.level": "a tier of the administration, which a list or a file of a round names",
    "log.what": "what has happened: the log keeps for ever what any release called it",
}
LABELLED = [column for table in metadata.sorted_tables for column in table.columns if isinstance(column.type, Label)]


def name(column: sa.Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def test_every_column_of_labels_is_checked_by_the_database_for_exactly_those_that_there_are(engine: sa.Engine) -> None:
    inspector = sa.inspect(engine)
    held = {
        f"{table}.{check['name'].removeprefix(f'ck_{table}_')}": set(re.findall(r"'([^']*)'", check["sqltext"]))
        for table in metadata.tables
        for check in inspector.get_check_constraints(table)
    }
    assert held == {name(column): {label.value for label in column.type.labels} for column in LABELLED}


def test_every_column_that_is_called_like_a_state_has_labels_or_says_why_not() -> None:
    called = {name(column) for table in metadata.sorted_tables for column in table.columns if column.name in NAMES}
    assert called == {name(column) for column in LABELLED} | OPEN_WORDS.keys()


def test_what_is_no_label_is_refused_before_it_is_written_and_by_the_database_itself(world: World) -> None:
    world.reply(world.chat(WEB), "chào")
    with world.engine.begin() as connection, pytest.raises(sa.exc.StatementError, match="'gone' is not a valid OutboxState"):
        connection.execute(sa.update(outbox).values(state="gone"))
    with pytest.raises(sa.exc.IntegrityError, match="ck_outbox_state"), world.engine.begin() as connection:
        connection.execute(sa.text("UPDATE outbox SET state = 'gone'"))
    assert world.states() == [("waiting", "web")]
