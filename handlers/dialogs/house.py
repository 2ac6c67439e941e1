"""Everything that can be asked and every door that can be gone through, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.dialogs import (
    answer,
    appeal,
    appraise,
    aside,
    browse,
    confirm,
    decide,
    declaring,
    doubts,
    evidence,
    explain,
    filed,
    join,
    leaving,
    links,
    me,
    meaning,
    meant,
    menu,
    my_chats,
    nudge,
    papers,
    people,
    planning,
    progress,
    reading,
    reopen,
    results,
    reusing,
    rounds,
    score,
    sets,
    sorting,
    standing,
    steering,
    submit,
    taking_back,
    variables,
    working,
)
from handlers.talk import Step, Talk
from scoring.roles import Act, can

STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "notice": join.Notice(),
        "forget": me.Forget(),
        "value": score.Value(),
        "judged_reason": score.JudgedReason(),
        "confirm": confirm.Confirm(),
        "overtaken": confirm.Overtaken(),
        "swap": confirm.Swap(),
        "meant": meant.Meant(),
        "out_of": meant.OutOf(),
        "figure": variables.Figure(),
        "branch": variables.Branch(),
        "files": evidence.Files(),
        "held": doubts.Held(),
        "link_title": links.LinkTitle(),
        "which_item": sorting.WhichItem(),
        "which_leaf": sorting.WhichLeaf(),
        "which_caption": sorting.WhichCaption(),
        "describe": filed.Describe(),
        "new_file": filed.NewFile(),
        "reuse": reusing.Reuse(),
        "write": explain.Write(),
        "return_reason": submit.ReturnReason(),
        "reopen_reason": reopen.ReopenReason(),
        "decide_reason": reopen.DecideReason(),
        "new_points": decide.NewPoints(),
        "change_reason": decide.ChangeReason(),
        "request_reason": decide.RequestReason(),
        "set_file": sets.SetFile(),
        "scan": papers.SignedScan(),
        "difficulties": papers.Difficulties(),
        "answer": answer.Answer(),
        # What chats may still have open since documents and words were asked for apart.
        "answer_files": answer.Answer(),
        "aside": aside.Aside(),
        "unlink": my_chats.Unlink(),
        "nudge_all": standing.NudgeAll(),
        "nudge_units": steering.NudgeUnits(),
        "extend_until": steering.ExtendUntil(),
        "extend_reason": steering.ExtendReason(),
        "ask_extension": steering.AskExtension(),
        "reopen_unit_reason": steering.ReopenUnitReason(),
        "successor": leaving.Successor(),
        "handover": leaving.Handover(),
        "plan": planning.Plan(),
        "plan_year": planning.PlanYear(),
        "plan_set": planning.PlanSet(),
        "plan_authority": planning.PlanAuthority(),
        "plan_units": planning.PlanUnits(),
        "plan_dates": planning.PlanDates(),
        "plan_date": planning.PlanDate(),
        "open_round": planning.OpenRound(),
        "close_round": rounds.CloseRound(),
        "which_round": working.WhichRound(),
    }
)


def resume(talk: Talk) -> None:
    """Back to the open question."""
    if talk.session.step:
        talk.again()
    else:
        menu.start(talk)


def back(talk: Talk) -> None:
    """To the question before this one."""
    if not talk.session.back:
        resume(talk)
        return
    *earlier, (step, data) = talk.session.back
    talk.session.step, talk.session.data = "", {}
    talk.to(step, **data)
    talk.session.back = earlier


def look(talk: Talk, code: str) -> None:
    """A leaf as it stands: with its answer for whoever may still change it, else as everybody reads it."""
    may_change = can(talk.person, Act.DECLARE) and talk.own_sheet().editable(code, talk.now)
    if may_change and talk.round.unit(talk.person.unit):
        declaring.open_leaf(talk, code)
    else:
        browse.criteria(talk, code)


DOORS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "start": join.greet,
        "menu": menu.start,
        "help": menu.help_,
        "cancel": menu.cancel,
        "resume": resume,
        "back": back,
        "me": me.me,
        "my_data": me.my_data,
        "forget_me": me.forget_me,
        "another_phone": my_chats.another_phone,
        "unlink": my_chats.unlink,
        "office": people.office,
        "invite": people.invite,
        "invite_units": people.units,
        "invite_sheets": people.sheets,
        "people_of": people.people_of,
        "person": people.person,
        "new_code": people.new_code,
        "leave": leaving.leave,
        "create_round": planning.create_round,
        "plan_round": planning.plan_round,
        "open_round": planning.ask_opening,
        "rounds": rounds.rounds,
        "close_round": rounds.close_round,
        "reopen_round": rounds.reopen_round,
        "take_back_round": rounds.take_back_round,
        "change_round": working.change_round,
        "criteria": browse.criteria,
        "field": browse.field,
        "details": browse.details,
        "meaning": meaning.meaning,
        "appeal": appeal.appeal,
        "extension": steering.extension,
        "reopening": meaning.reopening,
        "assignment": meaning.assignment,
        "score": declaring.open_leaf,
        "question": declaring.question,
        "look": look,
        "edit": declaring.edit,
        "undo": declaring.undo,
        "skip": declaring.skip,
        "evidence": evidence.look,
        "explain": explain.explain,
        "file": filed.file_card,
        "describe": filed.describe,
        "accept": filed.accept,
        "use_anyway": doubts.use_anyway,
        "not_that": doubts.not_that,
        "replace": filed.replace_,
        "move_file": filed.move_file,
        "forget": filed.forget,
        "keep_file": filed.keep_file,
        "reuse": reusing.reuse,
        "progress": progress.progress,
        "nudge": nudge.nudge,
        "nudge_all": standing.nudge_all,
        "look": standing.leaf,
        "states": steering.overview,
        "not_handed_in": steering.not_handed_in,
        "nudge_units": steering.nudge_units,
        "extend": steering.extend,
        "ask_extension": steering.ask_extension,
        "refuse_extension": steering.refuse_extension,
        "which_reopening": steering.which_reopening,
        "reopen_unit": steering.reopen_unit,
        "deadlines": progress.deadlines,
        "download": papers.workbook,
        "papers": papers.papers,
        "report": papers.report,
        "dossier": papers.dossier,
        "signed": papers.signed,
        "scan": papers.scan,
        "difficulties": papers.difficulties,
        "submit": submit.submit,
        "send": submit.send,
        "sign": submit.sign,
        "return": submit.return_,
        "sheet": submit.whole_sheet,
        "read": reading.read,
        "ask_reopening": reopen.ask_reopening,
        "grant": reopen.grant,
        "refuse": reopen.refuse,
        "close_leaf": reopen.close_leaf,
        "appraise": appraise.appraise,
        "next_task": appraise.next_task,
        "by_unit": appraise.by_unit,
        "unit": appraise.unit,
        "leaf": appraise.leaf,
        "agree": decide.agree,
        "change": decide.change,
        "request": decide.request,
        "take_back": taking_back.take_back,
        "answer": answer.answer,
        "answer_files": answer.answer,
        "asked": answer.asked,
        "results": results.results,
        "sets": sets.sets,
        "import_set": sets.import_set,
        "set_report": sets.set_report,
        "set_yaml": sets.set_yaml,
        "activate_set": sets.activate_set,
        "write_list": sets.write_list,
        "drop_list": sets.drop_list,
    }
)
