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
    evidence,
    explain,
    filed,
    join,
    leaving,
    me,
    meaning,
    menu,
    my_chats,
    nudge,
    papers,
    people,
    planning,
    progress,
    reopen,
    results,
    reusing,
    score,
    sets,
    sorting,
    submit,
    variables,
)
from handlers.talk import Step, Talk

STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "notice": join.Notice(),
        "forget": me.Forget(),
        "value": score.Value(),
        "judged_reason": score.JudgedReason(),
        "confirm": confirm.Confirm(),
        "overtaken": confirm.Overtaken(),
        "swap": confirm.Swap(),
        "figure": variables.Figure(),
        "branch": variables.Branch(),
        "files": evidence.Files(),
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
        "answer_files": answer.AnswerFiles(),
        "aside": aside.Aside(),
        "unlink": my_chats.Unlink(),
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
        "criteria": browse.criteria,
        "field": browse.field,
        "details": browse.details,
        "meaning": meaning.meaning,
        "appeal": appeal.appeal,
        "extension": meaning.extension,
        "reopening": meaning.reopening,
        "assignment": meaning.assignment,
        "score": declaring.open_leaf,
        "question": declaring.question,
        "edit": declaring.edit,
        "undo": declaring.undo,
        "skip": declaring.skip,
        "evidence": evidence.look,
        "explain": explain.explain,
        "file": filed.file_card,
        "describe": filed.describe,
        "accept": filed.accept,
        "replace": filed.replace_,
        "move_file": filed.move_file,
        "forget": filed.forget,
        "keep_file": filed.keep_file,
        "reuse": reusing.reuse,
        "progress": progress.progress,
        "nudge": nudge.nudge,
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
        "answer": answer.answer,
        "answer_files": answer.answer_files,
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
