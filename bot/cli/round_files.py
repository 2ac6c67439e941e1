"""A round written down as YAML by an operator: read whole, or refused with every fault."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.cli.validation import fault_in_words
from bot.db.work import SqlWork
from scoring.people import Unit
from scoring.results.ranking import Ties
from scoring.rounds.planning import out_of_order
from scoring.rounds.round import Milestone, Round, RoundSettings, RoundUnit

Days = Annotated[tuple[int, ...], AfterValidator(lambda days: tuple(sorted(set(days), reverse=True)))]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class UnitFile(Strict):
    code: str = Field(min_length=1, max_length=20)
    name: str = Field(min_length=1)
    kind: str = "xã"
    group: str = "Khối xã"


class SettingsFile(Strict):
    survey_held: bool = True
    ties: Ties = Ties.COMPETITION
    rank_decimals: int | None = Field(default=2, ge=0, le=6)
    explanation_days: int = Field(default=5, ge=1, le=60)
    reminder_days: Days = (7, 3, 1, 0)
    reminder_hour: int = Field(default=8, ge=6, le=19)
    lock_at_deadline: bool = True
    signed_scan_required: bool = False


class AuthorityFile(Strict):
    code: str = Field(min_length=1, max_length=20)
    name: str
    kind: str = "huyện"
    level: str = "district"


class RoundFile(Strict):
    code: str = Field(min_length=1, max_length=30, pattern=r"^[A-Za-z0-9._-]+$")
    name: str = Field(min_length=1)
    year: int = Field(ge=2012, le=2100)
    set: str
    authority: AuthorityFile
    timetable: dict[Milestone, datetime]
    settings: SettingsFile = SettingsFile()
    units: list[UnitFile] = Field(min_length=1)


def read_round(text: str, zone: tzinfo, work: SqlWork) -> tuple[Round | None, list[str]]:
    """The round with its units written into the database, or every fault with its place."""
    try:
        file = RoundFile.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        return None, [f"YAML: {str(error).splitlines()[0]}"]
    except ValidationError as error:
        return None, [f"{_place(detail['loc'])}: {fault_in_words(detail)}" for detail in error.errors()]
    except ValueError as error:
        # YAML reads 2026-13-01 as a date by its form, and stumbles over the month.
        return None, [f"YAML: {error}"]
    chosen = _find_set(file.set, work)
    missing = [] if chosen else [f"set: {file.set} chưa được nhập (cchc criteria import)"]
    faults = [*_order(file, zone), *_doubles(file), *missing]
    if faults or chosen is None:
        return None, faults
    _add_units(file, work)
    return _round(file, chosen, zone), []


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the file: names from the outside in. A name that may not stand there is its own place."""
    return ".".join(str(part) for part in location if part != "[key]") or "tệp"


def _at(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _order(file: RoundFile, zone: tzinfo) -> list[str]:
    """The milestones follow one another, and self-scoring has an end."""
    if Milestone.SELF_SCORING not in file.timetable:
        return ["timetable.self_scoring: còn thiếu"]
    given = {step: _at(end, zone) for step, end in file.timetable.items()}
    return [f"timetable.{late.value}: kết thúc trước {early.value}" for late, early in out_of_order(given)]


def _doubles(file: RoundFile) -> list[str]:
    codes = [unit.code for unit in file.units]
    return [f"units: {code} ghi hai lần" for code in sorted({code for code in codes if codes.count(code) > 1})]


def _find_set(name: str, work: SqlWork) -> tuple[str, str] | None:
    """The id and version of "id@version", or of the newest version with this id."""
    set_id, _, version = name.partition("@")
    known = [(set_.id, set_.version) for set_ in work.sets.list() if set_.id == set_id and version in ("", set_.version)]
    return known[-1] if known else None


def _add_units(file: RoundFile, work: SqlWork) -> None:
    authority = file.authority
    work.staff.add_unit(Unit(authority.code, authority.name, authority.kind, authority.level))
    for unit in file.units:
        work.staff.add_unit(Unit(unit.code, unit.name, unit.kind, "commune", authority.code))


def _round(file: RoundFile, chosen: tuple[str, str], zone: tzinfo) -> Round:
    ends: Mapping[Milestone, datetime] = {step: _at(file.timetable[step], zone) for step in Milestone if step in file.timetable}
    settings: dict[str, Any] = file.settings.model_dump()
    return Round(
        code=file.code,
        name=file.name,
        year=file.year,
        set_id=chosen[0],
        set_version=chosen[1],
        authority=file.authority.code,
        ends=ends,
        units=tuple(RoundUnit(unit.code, unit.group) for unit in file.units),
        settings=RoundSettings(**settings),
    )
