"""What an operator is told about an annex in Word or Excel that cannot be read, and about how it was read."""

EMPTY_FILE = "Tệp trống. Hãy kiểm tra lại tệp, mở thử bằng Word hoặc Excel rồi gửi lại."
NO_TABLE = (
    "Không thấy bảng tiêu chí trong tệp. Bảng phải có dòng tiêu đề với cột tên tiêu chí và cột điểm,"
    " ví dụ: STT, Tiêu chí, Điểm tối đa."
)
NO_LEAVES = "Bảng không có tiêu chí nào có điểm. Hãy kiểm tra lại cột STT, cột tên tiêu chí và cột điểm tối đa."
TOO_LARGE = "Tệp quá lớn để đọc. Hãy bỏ hình ảnh, các trang thừa và chỉ để lại bảng tiêu chí."
TOO_MANY = "Bảng có quá nhiều tiêu chí để là một bộ tiêu chí. Hãy chỉ để lại bảng tiêu chí của cấp xã."
CORRUPTED = "Tệp bị hỏng, không đọc được. Hãy mở bằng Word hoặc Excel, lưu lại rồi thử lại."
PASSWORD = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."
OLD_FORMAT = "Đây là tệp đời cũ (.doc, .xls). Hãy mở bằng Word hoặc Excel và lưu lại thành .docx hoặc .xlsx."
OTHER_FORMAT = "Nội dung tệp không đúng với đuôi {ending}. Hãy mở bằng Word hoặc Excel và lưu lại đúng loại tệp."

SUM_TOTAL = "Dòng “{label}” ghi {printed} điểm, nhưng các mục cộng lại là {summed} điểm."
NO_MAXIMUM = "Tiêu chí {code} không ghi điểm tối đa. Hãy ghi số điểm, ví dụ 1,5."
NOT_POINTS = "Tiêu chí {code} ghi điểm là “{value}”, phải là số, ví dụ 1,5."
TOO_DEEP = "Mã {code} có quá nhiều cấp. Bộ tiêu chí chỉ có lĩnh vực, tiêu chí và tiêu chí thành phần."
NO_PARENT = "Tiêu chí “{name}” đứng trước lĩnh vực đầu tiên. Hãy thêm dòng lĩnh vực ở trên."

STRUCK_OUT = "Có chữ bị gạch bỏ, tôi không tính: “{words}”."
UNKNOWN_SIGN = "Có ký hiệu không đọc được, chỗ ghi □."

NAME = "Bộ tiêu chí"
