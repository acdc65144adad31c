//! What an import says, in Simplified Chinese. It must never blame the reader, nor name a fault
//! without what was expected instead.

use super::field::Field;
use super::issue::{BadPeriod, Problem};
use super::kind::NoTable;
use crate::figure::machine;

/// What a field is called.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::CityCode => "城市代码",
        Field::City => "城市",
        Field::Period => "时期",
        Field::IndicatorId => "指标标识",
        Field::Indicator => "指标",
        Field::Category => "类别",
        Field::Value => "数值",
        Field::Unit => "单位",
        Field::Printed => "原文",
        Field::Bound => "界限",
        Field::Scope => "口径",
        Field::Status => "状态",
        Field::Doubt => "存疑",
        Field::Probable => "可能的数值",
        Field::Confidence => "把握",
        Field::ValueUsed => "采用的数值",
        Field::SourceId => "来源标识",
        Field::Source => "来源",
        Field::Paragraph => "段落",
        Field::Offset => "位置",
        Field::Note => "备注",
        Field::Upper => "上限",
        Field::Of => "所属整体",
        Field::Reason => "存疑理由",
        Field::Province => "省份",
        Field::Ignored => "不导入",
    }
}

pub(super) fn say(problem: &Problem) -> String {
    match problem {
        Problem::NoTable(kind) => no_table(*kind).to_owned(),
        Problem::IsDataset => "这是一份数据集（JSON），直接打开即可，不必导入。".to_owned(),
        Problem::Missing(of) => format!("缺“{}”：请指定哪一列，或对全表填一个值。", field(*of)),
        Problem::NoHeader => "没有找到表头，各列按内容识别，请核对。".to_owned(),
        Problem::AboveHeader(text) => format!("表头以上的行不作数据：“{text}”。"),
        Problem::TakenFor(of, text) => {
            format!(
                "表中没有“{}”，按标题或文件名取“{text}”，请核对。",
                field(*of)
            )
        }
        Problem::UnusedColumn(name) => format!("“{name}”这一列未识别，不导入。"),
        Problem::DuplicateColumn(name) => format!("“{name}”与前面一列重复，只读前一列。"),
        Problem::FilledDown => "单元格为空，沿用上一行的内容（合并单元格）。".to_owned(),
        Problem::More(code, count) => format!("另有 {count} 处同类问题（{code}）。"),
        Problem::QuoteOpen => "引号没有配对，这一行未导入；请补上引号。".to_owned(),
        Problem::CellTooLong => "单元格过长，不像表格；请检查分隔符。".to_owned(),
        Problem::TooManyCells(found, expected) => {
            format!("这一行有 {found} 格，表头只有 {expected} 格，未导入；含逗号的内容要加引号。")
        }
        Problem::TooFewCells(found, expected) => {
            format!("这一行只有 {found} 格，表头有 {expected} 格，缺的按空处理。")
        }
        Problem::NoteRow(text) => format!("这一行没有数字，不作数据：“{text}”。"),
        Problem::HeaderAgain => "表头重复出现，已跳过。".to_owned(),
        Problem::TotalRow(text) => format!("“{text}”是合计行，不作数据。"),
        Problem::EmptyCell(of) => format!("有数字，但“{}”为空，未导入。", field(*of)),
        Problem::ControlCharacters => {
            "含有乱码或控制字符，这一行未导入；请检查文件编码。".to_owned()
        }
        Problem::Formula(text) => {
            format!("“{text}”是公式，没有结果；请复制后“选择性粘贴”为数值。")
        }
        Problem::ErrorValue(text) => format!("“{text}”是表格的错误值，应为数字。"),
        Problem::Scientific(text) => {
            format!("“{text}”是科学记数法，部分数位可能已丢失；请把单元格设为“数值”再保存。")
        }
        Problem::NoFigure(text) => {
            format!("“{text}”不是一个数字，应如 977、12,345、45%、1387余万元。")
        }
        Problem::NotReported(text) => format!("“{text}”表示没有数字，不作数据。"),
        Problem::Negative(text) => format!("数量不能为负：“{text}”。"),
        Problem::UnitDiffers(unit, expected) => {
            format!("单位是“{unit}”，这项指标的单位是“{expected}”，未导入。")
        }
        Problem::ScaleTwice(cell, unit) => {
            format!("“{cell}”与单位“{unit}”都有“万”或“亿”，只算一次，请核对。")
        }
        Problem::MaybeFraction(text) => {
            format!("单位是 %，数值却是 {text}：如果是小数形式的比例，应乘以 100。")
        }
        Problem::PrintedDiffers(printed, value) => {
            format!(
                "原文“{printed}”与数值 {} 不一致，采用数值。",
                machine(*value)
            )
        }
        Problem::PrintedUnread(printed) => format!("原文“{printed}”读不成数字，采用数值。"),
        Problem::NoPeriod(text, why) => no_period(text, *why),
        Problem::DayRead(text, period) => {
            format!("“{text}”按日期读作 {period}；如果指全年，请只写年份。")
        }
        Problem::UnknownWord(of, text) => unknown_word(*of, text),
        Problem::NotWhole(of, text) => format!("“{}”应为整数，不是“{text}”。", field(*of)),
        Problem::CityDiffers(code, name) => {
            format!("代码 {code} 与“{name}”不是同一个城市，未导入。")
        }
        Problem::DuplicateKey(key) => format!("与前面一行重复（{key}），未导入。"),
        Problem::SameTwice(line) => {
            format!("与第 {line} 行的城市、时期、指标相同，两条都已导入，请核对。")
        }
        Problem::ReasonAbsent => "存疑的数据没有写明理由，已注明。".to_owned(),
        Problem::WholeAbsent(key) => format!("所属整体 {key} 不在数据中，这层关系已去掉。"),
        Problem::Replaces(id) => {
            format!("以前导入过同名的表（{id}），内容不同；原有的数据由这份表代替。")
        }
        Problem::NewCity(name, Some(code)) => format!("新城市：{name}（{code}），请确认。"),
        Problem::NewCity(name, None) => {
            format!("新城市：{name}，不知道行政区划代码，请补上六位代码。")
        }
        Problem::NewIndicator(name, unit) => match unit.as_str() {
            "" => format!("新指标：{name}，请确认。"),
            unit => format!("新指标：{name}（{unit}），请确认。"),
        },
        Problem::NewCategory(name) => format!("新类别：{name}。"),
    }
}

