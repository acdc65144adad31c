//! Units that stand apart from their number: in a list's last item, in brackets behind a label, in
//! another cell of a table's row, in a table's header.
//!
//! It must never guess a unit: a number that finds none is no figure.

use super::run::Run;
use super::stream::Stream;
use crate::figure::{Figure, Leading, leading};

/// A unit and what its 万 or 亿 multiplies the number by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shared {
    pub unit: String,
    pub factor: f64,
    /// The rule's name.
    pub rule: &'static str,
    /// What the brackets or the header say is counted.
    pub label: Vec<char>,
}

/// The rule of [`in_brackets`].
pub(super) const IN_BRACKETS: &str = "unit-in-brackets";

/// No more of what stands before brackets is their label.
const LONGEST_LABEL: usize = 10;

/// The unit that a whole text is, such as 万元; `None` for any other text.
fn whole(text: &[char], rule: &'static str) -> Option<Shared> {
    let trimmed = trim(text);
    let trimmed = trimmed.strip_prefix(&['单', '位', ':']).unwrap_or(trimmed);
    let has_number = trimmed.iter().any(char::is_ascii_digit);
    if trimmed.is_empty() || trimmed.len() > 5 || has_number {
        return None;
    }
    // Read as of one: 1万元.
    let mut one = vec!['1'];
    one.extend(trimmed);
    let Leading {
        length,
        read:
            Ok(Figure {
                value: Some(factor),
                unit,
                ..
            }),
        ..
    } = leading(&one)?
    else {
        return None;
    };
    (length == one.len() && !unit.is_empty()).then(|| Shared {
        unit,
        factor,
        rule,
        label: Vec::new(),
    })
}

fn trim(text: &[char]) -> &[char] {
    let from = text.iter().position(|c| *c != ' ').unwrap_or(text.len());
    let to = text
        .iter()
        .rposition(|c| *c != ' ')
        .map_or(from, |at| at + 1);
    text.get(from..to).unwrap_or(&[])
}

/// 会员(万人):186.4; 会员(万人):宜宾66.8、泸州58.9.
pub(super) fn in_brackets(stream: &Stream, run: &Run) -> Option<Shared> {
    const LONGEST_LIST: usize = 100;
    let before = stream.slice(run.at.saturating_sub(LONGEST_LIST), run.at);
    let close = before.iter().rposition(|c| *c == ')')?;
    let between = before.get(close + 1..)?;
    let is_beside = between.iter().all(|c| ":为是达 \t|".contains(*c));
    if !is_beside && !between.strip_prefix(&[':']).is_some_and(is_named_list) {
        return None;
    }
    let open = before.get(..close)?.iter().rposition(|c| *c == '(')?;
    let shared = whole(before.get(open + 1..close)?, IN_BRACKETS)?;
    let label = before
        .get(..open)?
        .iter()
        .rev()
        .take_while(|c| !"\n，。;".contains(**c));
    let mut label: Vec<char> = label.take(LONGEST_LABEL).copied().collect();
    label.reverse();
    Some(Shared { label, ..shared })
}

/// Whether a text is names with a number each, and the last name without: 宜宾66.8、泸州.
fn is_named_list(text: &[char]) -> bool {
    const LONGEST_NAME: usize = 5;
    let mut items = text.rsplit(|c| "、，,;".contains(*c)).enumerate();
    items.all(|(back, item)| {
        let name = item.iter().take_while(|c| c.is_alphabetic()).count();
        let number = item.get(name..).unwrap_or(&[]);
        let is_number = number.iter().all(|c| c.is_ascii_digit() || *c == '.');
        (1..=LONGEST_NAME).contains(&name) && is_number && number.is_empty() == (back == 0)
    })
}

/// Whether cells are divided at a character.
fn divides(line: &[char], at: usize) -> bool {
    let gap = |at: usize| line.get(at) == Some(&' ') && line.get(at + 1) == Some(&' ');
    matches!(line.get(at), Some('\t' | '|')) || gap(at) || (at > 0 && gap(at - 1))
}

/// Whether a line is a row whose cells single spaces divide: 3 驿站 座 312.
fn is_spaced(line: &[char]) -> bool {
    const LONGEST: usize = 60;
    if line.len() > LONGEST || line.iter().any(|c| "\t|，。;".contains(*c)) {
        return false;
    }
    let mut words = line.split(|c| *c == ' ').filter(|word| !word.is_empty());
    let is_number = |word: &[char]| word.iter().all(|c| c.is_ascii_digit() || ".,".contains(*c));
    // A unit, and its number behind it.
    let mut before: &[char] = &[];
    words.any(|word| {
        let is_row = is_number(word) && whole(before, "unit-in-row").is_some();
        before = word;
        is_row
    })
}

/// From and to of each cell of a line.
pub(super) fn cells(line: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let is_spaced = is_spaced(line);
    for at in 0..=line.len() {
        if at == line.len() || divides(line, at) || (is_spaced && line.get(at) == Some(&' ')) {
            // Empty cells count where a sign divides, not where spaces do.
            let is_sign = matches!(line.get(at), Some('\t' | '|'));
            let is_char = |&(from, to): &(usize, usize)| {
                to == from + 1 && line.get(from).is_some_and(|c| c.is_alphabetic())
            };
            // 项    目 is one word.
            match found.last_mut().filter(|last| is_char(last)) {
                Some(last) if is_char(&(start, at)) && line.get(last.1) == Some(&' ') => {
                    last.1 = at;
                }
                _ if at > start || is_sign => found.push((start, at)),
                _ => {}
            }
            start = at + 1;
        }
    }
    found
}

