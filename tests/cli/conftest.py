"""The installed command, run in this process: what an operator types, and what he gets back."""

import json
import logging
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.demo.world import load
from bot.environment.settings import Settings
from bot.product import Product
from tests.cli.rosters.lists import UNITS_CSV

SAMPLE = Path(__file__).parents[2] / "knowledge" / "sets" / "mau-minh-hoa.yaml"


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cchc = Callable[..., Ran]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, and no settings from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CCHC_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def cchc(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cchc:
    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["cchc", *words])
        # A command that sets up its log writes to what was captured for its test, and is closed by now.
        root = logging.getLogger()
        writing = [one for one in root.handlers if not getattr(getattr(one, "stream", None), "closed", False)]
        monkeypatch.setattr(root, "handlers", writing)
        with pytest.raises(SystemExit) as ended:
            main()
        read = capsys.readouterr()
        return Ran(int(ended.value.code or 0), read.out, read.err)

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo world, made once and copied."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    product = Product(Settings(data_dir=folder, database_url=""))
    product.upgrade()
    load(product.store, product.evidence, product.clock(), product.settings.zone)
    product.executor.shutdown()
    product.engine.dispose()
    return folder


@pytest.fixture
def demo(data: Path, demo_folder: Path) -> Path:
    """The demo world in the data folder."""
    shutil.copytree(demo_folder, data / "data")
    return data


@pytest.fixture
def listed(cchc: Cchc, data: Path) -> Path:
    """The units of a province are imported, and the sample set is there."""
    file = data / "don-vi.csv"
    file.write_text(UNITS_CSV, encoding="utf-8")
    assert cchc("units", "import", str(file)).code == 0
    assert cchc("criteria", "import", str(SAMPLE)).code == 0
    return data