fn no_table(kind: NoTable) -> &'static str {
    match kind {
        NoTable::Empty => "内容为空。",
        NoTable::Workbook => {
            "这是工作簿文件；请在 Excel 或 WPS 中另存为 CSV，或复制表格后粘贴到这里。"
        }
        NoTable::WebPage => "这是网页，不是表格；请复制表格后粘贴到这里。",
        NoTable::JsonList => "这是 JSON 列表；请提供数据集 JSON，或另存为 CSV。",
        NoTable::Honours => "这是荣誉表；导入只读数据表，荣誉请改数据集 JSON。",
        NoTable::Binary => "这不是文本文件，或编码不对；请另存为 CSV（UTF-8）。",
    }
}

fn no_period(text: &str, why: BadPeriod) -> String {
    match why {
        BadPeriod::Serial(year) => format!(
            "“{text}”像是日期的内部序号（{year} 年某日）；请把单元格设为“日期”或“文本”再保存。"
        ),
        BadPeriod::Dotted => {
            format!("“{text}”分不清是 1 月还是 10 月；请写成 2025-01 或 2025-10。")
        }
        BadPeriod::ShortYear => format!("“{text}”应写四位年份，如 2025 年。"),
        BadPeriod::Reversed => format!("“{text}”的起止颠倒了。"),
        BadPeriod::Unknown => format!("“{text}”不是时期，应如 2025、2025-06、2021-2025。"),
    }
}

fn unknown_word(of: Field, text: &str) -> String {
    let expected = match of {
        Field::CityCode => "六位行政区划代码",
        Field::Scope => "全市、市本级、某县，或 unit:名称",
        Field::Status => "reported（已报告）、target（计划）、repeat（重复）、part（其中）",
        Field::Bound => "exact、at_least、at_most、approximate、range、vague",
        Field::Doubt => "decimal-point-lost、inconsistent、unclear",
        Field::Confidence => "certain（确定）、probable（很可能）、possible（可能）",
        _ => "已知的词",
    };
    format!("“{}”应为{expected}，不是“{text}”。", field(of))
}
