"""Everything that can be asked and every door that can be gone through, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from handlers import doors, questions
from handlers.dialogs import menu, progress
from handlers.dialogs.appraisal import answer, appeal, appraise, decide, results, taking_back
from handlers.dialogs.evidence import asking, doubts, explaining, links, one_file, reusing, sorting
from handlers.dialogs.looking_up import aside, browse, meaning
from handlers.dialogs.orders import standing
from handlers.dialogs.people import inviting, join, leaving, me, my_chats
from handlers.dialogs.rounds import managing, planning, sets, steering, working
from handlers.dialogs.scoring import confirm, declaring, meant, value, variables
from handlers.dialogs.submission import papers, reading, reopen, submit
from handlers.dialogs.telling import nudge
from handlers.questions import Question
from handlers.talk import Opened, Step, Talk, opened

Q = TypeVar("Q", bound=Question)


def _asked(question: type[Q], step: type[Step[Q]]) -> tuple[str, type[Step[Q]]]:
    """Puts a question and the step that asks it together; both speak of the same."""
    return question.key, step


_ASKED: tuple[tuple[str, type[Step[Any]]], ...] = (
    _asked(questions.Notice, join.Notice),
    _asked(questions.Forget, me.Forget),
    _asked(questions.Value, value.Value),
    _asked(questions.JudgedReason, value.JudgedReason),
    _asked(questions.Confirm, confirm.Confirm),
    _asked(questions.Overtaken, confirm.Overtaken),
    _asked(questions.Swap, confirm.Swap),
    _asked(questions.Meant, meant.Meant),
    _asked(questions.OutOf, meant.OutOf),
    _asked(questions.Figure, variables.Figure),
    _asked(questions.Branch, variables.Branch),
    _asked(questions.Files, asking.Files),
    _asked(questions.Held, doubts.Held),
    _asked(questions.LinkTitle, links.LinkTitle),
    _asked(questions.WhichItem, sorting.WhichItem),
    _asked(questions.WhichLeaf, sorting.WhichLeaf),
    _asked(questions.WhichCaption, sorting.WhichCaption),
    _asked(questions.Describe, one_file.Describe),
    _asked(questions.NewFile, one_file.NewFile),
    _asked(questions.Reuse, reusing.Reuse),
    _asked(questions.Write, explaining.Write),
    _asked(questions.ReturnReason, submit.ReturnReason),
    _asked(questions.ReopenReason, reopen.ReopenReason),
    _asked(questions.DecideReason, reopen.DecideReason),
    _asked(questions.NewPoints, decide.NewPoints),
    _asked(questions.ChangeReason, decide.ChangeReason),
    _asked(questions.RequestReason, decide.RequestReason),
    _asked(questions.SetFile, sets.SetFile),
    _asked(questions.Scan, papers.SignedScan),
    _asked(questions.Difficulties, papers.Difficulties),
    _asked(questions.Answer, answer.Answer),
    _asked(questions.Aside, aside.Aside),
    _asked(questions.Unlink, my_chats.Unlink),
    _asked(questions.NudgeAll, standing.NudgeAll),
    _asked(questions.NudgeUnits, steering.NudgeUnits),
    _asked(questions.ExtendUntil, steering.ExtendUntil),
    _asked(questions.ExtendReason, steering.ExtendReason),
    _asked(questions.AskExtension, steering.AskExtension),
    _asked(questions.ReopenUnitReason, steering.ReopenUnitReason),
    _asked(questions.Successor, leaving.Successor),
    _asked(questions.Handover, leaving.Handover),
    _asked(questions.Plan, planning.Plan),
    _asked(questions.PlanYear, planning.PlanYear),
    _asked(questions.PlanSet, planning.PlanSet),
    _asked(questions.PlanAuthority, planning.PlanAuthority),
    _asked(questions.PlanUnits, planning.PlanUnits),
    _asked(questions.PlanDates, planning.PlanDates),
    _asked(questions.PlanDate, planning.PlanDate),
    _asked(questions.OpenRound, planning.OpenRound),
    _asked(questions.CloseRound, managing.CloseRound),
    _asked(questions.WhichRound, working.WhichRound),
)
STEPS: Mapping[str, type[Step[Any]]] = MappingProxyType(dict(_ASKED))


def resume(talk: Talk) -> None:
    """Back to the open question."""
    if talk.session.question:
        talk.again()
    else:
        menu.start(talk)


def back(talk: Talk) -> None:
    """To the question before this one."""
    if not talk.session.back:
        resume(talk)
        return
    *earlier, question = talk.session.back
    talk.session.question = None
    talk.to(question)
    talk.session.back = earlier


_OPENED = (
    opened(doors.start, join.greet),
    opened(doors.menu, menu.start),
    opened(doors.help_, menu.help_),
    opened(doors.cancel, menu.cancel),
    opened(doors.resume, resume),
    opened(doors.back, back),
    opened(doors.me, me.me),
    opened(doors.my_data, me.my_data),
    opened(doors.forget_me, me.forget_me),
    opened(doors.another_phone, my_chats.another_phone),
    opened(doors.unlink, my_chats.unlink),
    opened(doors.office, inviting.office),
    opened(doors.invite, inviting.invite),
    opened(doors.invite_units, inviting.units),
    opened(doors.invite_sheets, inviting.sheets),
    opened(doors.people_of, inviting.people_of),
    opened(doors.person, inviting.person),
    opened(doors.new_code, inviting.new_code),
    opened(doors.leave, leaving.leave),
    opened(doors.create_round, planning.create_round),
    opened(doors.plan_round, planning.plan_round),
    opened(doors.open_round, planning.ask_opening),
    opened(doors.rounds, managing.rounds),
    opened(doors.close_round, managing.close_round),
    opened(doors.reopen_round, managing.reopen_round),
    opened(doors.take_back_round, managing.take_back_round),
    opened(doors.change_round, working.change_round),
    opened(doors.criteria, browse.criteria),
    opened(doors.field, browse.field),
    opened(doors.details, browse.details),
    opened(doors.meaning, meaning.meaning),
    opened(doors.appeal, appeal.appeal),
    opened(doors.extension, steering.extension),
    opened(doors.reopening, meaning.reopening),
    opened(doors.assignment, meaning.assignment),
    opened(doors.score, declaring.open_leaf),
    opened(doors.question, declaring.question),
    opened(doors.edit, declaring.edit),
    opened(doors.undo, declaring.undo),
    opened(doors.skip, declaring.skip),
    opened(doors.evidence, asking.look),
    opened(doors.explain, explaining.explain),
    opened(doors.file, one_file.file_card),
    opened(doors.describe, one_file.describe),
    opened(doors.accept, one_file.accept),
    opened(doors.use_anyway, doubts.use_anyway),
    opened(doors.not_that, doubts.not_that),
    opened(doors.replace, one_file.replace_),
    opened(doors.move_file, one_file.move_file),
    opened(doors.forget, one_file.forget),
    opened(doors.keep_file, one_file.keep_file),
    opened(doors.reuse, reusing.reuse),
    opened(doors.progress, progress.progress),
    opened(doors.nudge, nudge.nudge),
    opened(doors.nudge_all, standing.nudge_all),
    opened(doors.who_owes, standing.who_owes),
    opened(doors.look, reading.look),
    opened(doors.states, steering.overview),
    opened(doors.not_handed_in, steering.not_handed_in),
    opened(doors.nudge_units, steering.nudge_units),
    opened(doors.extend, steering.extend),
    opened(doors.ask_extension, steering.ask_extension),
    opened(doors.refuse_extension, steering.refuse_extension),
    opened(doors.which_reopening, steering.which_reopening),
    opened(doors.reopen_unit, steering.reopen_unit),
    opened(doors.deadlines, progress.deadlines),
    opened(doors.download, papers.workbook),
    opened(doors.papers, papers.papers),
    opened(doors.report, papers.report),
    opened(doors.dossier, papers.dossier),
    opened(doors.signed, papers.signed),
    opened(doors.scan, papers.scan),
    opened(doors.difficulties, papers.difficulties),
    opened(doors.submit, submit.submit),
    opened(doors.send, submit.send),
    opened(doors.sign, submit.sign),
    opened(doors.return_, submit.return_),
    opened(doors.sheet, submit.whole_sheet),
    # What cards sent earlier call it.
    opened(doors.read, reading.look),
    opened(doors.ask_reopening, reopen.ask_reopening),
    opened(doors.grant, reopen.grant),
    opened(doors.refuse, reopen.refuse),
    opened(doors.close_leaf, reopen.close_leaf),
    opened(doors.appraise, appraise.appraise),
    opened(doors.next_task, appraise.next_task),
    opened(doors.by_unit, appraise.by_unit),
    opened(doors.unit, appraise.unit),
    opened(doors.leaf, appraise.leaf),
    opened(doors.agree, decide.agree),
    opened(doors.change, decide.change),
    opened(doors.request, decide.request),
    opened(doors.take_back, taking_back.take_back),
    opened(doors.answer, answer.answer),
    opened(doors.answer_files, answer.answer_files),
    opened(doors.asked, answer.asked),
    opened(doors.reply, standing.reply),
    opened(doors.results, results.results),
    opened(doors.sets, sets.sets),
    opened(doors.import_set, sets.import_set),
    opened(doors.set_report, sets.set_report),
    opened(doors.set_yaml, sets.set_yaml),
    opened(doors.activate_set, sets.activate_set),
    opened(doors.write_list, sets.write_list),
    opened(doors.drop_list, sets.drop_list),
)
DOORS: Mapping[str, Opened] = MappingProxyType({way.door.name: way for way in _OPENED})
