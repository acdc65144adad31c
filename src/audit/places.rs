//! Every figure and every honour stands in the report's text where the dataset says. It must
//! never put a sentence of a report into a finding: printed figures and places only.

use super::{Audit, Fault, Open};
use crate::dataset::{Observation, SourceText, sha256};
use crate::figure;

/// The text of each report that could be opened, in the dataset's order.
pub(super) type Texts = Vec<Option<String>>;

/// Opens the reports, and finds those that are not there or are not those the dataset was read
/// from.
pub(super) fn open(audit: &mut Audit<'_>, open: Open<'_>) -> Texts {
    let dataset = audit.dataset;
    let mut texts = Texts::new();
    for (at, source) in dataset.sources.iter().enumerate() {
        let path = |key: &str| format!("sources[{at}].{key}");
        let Some(file) = &source.file else {
            audit.at(path("id"), Fault::SourceUnnamed(source.id.clone()));
            texts.push(None);
            continue;
        };
        let Some(bytes) = open(file) else {
            audit.at(path("file"), Fault::SourceMissing(file.clone()));
            texts.push(None);
            continue;
        };
        let found = sha256(&bytes);
        match &source.sha256 {
            None => audit.at(path("id"), Fault::SourceUnnamed(source.id.clone())),
            Some(known) if !known.eq_ignore_ascii_case(&found) => {
                let fault = Fault::SourceChanged(short(known), short(&found));
                audit.at(path("sha256"), fault);
            }
            Some(_) => {}
        }
        let text = String::from_utf8(bytes).ok();
        if text.is_none() {
            audit.at(path("file"), Fault::SourceEncoding(file.clone()));
        }
        texts.push(text);
    }
    texts
}

/// The beginning of a hash, enough to tell two apart.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

pub(super) fn check(audit: &mut Audit<'_>, texts: &Texts) {
    let dataset = audit.dataset;
    let opened: Vec<Option<SourceText<'_>>> = texts
        .iter()
        .map(|text| text.as_deref().map(SourceText::new))
        .collect();
    for row in dataset.rows() {
        let seen = dataset.observation(row);
        let source = dataset.observations.source.at(row.index()).index();
        if let Some(Some(text)) = opened.get(source)
            && let Some((key, fault)) = figure_fault(text, &seen)
        {
            audit.row(row, key, fault);
        }
    }
    for (at, honour) in dataset.honours.iter().enumerate() {
        let Some(Some(text)) = opened.get(honour.source.index()) else {
            continue;
        };
        let fault = match text.from_place(honour.paragraph, honour.offset) {
            None => Some(Fault::NoSuchPlace(honour.paragraph, honour.offset)),
            Some(there) if begins_honour(there, &honour.title, honour.count) => None,
            Some(_) => Some(Fault::HonourNotAtPlace(honour.title.clone())),
        };
        if let Some(fault) = fault {
            audit.honour(at, "offset", fault);
        }
    }
}

fn figure_fault(text: &SourceText<'_>, seen: &Observation<'_>) -> Option<(&'static str, Fault)> {
    let Some(there) = text.from_place(seen.paragraph, seen.offset) else {
        let fault = Fault::NoSuchPlace(seen.paragraph, seen.offset);
        return Some(("paragraph", fault));
    };
    let line = text.paragraphs()[seen.paragraph as usize - 1];
    if !there.starts_with(seen.printed) {
        let found = line.match_indices(seen.printed);
        let offsets = found.map(|(at, _)| line[..at].chars().count() as u32);
        let fault = Fault::NotAtPlace(seen.printed.to_owned(), offsets.collect());
        return Some(("offset", fault));
    }
    let before = &line[..line.len() - there.len()];
    longer(before, seen.printed, &there[seen.printed.len()..])
        .map(|whole| ("printed", Fault::CutOff(seen.printed.to_owned(), whole)))
}

/// The longer figure that a printed run is cut out of: digits before or behind, or a modifier
/// that belongs to it.
fn longer(before: &str, printed: &str, after: &str) -> Option<String> {
    const MARKS: [&str; 14] = [
        "不少于",
        "不低于",
        "不超过",
        "超过",
        "突破",
        "接近",
        "不足",
        "不到",
        "至少",
        "至多",
        "超",
        "逾",
        "近",
        "约",
    ];
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_inner = |c: char| is_digit(c) || matches!(c, '.' | '．');
    let first = before.chars().next_back();
    let begins_arabic = printed.starts_with(is_digit);
    if let Some(c) = first.filter(|c| begins_arabic && is_inner(*c)) {
        return Some(format!("{c}{printed}"));
    }
    if let Some(mark) = MARKS.iter().find(|mark| before.ends_with(**mark)) {
        let whole = format!("{mark}{printed}");
        // 最近3场 is three, 网约3家 is three: the whole must be a figure that says otherwise.
        let differs = figure::parse(&whole).ok().map(|figure| figure.bound)
            != figure::parse(printed).ok().map(|figure| figure.bound);
        if differs && !before.ends_with("最近") && !before.ends_with("网约") {
            return Some(whole);
        }
    }
    let next = after.chars().next()?;
    let is_open = printed.ends_with(|c: char| is_digit(c) || "余多万亿".contains(c));
    let goes_on =
        is_inner(next) && printed.ends_with(is_digit) && after.chars().nth(1).is_some_and(is_digit)
            || printed.ends_with(is_digit) && is_digit(next)
            || is_open && "余多万亿%％‰".contains(next);
    if goes_on {
        return Some(format!("{printed}{next}"));
    }
    let ends = ["以上", "以下", "以内", "左右", "上下"];
    let end = ends.iter().find(|end| after.starts_with(**end))?;
    Some(format!("{printed}{end}"))
}

/// Whether a text begins with an honour's title or its count: a list may share words of a title,
/// so two characters of it in a row are enough, quotation marks aside.
fn begins_honour(there: &str, title: &str, count: f64) -> bool {
    let is_mark = |c: char| "“”‘’《》「」".contains(c);
    let plain = |text: &str, most: usize| -> String {
        text.chars().filter(|c| !is_mark(*c)).take(most).collect()
    };
    let pair = plain(there, 2);
    let says_title = pair.chars().count() == 2 && plain(title, usize::MAX).contains(&pair);
    let digits = there.chars().take_while(char::is_ascii_digit);
    says_title || digits.collect::<String>().parse() == Ok(count)
}
