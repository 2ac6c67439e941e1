"""What Zalo says of the account, as far as an operator has to know."""

from dataclasses import dataclass

from bot.channels.zalo_oa.client import Client, Data
from bot.channels.zalo_oa.faults import FAULTS, AuthorisationGone, Declined, Fault, ForeignAnswer, NotNow
from bot.channels.zalo_oa.outlet import NONE, Outlet

PATH = "/v2.0/oa/getoa"
#: The kind of account that has been refused the newer endpoint.
OF_AN_AUTHORITY = 4
TRY_IT = "an authority's account: send one message before promising it to anybody"
NO_ENDPOINT = "Zalo lets this account send through no endpoint (-235): ask Zalo to open it; tried again every day"


@dataclass(frozen=True, slots=True)
class Report:
    """``fault`` is what has to be mended; ``words`` say how the account does otherwise."""

    words: str
    fault: str = ""


async def report(client: Client, outlet: Outlet, account: str) -> Report:
    try:
        data = await client.get(PATH)
    except FAULTS as fault:
        return Report("", _words(fault))
    endpoint, stopped = await outlet.standing()
    return Report(_described(data, endpoint), _fault(data, account, endpoint, stopped))


def _fault(data: Data, account: str, endpoint: str, stopped: str) -> str:
    known = str(data.get("oaid") or data.get("oa_id") or account)
    if known != account:
        return f"the token belongs to the account {known}, CCHC_ZALO_OA_ID says {account}"
    if stopped:
        return f"nothing is sent since Zalo answered {stopped}"
    if endpoint == NONE:
        return NO_ENDPOINT
    return "" if data.get("is_verified", True) else "the account is not verified: Zalo lets it send nothing"


def _described(data: Data, endpoint: str) -> str:
    doubtful = not endpoint and str(data.get("oa_type")) == str(OF_AN_AUTHORITY)
    through = f"messages leave through {endpoint}" if endpoint else TRY_IT if doubtful else ""
    return ", ".join(filter(None, (str(data.get("name", "")), str(data.get("package_name", "")), through)))


def _words(fault: Fault) -> str:
    match fault:
        case Declined() | AuthorisationGone() | NotNow():
            return fault.why
        case ForeignAnswer(status):
            return f"HTTP {status} instead of an answer"
    return f"cannot be reached ({type(fault).__name__})"
