"""The README's commands install on a machine that has never seen the product, whatever the index offers by then.

    python3 -m checks.fresh_install        # needs nothing but make and a Python that fits; about half a minute

A small project with this Makefile and this ``install.py``, and an index of its own that offers a newer release of a
package which another one names with an extra: a pip that resolves takes the newer one into account and, where every
package needs its hash, ends before it begins. Tried with the pip that Python brings and with the newest, without a cache
and without the machine's own settings; then every way in which a list or a Python can be wrong.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small"
version = "1.0"
dependencies = ["plugin"]
[project.optional-dependencies]
dev = ["helper[toml]"]
"""
#: The least that makes an editable installation, so that nothing has to be fetched for it.
BACKEND = """
import zipfile
from pathlib import Path

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as wheel:
        place = "small-1.0.dist-info/"
        wheel.writestr(place + "METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\nRequires-Dist: plugin\\n")
        wheel.writestr(place + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(place + "RECORD", "")
    return name
"""


@dataclass(frozen=True, slots=True)
class Release:
    name: str
    version: str
    needs: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}-{self.version}-py3-none-any.whl"

    def written(self, folder: Path) -> str:
        """Writes the wheel; its line in a list."""
        place = f"{self.name}-{self.version}.dist-info"
        metadata = f"Metadata-Version: 2.1\nName: {self.name}\nVersion: {self.version}\nProvides-Extra: toml\n"
        parts = {
            f"{self.name}.py": "",
            f"{place}/METADATA": metadata + (f"Requires-Dist: {self.needs}\n" if self.needs else ""),
            f"{place}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in parts.items()]
        with zipfile.ZipFile(folder / self.file, "w") as wheel:
            for path, content in (parts | {f"{place}/RECORD": "\n".join([*record, f"{place}/RECORD,,", ""])}).items():
                wheel.writestr(path, content)
        digest = hashlib.sha256((folder / self.file).read_bytes()).hexdigest()
        return f"{self.name}=={self.version} \\\n    --hash=sha256:{digest}\n"


def _digest(content: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).decode().rstrip("=")


#: The release listed, the one that came out a week later, and who names it with an extra.
HELPER, NEWER, PLUGIN = Release("helper", "1.0"), Release("helper", "1.1"), Release("plugin", "1.0", "helper[toml]>=1")


class Machine:
    """A project, an index and a Python in one folder, without this machine's settings for pip."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder, self.python = folder, python
        index = folder / "index"
        lines = {one: self._offered(index, one) for one in (HELPER, NEWER, PLUGIN)}
        self.listed = lines[HELPER] + "    # via plugin\n" + lines[PLUGIN]
        self.project = folder / "project"
        self.project.mkdir()
        for name in ("Makefile", "install.py"):
            shutil.copy(ROOT / name, self.project)
        (self.project / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        (self.project / "backend.py").write_text(BACKEND, encoding="utf-8")
        self.lists(self.listed)
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE", "MFLAGS"))}
        own = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": (index / "simple").as_uri(), "PIP_NO_CACHE_DIR": "1"}
        self.environment = bare | own | {"HOME": str(folder), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def _offered(self, index: Path, release: Release) -> str:
        page = index / "simple" / release.name / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        line = release.written(index)
        with page.open("a", encoding="utf-8") as links:
            links.write(f'<a href="../../{release.file}">{release.file}</a>\n')
        return line

    def lists(self, text: str) -> None:
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.project / name).write_text(text, encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=self.project, env=self.environment, capture_output=True, text=True, check=False)

    def make(self, target: str, python: str = "") -> subprocess.CompletedProcess[str]:
        return self.run("make", target, f"PYTHON={python or self.python}")

    def venv(self, *, newest: bool) -> str:
        """An empty environment, made once and then copied; the version of its pip."""
        venv, kept = self.project / ".venv", self.folder / ("newest" if newest else "stock")
        shutil.rmtree(venv, ignore_errors=True)
        if not kept.exists():
            subprocess.run([self.python, "-m", "venv", venv], check=True)
            if newest:  # by this machine's own settings: the only thing that is fetched
                upgrade = (venv / "bin" / "pip", "install", "-q", "--upgrade", "pip")
                subprocess.run(upgrade, check=True, stderr=subprocess.DEVNULL)
            venv.rename(kept)
        shutil.copytree(kept, venv, symlinks=True)
        return self.run(".venv/bin/pip", "--version").stdout.split()[1]

    def installed(self) -> str:
        listed = self.run(".venv/bin/pip", "list", "--format=freeze").stdout
        return " ".join(line for line in listed.split() if line.startswith(("helper", "plugin")))


def expect(held: object, what: str, ran: subprocess.CompletedProcess[str] | None = None) -> None:
    print(f"{'ok' if held else '!!'} {what}", flush=True)
    if not held:
        sys.exit(ran.stdout + ran.stderr if ran else 1)


def installs(machine: Machine, *, newest: bool) -> None:
    version = machine.venv(newest=newest)
    old = machine.run(".venv/bin/pip", "install", "--require-hashes", "-r", "requirements.txt")
    if newest:
        print(f"-- pip {version}, resolving: {'installs' if old.returncode == 0 else 'fails'}")
    else:
        expect(old.returncode and "hash" in old.stderr, f"pip {version}, resolving, is stopped by {NEWER.file}", old)
    machine.venv(newest=newest)
    for target in (".venv/served", ".venv/tested"):
        ran = machine.make(target)
        right = ran.returncode == 0 and machine.installed() == "helper==1.0 plugin==1.0" and not ran.stderr
        expect(right, f"pip {version}, as the README says: make {target}", ran)


def refuses(what: str, said: str, ran: subprocess.CompletedProcess[str]) -> None:
    """One sentence, and make's own line that it stopped."""
    told = [line for line in ran.stderr.splitlines() if not line.startswith("make")]
    expect(ran.returncode and len(told) == 1 and re.search(said, told[0]), f"{what}: {' / '.join(told)[:150]}", ran)


def wrong_lists(machine: Machine) -> None:
    helper, plugin = machine.listed.split("    # via plugin\n")
    wrong = {
        "a package without a hash": (helper.split(" \\")[0] + "\n" + plugin, "line 1: helper has no hash"),
        "a package without its version": (machine.listed.replace("plugin==1.0", "plugin"), "no package with its one version"),
        "what pyproject.toml asks for is not there": (helper, "does not name plugin"),
        "what a package asks for is not there": (plugin, "not complete: plugin 1.0 requires helper"),
        "another file than the one listed": (re.sub("sha256:.{8}", "sha256:00000000", machine.listed), "HASHES"),
        "a release that the index has not": (machine.listed.replace("plugin==1.0", "plugin==9.0"), "plugin==9.0"),
    }
    for what, (text, said) in wrong.items():
        machine.venv(newest=False)
        machine.lists(text)
        refuses(what, said, machine.make(".venv/served"))
    machine.lists(machine.listed)


def wrong_pythons(machine: Machine) -> None:
    """One that is too old, told apart by a stand-in; any real one that is found; and none at all."""
    shutil.rmtree(machine.project / ".venv", ignore_errors=True)
    old = machine.folder / "python-old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    refuses("a Python that is too old", r"is Python 3\.9\.2", machine.make("demo", str(old)))
    for name in ("python3.8", "python3.9", "python3.10"):
        if subprocess.run([name, "--version"], capture_output=True, check=False).returncode == 0:
            refuses(name, "is Python 3", machine.make("demo", name))
    refuses("no Python", "is not there", machine.make("test", "python-of-nowhere"))
    expect(not (machine.project / ".venv").exists(), "and nothing is left behind")


def main() -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cchc-install-") as folder:
        machine = Machine(Path(folder), os.environ.get("PYTHON", sys.executable))
        for newest in (False, True):
            installs(machine, newest=newest)
        wrong_lists(machine)
        wrong_pythons(machine)
    print(f"a fresh machine installs ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
