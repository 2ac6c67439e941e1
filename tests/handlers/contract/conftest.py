"""Every test of the contract is held in memory and in a database; where databases differ, in both of them."""

import pytest

from tests.handlers.contract.places import InDatabase, InMemory, Place


@pytest.fixture(params=["memory", "sqlite"])
def place(request: pytest.FixtureRequest) -> Place:
    return _place(request)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest) -> Place:
    """For what an order or a comparison of the database decides."""
    return _place(request)


def _place(request: pytest.FixtureRequest) -> Place:
    if request.param == "memory":
        return InMemory()
    return InDatabase(request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine"))