/// One row: its cells, and what stands in them, read once for all of its figures.
#[derive(Default)]
pub(super) struct Row {
    /// From and to of each cell in the text.
    pub cells: Vec<(usize, usize)>,
    /// The cells that are a unit: 家.
    units: Vec<(usize, Shared)>,
    /// The cells with a unit in brackets, and whether they end with it: 新增会员(人).
    pub heads: Vec<(usize, Shared, bool)>,
    /// The first cell that is words.
    label: Option<usize>,
}

impl Row {
    /// The row of a line that begins at `start`.
    pub fn new(line: &[char], start: usize) -> Self {
        let mut row = Self::default();
        let found = cells(line);
        let place = |(from, to): &(usize, usize)| (start + from, start + to);
        row.cells = found.iter().map(place).collect();
        if found.len() < 2 {
            return row;
        }
        for (column, (from, to)) in found.into_iter().enumerate() {
            let text = line.get(from..to).unwrap_or(&[]);
            let has_digit = text.iter().any(char::is_ascii_digit);
            let letters = text.iter().filter(|c| c.is_alphabetic()).take(2).count();
            if row.label.is_none() && letters > 1 && !has_digit {
                row.label = Some(column);
            }
            if let Some(unit) = whole(text, "unit-in-row") {
                row.units.push((column, unit));
            }
            if let Some(unit) = in_last_brackets(text) {
                let is_label = trim(text).last() == Some(&')');
                row.heads.push((column, unit, is_label));
            }
        }
        row
    }

    /// The cell that a position stands in, if the line has several.
    fn column(&self, at: usize) -> Option<usize> {
        let column = self.cells.partition_point(|(_, end)| *end <= at);
        let (start, _) = self.cells.get(column)?;
        (*start <= at && self.cells.len() > 1).then_some(column)
    }

    /// Whether a number is all of its cell.
    pub fn is_cell(&self, stream: &Stream, run: &Run) -> bool {
        let column = self
            .column(run.at)
            .and_then(|column| self.cells.get(column));
        column.is_some_and(|(start, end)| {
            trim(stream.slice(*start, *end)) == stream.slice(run.at, run.end)
        })
    }

    /// From and to of the row's first words, if they stand before a position.
    pub fn label(&self, at: usize) -> (usize, usize) {
        let cell = self.label.and_then(|label| self.cells.get(label));
        cell.filter(|cell| cell.1 <= at).copied().unwrap_or((0, 0))
    }

    /// The unit of a number that is all of its cell: of its header, whose units `heads` holds; of
    /// the nearest cell on the left that is one, else of the next on the right; of the label.
    pub fn unit(&self, stream: &Stream, run: &Run, heads: &[Option<Shared>]) -> Option<Shared> {
        let column = self.column(run.at).filter(|_| self.is_cell(stream, run))?;
        // 增长(%) beside a column of units.
        if let Some(unit) = heads.get(column)? {
            return Some(unit.clone());
        }
        let right = self.units.partition_point(|(at, _)| *at <= column);
        let left = right.checked_sub(1).and_then(|left| self.units.get(left));
        let next = || self.units.get(right).filter(|(at, _)| *at == column + 1);
        if let Some((_, unit)) = left.or_else(next) {
            return Some(unit.clone());
        }
        let (at, unit, _) = self.heads.iter().find(|(.., is_label)| *is_label)?;
        (*at < column).then(|| Shared {
            rule: "unit-in-row",
            ..unit.clone()
        })
    }
}

/// The unit in the last brackets of a cell, or behind its stroke: 会员/万人; what stands before is
/// its label.
fn in_last_brackets(cell: &[char]) -> Option<Shared> {
    if let Some(stroke) = cell.iter().position(|c| *c == '/') {
        let shared = whole(cell.get(stroke + 1..)?, "unit-in-header")?;
        let label = trim(cell.get(..stroke)?).to_vec();
        return Some(Shared { label, ..shared });
    }
    let close = cell.iter().rposition(|c| *c == ')')?;
    let cell = cell.get(..close)?;
    let open = cell.iter().rposition(|c| *c == '(')?;
    let shared = whole(cell.get(open + 1..)?, "unit-in-header")?;
    let label = trim(cell.get(..open)?).to_vec();
    Some(Shared { label, ..shared })
}

/// The unit of all numbers of the table below: 单位:万元, (单位:家).
pub(super) fn of_table(line: &[char]) -> Option<Shared> {
    let line = line.strip_prefix(&['(']).unwrap_or(line);
    let line = line.strip_suffix(&[')']).unwrap_or(line);
    line.starts_with(&['单', '位', ':'])
        .then(|| whole(line, "unit-in-header"))
        .flatten()
}

/// Numbers of a list that share the unit of its last: 12、15和20场.
pub(super) fn share(stream: &Stream, runs: &[Run], at: usize) -> Option<Shared> {
    let mut end = runs.get(at)?.end;
    for next in runs.get(at + 1..)?.iter().take(12) {
        let between = stream.slice(end, next.at);
        let is_list = matches!(
            between,
            ['、' | '和' | '及' | '与'] | ['和', '约'] | ['、', ' ']
        );
        if !is_list {
            return None;
        }
        let figure = next.read.as_ref().ok()?;
        if !figure.unit.is_empty() {
            let text = stream.slice(next.numeral, next.unit);
            let factor = match text.last() {
                Some('万') => 10_000.0,
                Some('亿') => 100_000_000.0,
                _ => 1.0,
            };
            let unit = figure.unit.clone();
            return Some(Shared {
                unit,
                factor,
                rule: "unit-in-list",
                label: Vec::new(),
            });
        }
        end = next.end;
    }
    None
}
