//! The province-level divisions of GB/T 2260: the first two digits of every code. It must never
//! hold a name that is not a full official one.

/// First two digits and full name; the mainland's come first.
pub const PROVINCES: [(&str, &str); 34] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
    ("71", "台湾省"),
    ("81", "香港特别行政区"),
    ("82", "澳门特别行政区"),
];

/// The province that a code of GB/T 2260 belongs to; `None` if it is not six digits of one.
pub fn province_of_code(code: &str) -> Option<&'static str> {
    let is_six_digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let prefix = code.get(..2).filter(|_| is_six_digits)?;
    let found = PROVINCES.iter().find(|(known, _)| *known == prefix);
    found.map(|(_, name)| *name)
}
