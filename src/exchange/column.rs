//! The columns of every table: name, title and what stands in them. It must never change the names
//! or the order of the observations' columns: other programs read them by both.

use super::label::{self, Word};
use crate::dataset::{Confidence, Direction, DoubtKind, Level, Measure, RelationKind, Status};
use crate::figure::Bound;

/// What stands in a column, in the terms of Table Schema.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text of a fixed form, given as a regular expression.
    Pattern(&'static str),
    /// One word of a closed list.
    Word(fn() -> Vec<Word>),
    /// Several texts with [`LIST_MARK`] between them.
    List,
    /// A number with or without a fraction.
    Number,
    /// A whole number, at least this.
    Whole(u32),
}

/// Stands between the items of a list in one cell, as between items of a Chinese sentence. No
/// name that the format lists holds it.
pub const LIST_MARK: &str = "、";

/// GB/T 2260.
const CODE: &str = "^[0-9]{6}$";
/// The forms of ISO 8601 that the format has, see docs/dataset.md.
const PERIOD: &str = "^(\\.\\./)?[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?$";
/// `city` or `county:NAME`, see docs/dataset.md.
const SCOPE: &str = "^(city|municipal|province|nation|(county|zone|unit|person):.+)$";

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the header row.
    pub name: &'static str,
    /// Chinese and English, for people.
    pub title: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Whether no cell of it is empty.
    pub is_required: bool,
}

const fn needed(name: &'static str, title: &'static str, kind: Kind) -> Column {
    Column {
        name,
        title,
        kind,
        is_required: true,
    }
}

const fn optional(name: &'static str, title: &'static str, kind: Kind) -> Column {
    Column {
        is_required: false,
        ..needed(name, title, kind)
    }
}

// Columns that several tables have.
const CITY_CODE: Column = needed("city_code", "城市代码 City code", Kind::Pattern(CODE));
const CITY: Column = optional("city", "城市 City", Kind::Text);
const TIME: Column = needed("period", "时期 Period (ISO 8601)", Kind::Pattern(PERIOD));
const INDICATOR_ID: Column = needed("indicator_id", "指标标识 Indicator id", Kind::Text);
const SOURCE_ID: Column = needed("source_id", "来源标识 Source id", Kind::Text);
const SOURCE: Column = optional("source", "来源 Source", Kind::Text);
const PARAGRAPH: Column = needed(
    "paragraph",
    "段落，从 1 起，空行不计 Paragraph, from 1, blank lines not counted",
    Kind::Whole(1),
);
const OFFSET: Column = needed(
    "offset",
    "段内位置，从 0 起，以字计 Place in the paragraph, from 0, in code points",
    Kind::Whole(0),
);
const UNIT: Column = optional("unit", "单位 Unit", Kind::Text);
const REASON: Column = optional("reason", "存疑理由 Why it is doubted", Kind::Text);
const DOUBT: Column = optional(
    "doubt",
    "存疑 Doubt",
    Kind::Word(|| label::all(DoubtKind::ALL)),
);
const PROBABLE: Column = optional("probable", "可能的数值 Value probably meant", Kind::Number);
const CONFIDENCE: Column = optional(
    "confidence",
    "把握 Confidence",
    Kind::Word(|| label::all(Confidence::ALL)),
);
const ID: Column = needed("id", "标识 Id", Kind::Text);
const NAME: Column = optional("name", "名称 Name", Kind::Text);
const NAME_EN: Column = optional("name_en", "英文名称 English name", Kind::Text);

pub(super) const OBSERVATIONS: &[Column] = &[
    CITY_CODE,
    CITY,
    TIME,
    INDICATOR_ID,
    optional("indicator", "指标 Indicator", Kind::Text),
    optional("category", "类别 Category", Kind::Text),
    optional("value", "数值，照原文 Value as printed", Kind::Number),
    UNIT,
    optional("printed", "原文 As printed", Kind::Text),
    needed(
        "bound",
        "界限 Bound",
        Kind::Word(|| label::all(&Bound::ALL)),
    ),
    needed("scope", "口径 Scope", Kind::Pattern(SCOPE)),
    needed(
        "status",
        "状态 Status",
        Kind::Word(|| label::all(Status::ALL)),
    ),
    DOUBT,
    PROBABLE,
    CONFIDENCE,
    optional("value_used", "采用的数值 Value in use", Kind::Number),
    SOURCE_ID,
    SOURCE,
    PARAGRAPH,
    OFFSET,
    optional("note", "备注 Note", Kind::Text),
];

