"""A file taken in by a process of its own, so that what it took of memory and time is known, as Linux counts it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CHILD = """
import json, sys, time
from pathlib import Path
from bot.files.intake import keep
from bot.files.storage import EvidenceStore
def status(name):
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith(name))
Path("/proc/self/clear_refs").write_text("5")
before, began = status("VmRSS"), time.process_time()
with open(sys.argv[2], "rb") as file:
    kept = keep(EvidenceStore(Path(sys.argv[1])), file, sys.argv[3])
found = kept.found
print(json.dumps({"sha256": kept.written.sha256, "preview": found.preview, "fault": kept.content.fault,
    "number": found.read.number, "megabytes": status("VmHWM") - before, "seconds": time.process_time() - began}))
"""


@dataclass(frozen=True)
class Taken:
    sha256: str
    preview: str
    fault: str | None
    number: str
    megabytes: int
    seconds: float


def taken(store: Path, content: bytes, name: str) -> Taken:
    sent = store.parent / f"gui-{name}"
    sent.write_bytes(content)
    asked = [sys.executable, "-c", _CHILD, str(store), str(sent), name]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return Taken(**json.loads(done.stdout))
