//! What a text is that was handed over: a dataset, a table or a report. It must never be sure where
//! a reader can tell better: a table can be taken for a report, and the other way round.

use crate::import::{Issue, Kind, Known, Problem, Survey, kind, survey};

/// How much of a text tells what it is, in bytes.
const HEAD: usize = 1 << 16;

/// What was handed over.
#[derive(Clone, Debug)]
pub enum Handed {
    /// A dataset's JSON.
    Dataset,
    /// A table, and how it would be read.
    Table(Box<Survey>),
    /// A text with sentences.
    Report,
    /// None of these; what it is, and what to do.
    Nothing(Issue),
}

/// Tells what a text is; `name` is its file's, empty if it was pasted.
pub fn sort(text: &str, name: &str, known: &Known) -> Handed {
    let head = text
        .get(..text.floor_char_boundary(HEAD))
        .unwrap_or_default();
    // What can be read as a table is one if its name says so, or if it has several columns and
    // hardly a sentence.
    let is_named = is_named_table(name);
    if !is_named && has_sentences(head) && matches!(kind(head), Kind::Table(_)) {
        return Handed::Report;
    }
    match survey(head, name, known) {
        Ok(survey) if is_named || survey.mapping.columns.len() > 1 => {
            Handed::Table(Box::new(survey))
        }
        Ok(_) => Handed::Report,
        Err(issue) if issue.problem == Problem::IsDataset => Handed::Dataset,
        Err(issue) => Handed::Nothing(issue),
    }
}

/// Whether a file's name is that of a table.
fn is_named_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["csv", "tsv", "tab", "xlsx", "xlsm"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether a text has more than a sentence in four lines.
fn has_sentences(text: &str) -> bool {
    let sentences = text.matches(['。', '；']).count();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    sentences * 4 > lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, name: &str) -> &'static str {
        match sort(text, name, &Known::default()) {
            Handed::Dataset => "dataset",
            Handed::Table(_) => "table",
            Handed::Report => "report",
            Handed::Nothing(_) => "nothing",
        }
    }

    #[test]
    fn what_is_handed_over_is_told_by_what_it_says() {
        let report = "某市总工会2025年工作综述\n\n全年建成工会驿站120家，服务职工3.5万人次。\n\
            帮扶困难职工800户，发放资金120万元；开展技能竞赛36场。\n";
        for (text, name, expect) in [
            ("{\"schema_version\": 1}", "a.json", "dataset"),
            ("城市,年份,指标,数值\n安庆,2025,驿站,3\n", "a.csv", "table"),
            ("城市\t年份\t指标\t数值\n安庆\t2025\t驿站\t3\n", "", "table"),
            (
                "城市\t年份\t指标\t数值\n安庆\t2025\t驿站\t3\n",
                "a.txt",
                "table",
            ),
            (report, "答卷.txt", "report"),
            (report, "", "report"),
            ("全市共有会员，12万人。", "", "report"),
            ("", "a.txt", "nothing"),
            ("PK\u{3}\u{4}xxxx", "a.xlsx", "nothing"),
        ] {
            assert_eq!(word(text, name), expect, "{name} {text}");
        }
    }
}
