"""What the stories about several channels start from."""

from pathlib import Path

import pytest

from bot.demo.world import load
from bot.environment.settings import Settings
from bot.product import Product


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo world, made once, to be copied."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    product = Product(Settings(_env_file=None, data_dir=folder, database_url=""))
    product.upgrade()
    load(product.store, product.evidence, product.clock(), product.settings.zone)
    product.executor.shutdown()
    product.engine.dispose()
    return folder
