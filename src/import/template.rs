//! An empty table to fill in, with two rows that show how. It must never hold a column that is not
//! read, or a row that is read with an issue.

use crate::query::Lang;

/// A table as CSV with a byte order mark, which Excel and WPS need to take it for UTF-8, and CR LF
/// at the ends of lines.
pub fn template(lang: Lang) -> String {
    let lines = match lang {
        Lang::Chinese => [
            "城市,时期,指标,类别,数值,单位,口径,备注",
            "安庆市,2025,工会驿站,阵地建设,120,家,全市,示例，请删除",
            "安庆市,2025,工会会员,组织建设,3.5,万人,全市,示例，请删除",
        ],
        Lang::English => [
            "city,period,indicator,category,value,unit,scope,note",
            "Anqing,2025,Union rest stations,Facilities,120,stations,city,an example: delete it",
            "Anqing,2025,Union members,Organisation,35000,people,city,an example: delete it",
        ],
    };
    let mut text = String::from("\u{feff}");
    for line in lines {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text
}
