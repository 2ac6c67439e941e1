"""Answers as they are said: where, the sentence, and what has to stand in the record once what it proposes is confirmed."""

from dataclasses import dataclass

#: Nothing is saved, and it is asked what was meant.
ASKED = "?"
NOT_ARISEN, NOT_APPLICABLE, NONE = "kps", "kad", "0"


@dataclass(frozen=True, slots=True)
class Spoken:
    """``leaf`` is asked before the sentence where ``open`` says so; ``meant`` is the answer as a form would hold it."""

    leaf: str
    text: str
    meant: str
    open: bool = False

    @property
    def answer(self) -> str:
        return self.text if self.open else self.text.partition(" ")[2]


def behind(leaf: str, text: str, meant: str) -> Spoken:
    """The code stands before the answer, and no question is open."""
    return Spoken(leaf, f"{leaf} {text}", meant)


def asked(leaf: str, text: str, meant: str) -> Spoken:
    return Spoken(leaf, text, meant, open=True)


KNOWN = [
    behind("2.1", "năm nay xã không ban hành văn bản nào", NOT_ARISEN),
    behind("2.3", "chỉ có kế hoạch thôi", "b"),
    behind("2.4", "xử lý được 3 trên 4", "3/4"),
    behind("3.2", "đúng hạn 970 trên 1.000 hồ sơ", "970/1.000"),
    behind("3.3", "không có hồ sơ trễ hạn", NOT_ARISEN),
    behind("3.4", "đạt", "có"),
    behind("3.5", "kps", NOT_ARISEN),
    behind("3.6", "85 phần trăm", "85%"),
    behind("3.1", "được a với b", "ab"),
    behind("3.1", "đủ cả", "ab"),
    behind("2.2", "chưa làm", "b"),
    behind("5.1", "20 trên 20", "20/20"),
    behind("1.7", "2 nhiệm vụ", "2"),
    behind("1.3", "thiếu b", "ac"),
    behind("1.6", "không có", "0"),
    behind("2.1", "không có", ASKED),
    behind("4.2", "không", ASKED),
    asked("2.1", "không có văn bản sai nào", "a"),
    asked("2.1", "không có", ASKED),
    asked("2.3", "có đủ cả hai", "a"),
    asked("2.3", "mới có báo cáo thôi", "b"),
    asked("2.4", "100", ASKED),
    asked("2.4", "5 trên 5", "5/5"),
    asked("3.2", "1190/1240", "1190/1240"),
    asked("3.2", "1240/1190", ASKED),
    asked("3.2", "95,97%", "95,97%"),
    asked("3.2", "95", ASKED),
    asked("3.3", "không phát sinh", NOT_ARISEN),
    asked("3.4", "không", "không"),
    asked("3.4", "có rồi nhé", "có"),
]

OTHERS = [
    behind("1.1", "ban hành đúng hạn rồi ạ", "a"),
    behind("1.1", "có nhưng ban hành chậm", "b"),
    behind("1.1", "năm nay chưa ban hành", "c"),
    behind("1.2", "hoàn thành 45 trong tổng số 50 nhiệm vụ", "45/50"),
    behind("1.2", "xong 45/50 nhiệm vụ", "45/50"),
    behind("1.2", "đạt 90%", "90%"),
    behind("1.3", "chỉ thiếu đúng hạn", "ac"),
    behind("1.3", "được 2 cái a và c", "ac"),
    behind("1.3", "không đạt cái nào", NONE),
    behind("1.4", "phát hiện 10 vấn đề, xử lý 9", "9/10"),
    behind("1.5", "có 3 hình thức", "3"),
    behind("1.5", "ba hình thức", "3"),
    behind("1.6", "được công nhận 1 sáng kiến", "1"),
    behind("1.7", "không có nhiệm vụ nào quá hạn", "0"),
    behind("1.7", "quá hạn 2 cái", "2"),
    behind("2.1", "xã không ban hành văn bản nào", NOT_ARISEN),
    behind("2.1", "đúng hết", "a"),
    behind("2.1", "có 1 văn bản sai", "b"),
    behind("2.2", "làm rồi", "a"),
    behind("2.3", "có kế hoạch nhưng chưa có báo cáo", "b"),
    behind("2.4", "không có văn bản nào trái pháp luật", NOT_ARISEN),
    behind("3.1", "chỉ được một cửa", "a"),
    behind("3.1", "thiếu trang thông tin điện tử", "a"),
    behind("3.3", "năm nay không trễ hồ sơ nào", NOT_ARISEN),
    behind("3.3", "5/5 đều xin lỗi", "5/5"),
    behind("4.2", "không vượt", "a"),
    behind("4.2", "vượt 1 người", "b"),
    behind("4.2", "có", ASKED),
    behind("5.1", "20 người trên 20 người", "20/20"),
    behind("5.3", "1 người bị khiển trách", "1"),
    behind("6.1", "ban hành rồi nhưng chưa công khai", "b"),
    behind("6.3", "không có kiến nghị nào", NOT_APPLICABLE),
    behind("6.4", "giải ngân được 92,5 phần trăm", "92,5%"),
    behind("7.2", "640 hồ sơ trong 1000 hồ sơ", "640/1000"),
    asked("3.2", "1190", ASKED),
    asked("1.5", "dạ 3 ạ", "3"),
    asked("1.1", "đúng hạn", "a"),
    asked("6.2", "đủ rồi", "ab"),
    asked("4.1", "chưa có quy chế", "không"),
    asked("4.2", "không", ASKED),
    asked("3.6", "khoảng 85%", "85%"),
    asked("2.1", "bao giờ phải xong", ""),
]
