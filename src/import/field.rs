//! What a column of a table can hold, and the names that people give such columns. It must never
//! take one name for two fields.

use crate::query::Lang;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $word:literal: $names:literal,)+) => {
        /// What stands in a column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $field,)+
        }

        impl Field {
            /// Every field; those of the export of observations in its order.
            pub const ALL: &[Self] = &[$(Self::$field),+];

            /// The word that stands for the field in a header row and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$field => $word),+ }
            }

            /// Other names of such a column, folded, with a space between them.
            fn names(self) -> &'static str {
                match self { $(Self::$field => $names),+ }
            }
        }
    };
}

fields!(
    /// Code of a city, GB/T 2260.
    CityCode = "city_code": "城市代码 市代码 行政区划代码 区划代码 区划码 代码 code adcode",
    /// A city, by any of its names.
    City = "city": "城市 市 市州 地市 市地 各市 地级市 设区市 城市名称 城市名 市名 所在城市 所在市 \
        填报单位 上报单位 报送单位 单位名称 工会名称 地区 cityname",
    /// When a figure holds.
    Period = "period": "时期 年份 年度 年 时间 日期 期间 报告期 统计时间 统计年度 统计年份 截止时间 \
        数据时间 year date time",
    /// Id of an indicator.
    IndicatorId = "indicator_id": "指标标识 指标代码 指标编号 指标id indicatorcode",
    /// An indicator, by name or id.
    Indicator = "indicator": "指标 指标名称 指标名 统计指标 统计项目 项目 项目名称 indicatorname",
    /// Its category, by name or id.
    Category = "category": "类别 指标类别 分类 类 工作类别",
    /// Figures. What their cells are about may stand in the header: see `Facet`.
    Value = "value": "数值 值 数量 数 数据 完成数 完成情况 实际数 合计数 amount number",
    /// The unit of the figures.
    Unit = "unit": "单位 计量单位 数据单位 单位量 units",
    /// A figure as a report prints it.
    Printed = "printed": "原文 原文数字 原文数值 报告原文 asprinted",
    /// How the figure is meant.
    Bound = "bound": "界限 精度",
    /// Whom it counts.
    Scope = "scope": "口径 统计口径 统计范围 范围",
    /// Its standing.
    Status = "status": "状态 数据状态",
    /// What kind of doubt there is.
    Doubt = "doubt": "存疑 疑问 存疑类型",
    /// What was probably meant.
    Probable = "probable": "可能的数值 可能数值 可能值 疑为 推测值",
    /// How sure that is.
    Confidence = "confidence": "把握 可信度",
    /// Worked out from others by the export; not read.
    ValueUsed = "value_used": "采用的数值 采用数值 采用值",
    /// Id of the report that prints the figure.
    SourceId = "source_id": "来源标识 来源编号 来源代码",
    /// Its title.
    Source = "source": "来源 数据来源 资料来源 出处 来源名称 报告",
    /// The n-th non-blank line of it.
    Paragraph = "paragraph": "段落 段 段落号 第几段",
    /// Code points before the figure in that line.
    Offset = "offset": "位置 段内位置 偏移 字数位置",
    /// A remark.
    Note = "note": "备注 说明 注 注释 附注 notes remark remarks comment",
    /// Upper end of a range.
    Upper = "upper": "上限 区间上限",
    /// Key of the whole that a figure is part of.
    Of = "of": "所属整体 其中",
    /// Why a figure is doubted.
    Reason = "reason": "存疑理由 理由 原因",
    /// Province of the city.
    Province = "province": "省 省份 省市 所属省份 所在省",
    /// Nothing that is read.
    Ignored = "ignore": "序号 编号 行号 no 忽略 不导入 ignored",
);

impl Field {
    /// What a reader calls the field: the first of its other names.
    pub fn name(self, lang: Lang) -> String {
        match lang {
            Lang::Chinese => self
                .names()
                .split_whitespace()
                .next()
                .unwrap_or("")
                .to_owned(),
            Lang::English => self.as_str().replace('_', " "),
        }
    }

    /// The field of a word or name, in any case and width.
    pub fn named(name: &str) -> Option<Self> {
        let name = folded(name);
        if name.is_empty() {
            return None;
        }
        let fits = |field: &&Self| {
            let word = field.as_str().replace('_', "");
            word == name || field.names().split_whitespace().any(|known| known == name)
        };
        Self::ALL.iter().find(fits).copied()
    }
}

/// A name without what people write in different ways: width, case, spaces, underscores.
pub(super) fn folded(name: &str) -> String {
    let chars = crate::figure::fold(name).into_iter();
    let kept =
        chars.filter(|c| !matches!(c, ' ' | '_' | '-' | '*' | ':' | '：') && !c.is_control());
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// A header's name, and the unit that stands behind it: 工会驿站（家）, 经费(单位:万元), 会员/人.
pub(super) fn name_and_unit(header: &str) -> (&str, Option<&str>) {
    let header = header.trim();
    let closed = header.strip_suffix(['）', ')', '］', ']', '】']);
    let split = closed.and_then(|open| {
        // 人（次） is itself a unit: the bracket that belongs to the last one opens here.
        let mut depth = 0;
        let mut brackets = open.char_indices().rev();
        brackets.find_map(|(at, c)| match c {
            '）' | ')' => {
                depth += 1;
                None
            }
            '（' | '(' | '［' | '[' | '【' if depth == 0 => {
                Some((open.get(..at)?, open.get(at + c.len_utf8()..)?))
            }
            '（' | '(' => {
                depth -= 1;
                None
            }
            _ => None,
        })
    });
    match split {
        Some((name, unit)) if !name.trim().is_empty() && !unit.trim().is_empty() => {
            let unit = unit.trim();
            let said = unit.strip_prefix("单位");
            let said = said.map(|rest| rest.trim_start_matches(['：', ':', ' ']));
            (name.trim(), Some(said.unwrap_or(unit)))
        }
        _ => (header, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_field() {
        let mut seen = Vec::new();
        for &field in Field::ALL {
            for name in std::iter::once(field.as_str()).chain(field.names().split_whitespace()) {
                assert_eq!(Field::named(name), Some(field), "{name}");
                let name = folded(name);
                assert!(!seen.contains(&name), "{name}");
                seen.push(name);
            }
        }
        assert_eq!(Field::named(" City Code"), Some(Field::CityCode));
        assert_eq!(Field::named("ｃｉｔｙ"), Some(Field::City));
        assert_eq!(Field::named("*城市"), Some(Field::City));
        assert_eq!(Field::named(""), None);
    }

    #[test]
    fn a_unit_stands_behind_a_name() {
        for (header, expect) in [
            ("工会驿站（家）", ("工会驿站", Some("家"))),
            ("经费(单位：万元)", ("经费", Some("万元"))),
            ("参与（人（次））", ("参与", Some("人（次）"))),
            ("会员", ("会员", None)),
            ("（家）", ("（家）", None)),
            ("会员）", ("会员）", None)),
        ] {
            assert_eq!(name_and_unit(header), expect);
        }
    }
}
