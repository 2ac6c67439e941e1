"""Installs one of the complete lists into the virtual environment that runs this, or says in one sentence what is wrong.

The lists name every package with its hash, so nothing is resolved (``--no-deps``): what is newer in the index cannot
change what is installed. What that leaves to prove, that a list is complete, is proved before and after.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ANEW = "the list has to be made anew (CONTRIBUTING.md, “The lists of packages”)"
LOG = Path(sys.prefix) / "install.log"
PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==[^\s;]+(\s*;[^\\]*?)?(?P<hashes>(\s+--hash=sha256:[0-9a-f]{64})*)$")


class Refused(Exception):
    """Why nothing can be installed, and what to do."""


def main() -> None:
    listed = Path(sys.argv[1])
    try:
        check(listed, Path("pyproject.toml"))
        print(f"Installing {listed} (about half a minute) …", flush=True)
        pip(listed, "install", "--no-deps", "--require-hashes", "-r", str(listed))
        pip(listed, "install", "--no-deps", "--no-build-isolation", "-e", ".")
        prove(listed)
    except Refused as refused:
        sys.exit(str(refused))


def check(listed: Path, project: Path) -> None:
    """Every line has its version and hashes, and everything the project itself asks for is there."""
    names = set()
    for number, entry in entries(listed.read_text(encoding="utf-8")):
        pinned = PINNED.match(entry)
        if pinned is None:
            raise Refused(f"{listed}, line {number}: “{entry[:60]}” is no package with its one version; {ANEW}.")
        if not pinned["hashes"]:
            raise Refused(f"{listed}, line {number}: {pinned['name']} has no hash, so it is not installed; {ANEW}.")
        names.add(normal(pinned["name"]))
    lacking = sorted(wanted(project, development="-dev" in listed.stem) - names)
    if lacking:
        raise Refused(f"{listed} does not name {', '.join(lacking)}, which {project} asks for; {ANEW}.")


def entries(text: str) -> Iterator[tuple[int, str]]:
    """The list's entries, each with the number of its first line."""
    joined: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(^|\s)#.*", "", line).strip()
        joined.append(bare.removesuffix("\\").strip())
        if not bare.endswith("\\"):
            entry = " ".join(filter(None, joined))
            if entry:
                yield number - len(joined) + 1, entry
            joined = []


def wanted(project: Path, *, development: bool) -> set[str]:
    """The names of what the project asks for, and of what builds it."""
    written = tomllib.loads(project.read_text(encoding="utf-8"))
    asked = [*written["build-system"]["requires"], *written["project"]["dependencies"]]
    if development:
        asked += written["project"]["optional-dependencies"]["dev"]
    return {normal(re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0]) for one in asked}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pip(listed: Path, *words: str) -> None:
    ran = run(*words, "-q")
    if ran.returncode:
        LOG.write_text(ran.stdout + ran.stderr, encoding="utf-8")
        told = [line.removeprefix("ERROR: ") for line in ran.stderr.splitlines() if line.startswith("ERROR: ")]
        why = told[-1].split(". ")[0].rstrip(".:") if told else "it gave no reason"
        raise Refused(
            f"pip could not install {listed}: {why}; look at the network and the index, then again (all of it: {LOG})."
        )


def prove(listed: Path) -> None:
    """What is installed lacks nothing of what its packages ask for."""
    ran = run("check")
    if ran.returncode:
        raise Refused(f"{listed} is not complete: {'; '.join(ran.stdout.strip().rstrip('.').splitlines())}; {ANEW}.")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main()
