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

/// The unit for a number that has none behind it.
pub(super) fn unit_of(stream: &Stream, run: &Run) -> Option<Shared> {
    in_brackets(stream, run).or_else(|| in_table(stream, run))
}

/// 会员(万人):186.4.
fn in_brackets(stream: &Stream, run: &Run) -> Option<Shared> {
    let before = stream.slice(run.at.saturating_sub(12), run.at);
    let close = before.iter().rposition(|c| !":为是达 \t|".contains(*c))?;
    if before.get(close) != Some(&')') {
        return None;
    }
    let open = before.get(..close)?.iter().rposition(|c| *c == '(')?;
    let shared = whole(before.get(open + 1..close)?, "unit-in-brackets")?;
    let label = before
        .get(..open)?
        .iter()
        .rev()
        .take_while(|c| !"\n，。;".contains(**c));
    let mut label: Vec<char> = label.copied().collect();
    label.reverse();
    Some(Shared { label, ..shared })
}

/// Whether cells are divided at a character.
fn divides(line: &[char], at: usize) -> bool {
    let gap = |at: usize| line.get(at) == Some(&' ') && line.get(at + 1) == Some(&' ');
    matches!(line.get(at), Some('\t' | '|')) || gap(at) || (at > 0 && gap(at - 1))
}

/// From and to of each cell of a line.
pub(super) fn cells(line: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=line.len() {
        if at == line.len() || divides(line, at) {
            // Empty cells count where a sign divides, not where spaces do.
            let is_sign = matches!(line.get(at), Some('\t' | '|'));
            if at > start || is_sign {
                found.push((start, at));
            }
            start = at + 1;
        }
    }
    found
}

/// The row that a position stands in: between two `\n`, at most 400 characters.
fn row(stream: &Stream, at: usize) -> Option<(usize, &[char])> {
    let before = stream.slice(at.saturating_sub(200), at);
    let from = at
        - before
            .iter()
            .rev()
            .position(|c| *c == '\n')
            .unwrap_or(before.len());
    let rest = stream.slice(from, at + 200);
    let to = rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
    Some((from, rest.get(..to)?))
}

fn in_table(stream: &Stream, run: &Run) -> Option<Shared> {
    let (from, line) = row(stream, run.at)?;
    let cells_here = cells(line);
    let at = run.at - from;
    let column = cells_here
        .iter()
        .position(|(start, end)| (*start..*end).contains(&at))?;
    let (start, end) = *cells_here.get(column)?;
    let own = trim(line.get(start..end)?);
    if cells_here.len() < 2 || own != stream.slice(run.at, run.end) {
        return None;
    }
    // The nearest cell on the left that is a unit, else the next on the right.
    let text = |cell: &(usize, usize)| line.get(cell.0..cell.1).unwrap_or(&[]);
    let left = cells_here.get(..column)?.iter().rev();
    let right = cells_here.get(column + 1..)?.iter().take(1);
    if let Some(unit) = left
        .chain(right)
        .find_map(|cell| whole(text(cell), "unit-in-row"))
    {
        return Some(unit);
    }
    header(stream, from, column, cells_here.len()).or_else(|| {
        let left = cells_here.get(..column)?;
        left.iter().find_map(|cell| labelled(text(cell)))
    })
}

/// The unit in brackets behind the label of a row: 新增会员(人) | 50000 | 54200.
fn labelled(cell: &[char]) -> Option<Shared> {
    let cell = trim(cell).strip_suffix(&[')'])?;
    let open = cell.iter().rposition(|c| *c == '(')?;
    let shared = whole(cell.get(open + 1..)?, "unit-in-row")?;
    let label = trim(cell.get(..open)?).to_vec();
    Some(Shared { label, ..shared })
}

/// The unit in the header above: the nearest row with as many cells, and brackets in its cell.
fn header(stream: &Stream, from: usize, column: usize, count: usize) -> Option<Shared> {
    const MOST_ROWS: usize = 40;
    let mut at = from;
    for _ in 0..MOST_ROWS {
        let (start, line) = row(stream, at.checked_sub(1)?)?;
        let cells = cells(line);
        if cells.len() != count {
            return None;
        }
        let (open, close) = *cells.get(column)?;
        let cell = line.get(open..close)?;
        let close = cell.iter().rposition(|c| *c == ')');
        if let Some(close) = close
            && let Some(open) = cell.iter().rposition(|c| *c == '(')
            && let Some(unit) = cell
                .get(open + 1..close)
                .and_then(|text| whole(text, "unit-in-header"))
        {
            let label = trim(cell.get(..open).unwrap_or(&[])).to_vec();
            return Some(Shared { label, ..unit });
        }
        at = start;
    }
    None
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
