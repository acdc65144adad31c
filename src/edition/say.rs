//! What a difference, a conflict or a replacement says to a reader, in both languages side by
//! side. It must never shorten a value so that two that differ look alike.

use std::fmt::Write;

use super::{Change, Conflict, Kind, List, PartError, Replaced, Unreported};
use crate::query::Lang;

/// The one of two texts that is in the language.
fn of(lang: Lang, chinese: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    }
}

fn list_name(list: Option<List>, lang: Lang) -> &'static str {
    match list {
        None => of(lang, "文件", "file"),
        Some(List::Cities) => of(lang, "城市", "city"),
        Some(List::Categories) => of(lang, "类别", "category"),
        Some(List::Indicators) => of(lang, "指标", "indicator"),
        Some(List::Sources) => of(lang, "来源", "source"),
        Some(List::Observations) => of(lang, "数据", "observation"),
        Some(List::Relations) => of(lang, "关系", "relation"),
        Some(List::Honours) => of(lang, "荣誉", "honour"),
    }
}

/// A difference in one line.
pub fn say_change(change: &Change<'_>, lang: Lang) -> String {
    let kind = match change.kind {
        Kind::Added => of(lang, "新增", "added"),
        Kind::Changed => of(lang, "更改", "changed"),
        Kind::Gone => of(lang, "消失", "gone"),
    };
    let mut line = format!("{kind} {} {}", list_name(change.list, lang), change.key);
    if !change.name.is_empty() {
        let _ = match lang {
            Lang::Chinese => write!(line, "（{}）", change.name),
            Lang::English => write!(line, " ({})", change.name),
        };
    }
    for (at, field) in change.fields.iter().enumerate() {
        line.push_str(match (at, lang) {
            (0, Lang::Chinese) => "：",
            (0, Lang::English) => ": ",
            (_, Lang::Chinese) => "；",
            (_, Lang::English) => "; ",
        });
        let _ = write!(line, "{} {} → {}", field.key, field.old, field.new);
    }
    line
}

/// Which cities have not reported a year, in one line.
pub fn say_unreported(unreported: &Unreported, lang: Lang) -> String {
    let names: Vec<&str> = (unreported.cities.iter())
        .map(|(code, name)| if name.is_empty() { code } else { name }.as_str())
        .collect();
    match lang {
        Lang::Chinese => format!("{} 年没有报告：{}", unreported.year, names.join("、")),
        Lang::English => format!("no report of {}: {}", unreported.year, names.join(", ")),
    }
}

/// What contradicts what; both values with their places are told by the caller.
pub fn say_conflict(conflict: &Conflict<'_>, lang: Lang) -> String {
    let list = list_name(conflict.list, lang);
    let id = match conflict.id.as_str() {
        "" => String::new(),
        id => format!(" {id}"),
    };
    match lang {
        Lang::Chinese => format!("{list}{id} 的 {} 前后不一", conflict.key),
        Lang::English => format!("{list}{id} has two values of {}", conflict.key),
    }
}

/// What was replaced or left out, in one line.
pub fn say_replaced(replaced: &Replaced, lang: Lang) -> String {
    match (replaced, lang) {
        (Replaced::Source(id, went, came), Lang::Chinese) => {
            format!("来源 {id} 已有，以后一份为准：原 {went} 行，现 {came} 行")
        }
        (Replaced::Source(id, went, came), Lang::English) => {
            format!("source {id} was there before; the later file counts: {went} rows, now {came}")
        }
        (Replaced::Kept(id, count), Lang::Chinese) => {
            format!("来源 {id} 以前一份为准，后一份的 {count} 行未采用")
        }
        (Replaced::Kept(id, count), Lang::English) => {
            format!("source {id}: the first file counts; {count} later rows are left out")
        }
        (Replaced::Title(stands, other), Lang::Chinese) => {
            format!("标题用 {stands}，不用 {other}")
        }
        (Replaced::Title(stands, other), Lang::English) => {
            format!("the title is {stands}, not {other}")
        }
    }
}

/// Why parts cannot be put together; `name` gives the file name of a part by its number.
pub fn say_part_error(error: &PartError, name: impl Fn(usize) -> String, lang: Lang) -> String {
    match (error, lang) {
        (PartError::List, Lang::Chinese) => "“parts”不合格式".to_owned(),
        (PartError::List, Lang::English) => "“parts” is not as the format says".to_owned(),
        (PartError::NoMark(at), Lang::Chinese) => format!("{} 没有写明是哪些行", name(*at)),
        (PartError::NoMark(at), Lang::English) => {
            format!("{} does not say which rows it holds", name(*at))
        }
        (PartError::Count(at), Lang::Chinese) => format!("{} 的行数不对", name(*at)),
        (PartError::Count(at), Lang::English) => {
            format!("{} has another number of rows than is said", name(*at))
        }
        (PartError::Gap, Lang::Chinese) => "分文件有缺漏或重复，或不是同一份数据的".to_owned(),
        (PartError::Gap, Lang::English) => {
            "parts are missing, stand twice, or are of another dataset".to_owned()
        }
        (PartError::Differs(at, what), Lang::Chinese) => {
            format!("{} 的 {what} 与总文件不一致", name(*at))
        }
        (PartError::Differs(at, what), Lang::English) => {
            format!(
                "{}: {what} is not as in the file that lists the parts",
                name(*at)
            )
        }
    }
}
