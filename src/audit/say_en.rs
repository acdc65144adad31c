//! The checker's messages in English. It must never name what the dataset does not hold.

use super::Fault;
use super::say::{maybe, number, offsets, quotient};

pub(super) fn say(fault: &Fault) -> String {
    match fault {
        Fault::Format(_, problem) => problem.code().to_owned(),
        Fault::CityCode(code) => {
            format!("\"{code}\" is no code of GB/T 2260 in the city's province")
        }
        Fault::UpdatedDay(day) => format!("\"{day}\" is no day (YYYY-MM-DD)"),
        Fault::HashForm(_) => "not a SHA-256 of 64 hexadecimal digits".to_owned(),
        Fault::StockInterval(period) => {
            format!("a stock is dated by a day or a year, not by the interval {period}")
        }
        Fault::AfterReport(period) => format!("{period} lies after the report, and is no target"),
        Fault::CityOfReport(city) => format!("{city} is not the city of the report"),
        Fault::BoundOfValue(bound) => format!(
            "the bound \"{}\" does not go with these value and upper end",
            bound.as_str()
        ),
        Fault::UpperBelow => "the upper end is below the lower".to_owned(),
        Fault::PartWithoutWhole => {
            "`of` and the status \"part\" go together: one is missing".to_owned()
        }
        Fault::PartOfWhole(part, whole) => format!(
            "no part of that: {} of {}, or another city or unit",
            number(*part),
            number(*whole)
        ),
        Fault::HonourTwice(title) => format!("\"{title}\" stands twice at this place"),
        Fault::HonourCount(count) => format!("{} is no count of honours", number(*count)),
        Fault::DoubtWithoutArithmetic => "the reason shows no arithmetic".to_owned(),
        Fault::DoubtShift(printed, probable) => format!(
            "{} does not become {} by a decimal point",
            number(*printed),
            maybe(*probable)
        ),
        Fault::DoubtWithoutGround => "no rule of the checker supports this doubt".to_owned(),
        Fault::Unreadable(printed, kind) => format!("\"{printed}\" is not one figure ({kind:?})"),
        Fault::ValueDiffers(printed, value, read) => format!(
            "\"{printed}\" says {}, the value is {}",
            maybe(*read),
            maybe(*value)
        ),
        Fault::UpperDiffers(printed, upper, read) => format!(
            "\"{printed}\" has the upper end {}, here it is {}",
            maybe(*read),
            maybe(*upper)
        ),
        Fault::BoundDiffers(printed, bound, read) => format!(
            "\"{printed}\" is \"{}\", the bound is \"{}\"",
            read.as_str(),
            bound.as_str()
        ),
        Fault::UnitDiffers(printed, unit) => {
            format!("printed in {printed}, the indicator counts in {unit}")
        }
        Fault::RelationTerms(count) => format!("{count} terms are too few or too many"),
        Fault::RelationMixed => "result and terms differ in report, city or unit".to_owned(),
        Fault::SumDiffers(result, sum) => format!(
            "the terms make {}, printed is {}, and nothing is doubted",
            number(*sum),
            number(*result)
        ),
        Fault::RateDiffers(rate, computed) => format!(
            "the counts make {}%, printed is {}%, and nothing is doubted",
            quotient(*computed),
            number(*rate)
        ),
        Fault::MoreThanAnyCity(value, most) => format!(
            "{} people: no city has more than {}",
            number(*value),
            number(*most)
        ),
        Fault::MoreThanMembers(value, members) => format!(
            "{} people, but the unions have {} members",
            number(*value),
            number(*members)
        ),
        Fault::Jump(value, sister, period) => format!(
            "{}, but the same city reports {} for {period}",
            number(*value),
            number(*sister)
        ),
        Fault::PerHead(each) => format!(
            "{} {} / {} {} = {}, outside {} to {}",
            each.names.0,
            number(each.values.0),
            each.names.1,
            number(each.values.1),
            quotient(each.values.0 / each.values.1),
            number(each.range.0),
            number(each.range.1)
        ),
        Fault::StillImplausible(rest) => format!("even if corrected: {}", say(rest)),
        Fault::SourceMissing(file) => format!("{file} is not there"),
        Fault::SourceUnnamed(id) => {
            format!("{id} names no file or no SHA-256: its figures cannot be proved")
        }
        Fault::SourceChanged(known, found) => {
            format!("the text has changed: read from {known}…, the file is {found}…")
        }
        Fault::SourceEncoding(file) => format!("{file} is not UTF-8"),
        Fault::NoSuchPlace(paragraph, offset) => {
            format!("the report has no place {paragraph}:{offset}")
        }
        Fault::NotAtPlace(printed, found) if found.is_empty() => {
            format!("\"{printed}\" does not stand in this paragraph")
        }
        Fault::NotAtPlace(printed, found) => format!(
            "\"{printed}\" does not stand here, but at offset {}",
            offsets(found)
        ),
        Fault::CutOff(printed, whole) => format!("\"{printed}\" is cut out of \"{whole}\""),
        Fault::HonourNotAtPlace(title) => format!("\"{title}\" does not begin here"),
        Fault::Unaccounted(numeral) => {
            format!("{numeral} is neither a figure nor listed as no figure")
        }
        Fault::ListUnreadable(reason) => format!("the list cannot be read: {reason}"),
        Fault::ListWithoutNumeral => "no numeral stands at this place".to_owned(),
        Fault::ListOverlaps(key) => format!("{key} is a figure at this place"),
        Fault::ListKind(kind) => format!("\"{kind}\" is no kind of the list"),
    }
}
