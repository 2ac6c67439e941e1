"""Dialogs are tried in memory, each on a world of its own."""

import pytest

from tests.handlers.talking import Talking


@pytest.fixture
def talking() -> Talking:
    return Talking()
