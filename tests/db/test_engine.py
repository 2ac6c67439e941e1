import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.db.engine import UnsupportedDatabase, is_newest, open_engine, upgrade
from bot.db.tables import metadata

UPGRADE = "import sys; from bot.db.engine import open_engine, upgrade; upgrade(open_engine(sys.argv[1]))"
ROOT = Path(__file__).parents[2]


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(engine: sa.Engine) -> None:
    # Alembic reads an empty default of SQLite wrongly; both databases get their tables from the same lines.
    defaults = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": defaults})
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_keeps_what_is_there(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.insert(metadata.tables["facts"]), {"name": "dấu", "value": {"số": 1}})
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.select(metadata.tables["facts"].c.value)).scalar() == {"số": 1}


def test_processes_that_start_together_all_find_the_tables(empty_url: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(ROOT)])}
    starting = [subprocess.Popen([sys.executable, "-c", UPGRADE, empty_url], env=environment) for _ in range(4)]
    assert [process.wait(60) for process in starting] == [0, 0, 0, 0]
    engine = open_engine(empty_url)
    assert is_newest(engine)
    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_an_empty_database_is_not_of_this_version(empty_url: str) -> None:
    engine = open_engine(empty_url)
    assert not is_newest(engine)
    engine.dispose()


def test_a_sqlite_file_survives_a_power_cut_and_keeps_its_references(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'cchc.db'}")
    with engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()
    assert pragmas == ["wal", 2, 1, 30_000]


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedDatabase) as refused:
        open_engine("mysql://localhost/cchc")
    assert refused.value.name == "mysql"
