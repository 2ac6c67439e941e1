"""Every change of the tables, there and back again with rows in them, on both databases."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from bot.cli.faults import told
from bot.db.columns import Label
from bot.db.engine import LostReference, UnknownLabels, migrating, migration_config, open_engine, upgrade
from bot.db.migrations import versions
from bot.db.tables import metadata

FILES = sorted(Path(versions.__path__[0]).glob("[0-9]*.py"))
MIGRATIONS: list[ModuleType] = [import_module(f"{versions.__name__}.{file.stem}") for file in FILES]
START = datetime(2026, 1, 1, tzinfo=UTC)
#: A label that every release has known; of the rounds those that are filled in before a change are open.
LABELS = {
    (table.name, column.name): [next(iter(column.type.labels)).value]
    for table in metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Label)
} | {("rounds", "state"): ["open", "prepared"]}
Rows = Mapping[str, Sequence[dict[str, Any]]]


def go_to(engine: sa.Engine, revision: str, *, back: bool = False) -> None:
    with migrating(engine) as connection:
        (command.downgrade if back else command.upgrade)(migration_config(connection), revision)


def tables_of(engine: sa.Engine) -> list[sa.Table]:
    """The tables as the database has them now, those that are referred to first."""
    found = sa.MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def some(column: sa.Column[Any], number: int) -> Any:
    """What a row with this number says in a column; rows with the same number refer to one another."""
    for reference in column.foreign_keys:
        return some(reference.column, number)
    labels = LABELS.get((column.table.name, column.name))
    said: dict[type[Any], Any] = {
        sa.JSON: {"v": number},
        sa.Boolean: number % 2 == 0,
        sa.Integer: number,
        sa.DateTime: START + timedelta(days=number),
        sa.Text: labels[number % len(labels)] if labels else f"{column.name} {number}",
    }
    return next(value for kind, value in said.items() if isinstance(column.type, kind))


def fill(engine: sa.Engine, number: int) -> None:
    """A row in every table."""
    tables = tables_of(engine)
    with engine.begin() as connection:
        for table in tables:
            connection.execute(sa.insert(table), {column.name: some(column, number) for column in table.columns})


def rows_of(engine: sa.Engine) -> Rows:
    tables = tables_of(engine)
    with engine.connect() as connection:
        return {table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()] for table in tables}


def lost(before: Rows, after: Rows) -> list[str]:
    """Rows that are not there any more as they were; what was added since does not count."""
    return [
        f"{table}: {row}"
        for table, rows in before.items()
        for row in rows
        if row not in [{name: other[name] for name in row if name in other} for other in after.get(table, ())]
    ]


def leads_back(migration: ModuleType) -> bool:
    return hasattr(migration, "downgrade")


@pytest.mark.parametrize("migration", MIGRATIONS, ids=[file.stem for file in FILES])
def test_a_change_can_be_taken_back_or_says_why_not(migration: ModuleType) -> None:
    said = [line for line in (migration.__doc__ or "").splitlines() if line.startswith("No way back: ")]
    assert leads_back(migration) is (said == [])


def test_every_change_keeps_the_rows_there_and_back_again(empty_url: str) -> None:
    engine = open_engine(empty_url)
    first, *later = MIGRATIONS
    go_to(engine, first.revision)
    for number, migration in enumerate(later, start=1):
        fill(engine, 2 * number)
        before = rows_of(engine)
        go_to(engine, migration.revision)
        upgraded = rows_of(engine)
        if not leads_back(migration):
            assert lost(before, upgraded) == []
            continue
        # What only the newer tables can hold is gone on the way back; what was there before stays.
        fill(engine, 2 * number + 1)
        go_to(engine, migration.down_revision, back=True)
        assert rows_of(engine).keys() == before.keys()
        assert lost(before, rows_of(engine)) == [], f"back from {migration.revision}"
        go_to(engine, migration.revision)
        assert lost(before, rows_of(engine)) == lost(before, upgraded), f"to {migration.revision} once more"
    engine.dispose()


def test_what_a_hand_has_put_into_a_state_is_named_and_nothing_is_changed(empty_url: str) -> None:
    engine = open_engine(empty_url)
    go_to(engine, "0010")
    fill(engine, 1)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE outbox SET state = 'gone'"))
    before = rows_of(engine)
    with pytest.raises(UnknownLabels) as unknown:
        upgrade(engine)
    assert unknown.value == UnknownLabels("outbox", "state", ("gone",))
    assert told(unknown.value).words.startswith("outbox.state có giá trị lạ: gone")
    assert rows_of(engine) == before
    engine.dispose()


def test_a_reference_that_a_change_would_break_takes_the_change_back(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'cchc.db'}")
    go_to(engine, "0010")
    fill(engine, 1)
    before = rows_of(engine)
    with pytest.raises(LostReference) as broken, migrating(engine) as connection:
        connection.execute(sa.text("DELETE FROM units"))
    assert broken.value.parent == "units"
    assert rows_of(engine) == before
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM units"))
    engine.dispose()
