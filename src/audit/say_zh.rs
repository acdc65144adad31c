//! The checker's messages in Simplified Chinese. It must never name what the dataset does not
//! hold.

use super::Fault;
use super::say::{maybe, number, offsets, quotient};

pub(super) fn say(fault: &Fault) -> String {
    match fault {
        Fault::Format(_, problem) => problem.code().to_owned(),
        Fault::CityCode(code) => format!("“{code}”不是该省的 GB/T 2260 代码。"),
        Fault::UpdatedDay(day) => format!("“{day}”不是日期（应为 YYYY-MM-DD）。"),
        Fault::HashForm(_) => "不是 64 位十六进制的 SHA-256。".to_owned(),
        Fault::StockInterval(period) => {
            format!("存量应注明某日或某年，不能用时段 {period}。")
        }
        Fault::AfterReport(period) => format!("{period} 晚于报告，又不是计划数。"),
        Fault::CityOfReport(city) => format!("{city}不是这份报告的城市。"),
        Fault::BoundOfValue(bound) => {
            format!("界限“{}”与数值、上限不相配。", bound.as_str())
        }
        Fault::UpperBelow => "上限小于下限。".to_owned(),
        Fault::PartWithoutWhole => "“其中”须写明属于哪个数（of），二者缺一。".to_owned(),
        Fault::PartOfWhole(part, whole) => format!(
            "{} 不能是 {} 的一部分，或城市、单位不同。",
            number(*part),
            number(*whole)
        ),
        Fault::HonourTwice(title) => format!("“{title}”在此处重复列入。"),
        Fault::HonourCount(count) => format!("荣誉数目不能是 {}。", number(*count)),
        Fault::DoubtWithoutArithmetic => "存疑理由中没有算式。".to_owned(),
        Fault::DoubtShift(printed, probable) => format!(
            "{} 补上小数点得不到 {}。",
            number(*printed),
            maybe(*probable)
        ),
        Fault::DoubtWithoutGround => "检查规则中没有一条支持这项存疑。".to_owned(),
        Fault::Unreadable(printed, _) => format!("“{printed}”不是一个数字。"),
        Fault::ValueDiffers(printed, value, read) => format!(
            "“{printed}”应读作 {}，这里却是 {}。",
            maybe(*read),
            maybe(*value)
        ),
        Fault::UpperDiffers(printed, upper, read) => format!(
            "“{printed}”的上限应为 {}，这里却是 {}。",
            maybe(*read),
            maybe(*upper)
        ),
        Fault::BoundDiffers(printed, bound, read) => format!(
            "“{printed}”的界限应为“{}”，这里却是“{}”。",
            read.as_str(),
            bound.as_str()
        ),
        Fault::UnitDiffers(printed, unit) => {
            format!("原文单位是“{printed}”，指标单位是“{unit}”。")
        }
        Fault::RelationTerms(count) => format!("关系中有 {count} 项，数目不对。"),
        Fault::RelationMixed => "关系各项的报告、城市或单位不一致。".to_owned(),
        Fault::SumDiffers(result, sum) => format!(
            "各项合计 {}，原文为 {}，却没有标为存疑。",
            number(*sum),
            number(*result)
        ),
        Fault::RateDiffers(rate, computed) => format!(
            "按原文数字算得 {}%，原文为 {}%，却没有标为存疑。",
            quotient(*computed),
            number(*rate)
        ),
        Fault::MoreThanAnyCity(value, most) => format!(
            "{} 人：全国没有一个城市超过 {} 人。",
            number(*value),
            number(*most)
        ),
        Fault::MoreThanMembers(value, members) => format!(
            "{} 人，而工会会员只有 {} 人。",
            number(*value),
            number(*members)
        ),
        Fault::Jump(value, sister, period) => format!(
            "此处为 {}，同一城市 {period} 为 {}。",
            number(*value),
            number(*sister)
        ),
        Fault::PerHead(each) => format!(
            "{} {} ÷ {} {} ＝ {}，不在 {} 至 {} 之间。",
            each.names.0,
            number(each.values.0),
            each.names.1,
            number(each.values.1),
            quotient(each.values.0 / each.values.1),
            number(each.range.0),
            number(each.range.1)
        ),
        Fault::StillImplausible(rest) => format!("即使更正后仍然不对：{}", say(rest)),
        Fault::SourceMissing(file) => format!("没有找到 {file}。"),
        Fault::SourceUnnamed(id) => {
            format!("{id} 没有写明文件名或 SHA-256，其数字无从核对。")
        }
        Fault::SourceChanged(known, found) => {
            format!("原文已变：数据依据的是 {known}…，现有文件是 {found}…。")
        }
        Fault::SourceEncoding(file) => format!("{file} 不是 UTF-8 编码。"),
        Fault::NoSuchPlace(paragraph, offset) => {
            format!("报告中没有第 {paragraph} 段第 {offset} 字这一处。")
        }
        Fault::NotAtPlace(printed, found) if found.is_empty() => {
            format!("这一段里没有“{printed}”。")
        }
        Fault::NotAtPlace(printed, found) => {
            format!("“{printed}”不在此处，而在第 {} 字。", offsets(found))
        }
        Fault::CutOff(printed, whole) => format!("“{printed}”没有取全，应含“{whole}”。"),
        Fault::HonourNotAtPlace(title) => format!("“{title}”不从此处开始。"),
        Fault::Unaccounted(numeral) => {
            format!("“{numeral}”既未列为数据，也未列入非数据清单。")
        }
        Fault::ListUnreadable(reason) => format!("清单无法读取：{reason}"),
        Fault::ListWithoutNumeral => "此处没有数字。".to_owned(),
        Fault::ListOverlaps(key) => format!("此处已有数据 {key}。"),
        Fault::ListKind(kind) => format!("清单没有“{kind}”这一类。"),
    }
}
