"""The console command ``cchc``."""

from bot.cli.main import main

__all__ = ["main"]
