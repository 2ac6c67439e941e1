"""What the conversations need from the world, kept in memory: a double of the store, in which a turn takes a moment."""

from tests.handlers.memory.work import Memory, MemoryWork

__all__ = ["Memory", "MemoryWork"]
