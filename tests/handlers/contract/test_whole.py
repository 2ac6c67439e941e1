"""The contract speaks of everything that a port has."""

from pathlib import Path
from typing import get_type_hints

import pytest

from handlers.ports import Work

#: Every port by the name under which a work offers it.
PORTS = {name: get_type_hints(offered.fget)["return"] for name, offered in vars(Work).items() if isinstance(offered, property)}
METHODS = [
    f"{name}.{method}"
    for name, port in PORTS.items()
    if getattr(port, "_is_protocol", False)
    for method, what in vars(port).items()
    if callable(what) and not method.startswith("_")
]


@pytest.fixture(scope="module")
def contract() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py"))


def test_every_port_is_looked_at() -> None:
    assert len({method.partition(".")[0] for method in METHODS}) == len(PORTS) - 1, "all but the names of the channels"


@pytest.mark.parametrize("method", METHODS)
def test_a_method_of_a_port_is_held_to_the_contract(contract: str, method: str) -> None:
    assert f"work.{method}(" in contract
