"""The certificates by which every channel knows the other side."""

from functools import cache
from ssl import SSLContext

import httpx


@cache
def trust() -> SSLContext:
    """Those of this machine, read once: for each client anew it would take longer than everything else in making one."""
    return httpx.create_ssl_context()
