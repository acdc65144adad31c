//! What the words of the format mean, in Chinese and English at once: a file goes to readers of
//! either, and cannot be switched. It must never be shown on the page, whose words are in `lang`.

use crate::dataset::{
    Confidence, Direction, DoubtKind, Level, Measure, RelationKind, ScopeKind, Status,
};
use crate::figure::Bound;
use crate::query::ReadMode;

/// A word of the format, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word in the file.
    pub word: &'static str,
    /// What it means.
    pub label: &'static str,
}

/// A closed vocabulary of the format.
pub(super) trait Vocabulary: Copy {
    /// The word in the file.
    fn word(self) -> &'static str;
    /// What it means, in Chinese and English.
    fn label(self) -> &'static str;
}

/// The words of a vocabulary, in its order.
pub(super) fn all<V: Vocabulary>(words: &[V]) -> Vec<Word> {
    let both = |&word: &V| Word {
        word: word.word(),
        label: word.label(),
    };
    words.iter().map(both).collect()
}

macro_rules! labels {
    ($name:ident { $($variant:ident = $label:literal,)+ }) => {
        impl Vocabulary for $name {
            fn word(self) -> &'static str {
                self.as_str()
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

labels!(Bound {
    Exact = "就是这个数 this very number",
    AtLeast = "不少于 at least",
    AtMost = "不超过 at most",
    Approximate = "约 about",
    Range = "区间，数值是下限 a range, of which the value is the lower end",
    Vague = "没有确数 an amount without a number",
});
labels!(Status {
    Reported = "已报告 reported",
    Target = "计划 a plan",
    Repeat = "重复刊载 printed again",
    Part = "包含在另一个数中 part of another figure",
});
labels!(ScopeKind {
    City = "全市 the whole city",
    Municipal = "市总工会本级 the city federation itself",
    County = "县区 a county or district",
    Zone = "开发区 a development zone",
    Unit = "单位或项目 a company or a project",
    Person = "个人 a person",
    Province = "全省 the province",
    Nation = "全国 the nation",
});
labels!(DoubtKind {
    DecimalPointLost = "丢了小数点 a decimal point was lost",
    Inconsistent = "与其他数字矛盾 other figures contradict it",
    Unclear = "含义不明 its meaning is unclear",
});
labels!(Confidence {
    Certain = "确定 certain",
    Probable = "很可能 probable",
    Possible = "有可能 possible",
});
labels!(Level {
    National = "国家级 national",
    Provincial = "省级 provincial",
    Regional = "跨区域 of several provinces or cities",
    Municipal = "市级 municipal",
});
labels!(Direction {
    Received = "获得 received",
    Granted = "授予 granted",
    Held = "承办 an event held",
});
labels!(Measure {
    Stock = "时点数 what is there at a date",
    Flow = "时期数 what happened in a period",
    Ratio = "比率 a share or a rate",
});
labels!(RelationKind {
    Sum = "合计，第 0 项是其余各项之和 a sum: position 0 is the sum of the others",
    Rate = "比率，第 0 项是第 1 项占第 2 项的百分数 a rate: position 0 is position 1 in percent of 2",
    Part = "其余各项包含在第 0 项中 the others are parts of position 0",
});
labels!(ReadMode {
    Printed = "存疑的数字照原文 doubted figures are as printed",
    Certain = "存疑的数字，确定的已更正 doubted figures are corrected where that is certain",
    Probable = "存疑的数字，确定和很可能的已更正 doubted figures are corrected where that is \
                certain or probable",
});
