"""A new round asked for in the terminal: the same proposal, changes and checks as in the chat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TypeVar

import click

from handlers.texts.common import MILESTONES
from handlers.texts.refusals import words
from handlers.texts.rounds import planning as t
from scoring.errors import Refusal
from scoring.rounds.planning import Known, RoundPlan, assessed_by, of_year, read_year, suggested
from scoring.rounds.round import Milestone, Round
from scoring.written.dates import read_moment

Answer = TypeVar("Answer")


class RoundDialog:
    """Asks for one thing after the other, each with what is proposed; what is wrong is told and asked again."""

    def __init__(self, known: Known, now: datetime, zone: tzinfo) -> None:
        self._known = known
        self._now = now
        self._zone = zone

    def run(self) -> Round | None:
        """The round that was agreed to; ``None`` where it was not. Raises what keeps any round from being made."""
        plan = suggested(self._known, self._now, self._zone)
        for step in (self._year, self._set, self._authority, self._units, self._dates):
            plan = step(plan)
        click.echo(t.preview(plan, self._known, self._zone).replace("**", ""))
        return plan.as_round(self._known, self._now) if click.confirm(f"{t.CREATE}?", default=True) else None

    def _ask(self, prompt: str, proposed: str, read: Callable[[str], Answer]) -> Answer:
        while True:
            try:
                return read(click.prompt(prompt, default=proposed, type=str))
            except Refusal as error:
                click.echo(words(error, self._zone), err=True)

    def _choose(self, prompt: str, names: list[str], proposed: str) -> int:
        """The place of the one that is chosen by its number; a single one is not asked for."""
        if len(names) == 1:
            return 0
        for number, name in enumerate(names, start=1):
            click.echo(f"  {number}. {name}")
        chosen: int = click.prompt(prompt, default=names.index(proposed) + 1, type=click.IntRange(1, len(names)))
        return chosen - 1

    def _year(self, plan: RoundPlan) -> RoundPlan:
        year = self._ask("Năm đánh giá", str(plan.year), read_year)
        return of_year(year, plan, self._known, self._now, self._zone)

    def _set(self, plan: RoundPlan) -> RoundPlan:
        names = [self._known.set_name(set_) for set_ in self._known.sets]
        return replace(plan, set=self._known.sets[self._choose("Bộ tiêu chí", names, self._known.set_name(plan.set))])

    def _authority(self, plan: RoundPlan) -> RoundPlan:
        bodies = self._known.authorities
        place = self._choose("Cơ quan thẩm định", [body.name for body in bodies], self._known.unit(plan.authority).name)
        return assessed_by(bodies[place], plan, self._known, self._now, self._zone)

    def _units(self, plan: RoundPlan) -> RoundPlan:
        def chosen(typed: str) -> RoundPlan:
            return replace(plan, units=()).toggled(self._known.read_codes(typed), self._known)

        return self._ask("Đơn vị tham gia (mã, cách nhau bằng dấu cách)", " ".join(plan.units), chosen)

    def _dates(self, plan: RoundPlan) -> RoundPlan:
        """One deadline after the other; a later one that is overtaken is asked for anyway."""
        for milestone in Milestone:
            plan = self._ask(MILESTONES[milestone], self._typed(plan.ends[milestone]), self._date_reader(plan, milestone))
        return plan

    def _date_reader(self, plan: RoundPlan, milestone: Milestone) -> Callable[[str], RoundPlan]:
        later = list(Milestone)[list(Milestone).index(milestone) + 1 :]

        def read(typed: str) -> RoundPlan:
            at = read_moment(typed, self._now, self._zone)
            before = replace(plan, ends={step: end for step, end in plan.ends.items() if step not in later})
            checked = before.with_end(milestone, at, self._now)
            return replace(checked, ends={**checked.ends, **{step: plan.ends[step] for step in later}})

        return read

    def _typed(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M %d/%m/%Y}"
