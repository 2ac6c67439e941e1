"""What every table is made with."""

import sqlalchemy as sa

from bot.db.columns import Label

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    """A table in whose labelled columns nothing but their labels can stand."""
    checks = [_one_of(part.name, part.type) for part in parts if isinstance(part, sa.Column) and isinstance(part.type, Label)]
    return sa.Table(name, metadata, *parts, *checks)


def _one_of(column: str, kind: Label) -> sa.CheckConstraint:
    labels = ", ".join(f"'{label}'" for label in kind.labels)
    return sa.CheckConstraint(f"{column} IN ({labels})", name=column)