/// The names of columns, without all that the columns say besides: a page writes a header row, and
/// should not carry titles and vocabularies for it.
pub(super) const fn names<const N: usize>(columns: &[Column]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = columns[at].name;
        at += 1;
    }
    names
}

pub(super) const HONOURS: &[Column] = &[
    CITY_CODE,
    CITY,
    TIME,
    needed("level", "级别 Level", Kind::Word(|| label::all(Level::ALL))),
    needed(
        "direction",
        "方向 Direction",
        Kind::Word(|| label::all(Direction::ALL)),
    ),
    optional("title", "荣誉 Title", Kind::Text),
    optional("awarder", "授予单位 Awarder", Kind::Text),
    optional("recipient", "获得者 Recipient", Kind::Text),
    needed("count", "数量 Count", Kind::Number),
    DOUBT,
    PROBABLE,
    CONFIDENCE,
    REASON,
    SOURCE_ID,
    SOURCE,
    PARAGRAPH,
    OFFSET,
];

pub(super) const ANNOTATIONS: &[Column] = &[
    INDICATOR_ID,
    SOURCE_ID,
    PARAGRAPH,
    OFFSET,
    optional("upper", "区间上限 Upper end of a range", Kind::Number),
    optional(
        "of",
        "所属整体 The whole it is part of, source:paragraph:offset:indicator",
        Kind::Text,
    ),
    REASON,
];

pub(super) const RELATIONS: &[Column] = &[
    needed("relation", "关系序号 Relation, from 1", Kind::Whole(1)),
    needed(
        "position",
        "次序，0 为结果 Position, 0 is the result",
        Kind::Whole(0),
    ),
    needed(
        "kind",
        "关系 What the arithmetic is",
        Kind::Word(|| label::all(RelationKind::ALL)),
    ),
    INDICATOR_ID,
    SOURCE_ID,
    PARAGRAPH,
    OFFSET,
];

pub(super) const CITIES: &[Column] = &[
    needed(
        "code",
        "行政区划代码 Division code (GB/T 2260)",
        Kind::Pattern(CODE),
    ),
    NAME,
    optional("short_name", "简称 Short name", Kind::Text),
    NAME_EN,
    optional("province", "省份 Province", Kind::Text),
    optional("aliases", "别名 Other names", Kind::List),
];

pub(super) const CATEGORIES: &[Column] = &[ID, NAME, NAME_EN];

pub(super) const INDICATORS: &[Column] = &[
    ID,
    NAME,
    NAME_EN,
    needed("category_id", "类别标识 Category id", Kind::Text),
    UNIT,
    optional("unit_en", "英文单位 Unit in English", Kind::Text),
    needed(
        "measure",
        "数字的性质 Measure",
        Kind::Word(|| label::all(Measure::ALL)),
    ),
    optional(
        "completion_of",
        "完成的是哪项指标的目标 Indicator whose target it is the completed share of",
        Kind::Text,
    ),
    optional("definition", "定义 What is counted", Kind::Text),
];

pub(super) const SOURCES: &[Column] = &[
    ID,
    optional("title", "标题 Title", Kind::Text),
    CITY_CODE,
    TIME,
    optional("file", "文件名 File name of the text", Kind::Text),
    optional("sha256", "文件的 SHA-256 SHA-256 of that file", Kind::Text),
    optional("authors", "作者 Authors", Kind::List),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ScopeKind;

    #[test]
    fn the_pattern_of_scopes_knows_every_kind() {
        for kind in ScopeKind::ALL {
            assert!(SCOPE.contains(kind.as_str()), "{kind:?}");
        }
    }
}
