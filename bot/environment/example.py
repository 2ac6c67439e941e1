"""Every setting with its meaning and default, as a file to begin from: ``python -m bot.environment.example > .env.example``."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from bot.environment.settings import Settings

HEAD = """\
# Trợ lý CCHC: mọi cài đặt, kèm giá trị mặc định. Chép thành .env, bỏ dấu # ở dòng cần đổi; cchc doctor kiểm tra lại.
# Tệp này được tạo bằng: python -m bot.environment.example > .env.example
"""
CHANNELS = {"telegram": "Telegram", "zalo_oa": "Zalo OA", "zalo_oauth": "Zalo OA", "zalo_bot": "Zalo Bot", "zalo": "Zalo"}


def example() -> str:
    parts = [HEAD]
    for channel, fields in groupby(Settings.model_fields.items(), lambda one: _channel(one[0])):
        parts.append(
            "\n".join([f"# -- {channel} --", *(line for name, field in fields for line in _lines(name, field))]) + "\n"
        )
    return "\n".join(parts)


def _channel(name: str) -> str:
    return next((words for prefix, words in CHANNELS.items() if name.startswith(f"{prefix}_")), "Chung")


def _lines(name: str, field: FieldInfo) -> Iterator[str]:
    choices = f" ({' | '.join(get_args(field.annotation))})" if get_origin(field.annotation) is Literal else ""
    yield f"# {field.description}{choices}"
    yield f"#CCHC_{name.upper()}={_default(field.default)}"


def _default(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    print(example(), end="")  # noqa: T201
