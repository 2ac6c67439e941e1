"""How offices word what the core has names for: headings, roles, kinds of units."""

import re

from knowledge.text import fold
from scoring.people import Role

UNIT_COLUMNS = {
    "code": ("mã đơn vị", "mã xã", "mã ĐVHC", "mã đơn vị hành chính", "mã số", "mã", "code"),
    "name": (
        "tên đơn vị",
        "tên xã",
        "đơn vị",
        "tên xã, phường",
        "xã, phường, thị trấn",
        "xã, phường",
        "tên",
        "name",
    ),
    "kind": ("loại đơn vị", "loại hình", "loại", "kind"),
    "parent": ("đơn vị cấp trên", "cơ quan cấp trên", "trực thuộc", "cấp trên", "thuộc huyện", "mã huyện", "mã tỉnh", "parent"),
    "level": ("cấp hành chính", "cấp", "level"),
    "group": ("khối thi đua", "khối xếp hạng", "khối", "nhóm xếp hạng", "nhóm", "cụm", "group"),
}
PERSON_COLUMNS = {
    "id": ("mã người", "mã trong hệ thống", "id"),
    "name": ("họ và tên", "họ tên", "họ, tên", "họ tên cán bộ", "tên cán bộ", "cán bộ, công chức", "tên", "name"),
    "unit": ("mã đơn vị", "mã xã", "đơn vị công tác", "đơn vị", "cơ quan", "xã, phường", "xã", "unit"),
    "role": ("vai trò", "nhiệm vụ được giao", "nhiệm vụ", "vai", "phân công", "role"),
    "fields": (
        "lĩnh vực phụ trách",
        "lĩnh vực được giao",
        "lĩnh vực, tiêu chí",
        "lĩnh vực",
        "tiêu chí phụ trách",
        "tiêu chí",
        "phụ trách",
        "fields",
    ),
    "position": ("chức vụ", "chức danh", "vị trí việc làm", "vị trí", "position"),
}

#: The first of these that stands in the words decides: "Phó Chủ tịch Hội đồng thẩm định" sits on the council.
ROLES: tuple[tuple[str, Role], ...] = (
    ("hoi dong", Role.COUNCIL),
    ("thuong truc", Role.STANDING_BODY),
    ("noi vu chu tri", Role.STANDING_BODY),
    ("thu ky", Role.SECRETARIAT),
    ("phe duyet", Role.APPROVER),
    ("tham dinh", Role.APPRAISER),
    ("dau moi", Role.COORDINATOR),
    ("dieu phoi", Role.COORDINATOR),
    ("van hanh", Role.OPERATOR),
    ("quan tri", Role.OPERATOR),
    ("lanh dao", Role.LEADER),
    ("chu tich", Role.LEADER),
    ("bi thu", Role.LEADER),
    ("ky phieu", Role.LEADER),
    ("cham diem", Role.OFFICIAL),
    ("tu cham", Role.OFFICIAL),
    ("cong chuc", Role.OFFICIAL),
    ("can bo", Role.OFFICIAL),
    ("chuyen vien", Role.OFFICIAL),
)
KINDS = ("đặc khu", "thị trấn", "phường", "xã", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "sở", "phòng", "ban")
COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
LEVEL_WORDS = {"commune": "xa", "district": "huyen", "province": "tinh"}
LEVELS = {word: level for level, vietnamese in LEVEL_WORDS.items() for word in (level, vietnamese)}
#: What stands for an id where somebody is not one of those who bear the same name.
NEWCOMER = "moi"
EVERYTHING = frozenset({"", "tat ca", "toan bo", "tat ca linh vuc", "tat ca cac linh vuc", "*", "all"})


def role_of(words: str) -> Role | None:
    """The role that an office means; the names of the command line are taken too."""
    folded = fold(words).replace("-", " ")
    exact = folded.replace(" ", "_")
    if exact in set(Role):
        return Role(exact)
    return next((role for part, role in ROLES if part in folded), None)


def kind_of(name: str) -> str:
    """The printed word by which a unit's name begins; "" where it begins with none ("UBND xã An Bình" does)."""
    folded = fold(re.sub(r"(?i)^\s*(ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+", "", name))
    return next((kind for kind in KINDS if folded.startswith(f"{fold(kind)} ")), "")
