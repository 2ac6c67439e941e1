"""Who lives in the demo world. Every name is invented and marked as an illustration."""

from dataclasses import dataclass

from scoring.people import Role, Unit

AUTHORITY = Unit("HMH", "Huyện Minh Hoạ (minh hoạ)", "huyện", "district")
DEPARTMENTS = (
    Unit("PNV", "Phòng Nội vụ (minh hoạ)", "phòng", "district", "HMH"),
    Unit("PTP", "Phòng Tư pháp (minh hoạ)", "phòng", "district", "HMH"),
)
COMMUNES = (
    Unit("XA01", "Xã An Bình (minh hoạ)", "xã", "commune", "HMH"),
    Unit("XA02", "Xã Bình Minh (minh hoạ)", "xã", "commune", "HMH"),
    Unit("XA03", "Xã Cẩm Sơn (minh hoạ)", "xã", "commune", "HMH"),
    Unit("XA04", "Xã Đông Hà (minh hoạ)", "xã", "commune", "HMH"),
    Unit("XA05", "Thị trấn Giang Tân (minh hoạ)", "thị trấn", "commune", "HMH"),
    Unit("XA06", "Xã Hoà Lạc (minh hoạ)", "xã", "commune", "HMH"),
)
GROUPS = {"xã": "Khối xã", "thị trấn": "Khối xã"}


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the demo; ``code`` is the fixed invite code, or "" for somebody who only signs papers."""

    unit: str
    role: Role
    name: str
    code: str = ""
    scope: tuple[str, ...] = ()
    position: str = ""


CAST = (
    Member("XA01", Role.COORDINATOR, "Chị Lan (minh hoạ)", "demo-vanphong", ("1", "4", "5"), "Văn phòng - thống kê"),
    Member("XA01", Role.OFFICIAL, "Anh Tuấn (minh hoạ)", "demo-tuphap", ("2", "3"), "Tư pháp - hộ tịch"),
    Member("XA01", Role.OFFICIAL, "Chị Hoa (minh hoạ)", "demo-taichinh", ("6",), "Tài chính - kế toán"),
    Member("XA01", Role.OFFICIAL, "Anh Minh (minh hoạ)", "demo-vanhoa", ("7", "8"), "Văn hoá - xã hội"),
    Member("XA01", Role.LEADER, "Ông Bình (minh hoạ)", "demo-chutich", (), "Chủ tịch UBND xã"),
    Member("XA02", Role.COORDINATOR, "Chị Thu (minh hoạ)", "demo-vanphong-2", (), "Văn phòng - thống kê"),
    Member("PNV", Role.STANDING_BODY, "Anh Sơn (minh hoạ)", "demo-noivu", (), "Chuyên viên Phòng Nội vụ"),
    Member("PNV", Role.SECRETARIAT, "Chị Hạnh (minh hoạ)", "demo-thuky", (), "Tổ Thư ký"),
    Member("PTP", Role.APPRAISER, "Chị Mai (minh hoạ)", "demo-thamdinh", ("2", "3"), "Chuyên viên Phòng Tư pháp"),
    Member("PNV", Role.COUNCIL, "Ông Quang (minh hoạ)", "demo-hoidong", (), "Hội đồng thẩm định"),
    Member("HMH", Role.APPROVER, "Ông Phúc (minh hoạ)", "demo-pheduyet", (), "Chủ tịch UBND huyện"),
    *(Member(unit.code, Role.COORDINATOR, f"Đầu mối {unit.name}", position="Văn phòng - thống kê") for unit in COMMUNES[2:]),
    *(Member(unit.code, Role.LEADER, f"Chủ tịch {unit.name}", position="Chủ tịch UBND") for unit in COMMUNES[1:]),
)
