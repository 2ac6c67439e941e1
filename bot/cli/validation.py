"""What pydantic finds wrong with a setting or a file, in words."""

from pydantic_core import ErrorDetails

#: By pydantic's name of the fault; what stands in braces is its figure. Anything else is told in pydantic's own words.
WORDS = {
    "missing": "còn thiếu",
    "extra_forbidden": "không có mục này",
    "literal_error": "phải là {expected}",
    "enum": "phải là {expected}",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải từ {le} trở xuống",
    "string_type": "phải là chữ (đặt trong dấu nháy nếu là số)",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_pattern_mismatch": "chỉ gồm chữ không dấu, số và các dấu . _ -",
    "datetime_parsing": "phải là thời điểm, ví dụ 2027-01-10T17:00",
    "datetime_from_date_parsing": "phải là thời điểm, ví dụ 2027-01-10T17:00",
    "datetime_type": "phải là thời điểm, ví dụ 2027-01-10T17:00",
    "list_type": "phải là danh sách",
    "tuple_type": "phải là danh sách",
    "dict_type": "phải là bảng tên: giá trị",
    "model_type": "phải là bảng tên: giá trị",
    "too_short": "cần ít nhất {min_length} mục",
    "value_error": "{error}",
}


def fault_in_words(fault: ErrorDetails) -> str:
    """The fault without its place."""
    words = WORDS.get(fault["type"])
    return words.format(**fault.get("ctx", {})).replace(" or ", " hoặc ") if words else fault["msg"]
