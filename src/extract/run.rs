//! Runs: every numeral of the text with its marks and unit, in order.
//!
//! It must never decide by what is counted: [`kind`](super::kind) says what is no figure.

use super::stream::{Stream, Stride};
use crate::figure::{Figure, FigureErrorKind, leading};
use crate::pace::Pace;

/// One numeral as printed.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Where it begins, with its marks.
    pub at: usize,
    /// Where the numeral begins.
    pub numeral: usize,
    /// Where the unit begins.
    pub unit: usize,
    /// Where it ends.
    pub end: usize,
    /// What it says, or why that is no figure.
    pub read: Result<Figure, FigureErrorKind>,
    /// The numeral is printed in 0–9.
    pub is_arabic: bool,
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

pub(super) fn is_han_digit(c: char) -> bool {
    "〇零一二两三四五六七八九十百千万亿".contains(c)
}

/// Characters that a mark, a numeral or a vague amount begins with.
const STARTS: &str = "0123456789〇零一二两三四五六七八九十百千万亿不未大超突至最多高接将约逾近上破过少\
                      低小≥>≤<数几好半-";

/// Words that end in the character of a mark: 网约车 is out by what follows, 节约3万元 by these.
const NO_MARK: [(char, &str); 9] = [
    ('约', "节签预履条公邀制违契合续特"),
    ('近', "附最临邻靠相就亲"),
    ('过', "通经度越跨走路"),
    ('上', "网线以马会路身街台晚早向加"),
    ('超', "赶反高"),
    ('多', "许很众诸更最"),
    ('大', "扩最更广"),
    ('不', "达用做看想得找赶"),
    ('最', ""),
];

/// Every run of the text.
pub(super) async fn find(stream: &Stream, pace: &mut Pace) -> Vec<Run> {
    let chars = &stream.chars;
    let mut runs = Vec::new();
    let (mut at, mut stride) = (0, Stride::default());
    while let Some(&c) = chars.get(at) {
        stride.pass(at, pace).await;
        let run = STARTS.contains(c).then(|| take(stream, at, &runs));
        match run.flatten() {
            Some(run) => {
                at = run.end;
                runs.push(run);
            }
            None => at += 1,
        }
    }
    runs
}

/// Characters that are read from where a run begins.
const WINDOW: usize = 48;

/// What a run of the same line was read as that went on with the same characters.
fn again(stream: &Stream, at: usize, line_end: usize, runs: &[Run]) -> Option<Run> {
    const MOST: usize = 4;
    if at + WINDOW > line_end {
        return None;
    }
    let window = stream.slice(at, at + WINDOW);
    let is_same = |run: &&Run| stream.slice(run.at, run.at + WINDOW) == window;
    let known = runs.iter().rev().take(MOST).find(is_same)?;
    let by = at - known.at;
    let is_line_same = stream.line_end(known.at) == line_end && !stream.is_line_start(known.at);
    is_line_same.then(|| Run {
        at,
        numeral: known.numeral + by,
        unit: known.unit + by,
        end: known.end + by,
        ..known.clone()
    })
}

fn take(stream: &Stream, at: usize, runs: &[Run]) -> Option<Run> {
    let chars = &stream.chars;
    let first = *chars.get(at)?;
    let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
    let is_half = stream.slice(at, at + 2) == ['半', '数'];
    let is_number = is_digit(first) || is_han_digit(first) || is_half;
    if !is_number {
        // A mark counts only before a numeral, and not at the end of another word.
        let is_word = before.is_some_and(|before| {
            NO_MARK
                .iter()
                .any(|(mark, words)| *mark == first && words.contains(before))
        });
        // 发出要约628份, but 需要约3万元.
        let is_offer = stream.slice(at.saturating_sub(1), at + 1) == ['要', '约']
            && !stream
                .slice(at.saturating_sub(2), at)
                .first()
                .is_some_and(|c| "需只还将须就都".contains(*c));
        let near = stream.slice(at + 1, at + 6);
        if is_word
            || is_offer
            || !near
                .iter()
                .any(|c| is_digit(*c) || is_han_digit(*c) || *c == '半')
        {
            return None;
        }
        let is_minus = first == '-';
        let follows = before.is_none_or(|c| "\n\t |长降为率是减幅".contains(c));
        if is_minus && !(follows && near.first().is_some_and(|c| is_digit(*c))) {
            return None;
        }
    }
    if let Some(length) = stream.hidden_item(at) {
        let end = at + length;
        let read = Err(FigureErrorKind::Ordinal);
        return Some(Run {
            at,
            numeral: at,
            unit: end,
            end,
            read,
            is_arabic: true,
        });
    }
    let line_end = stream.line_end(at);
    if let Some(run) = again(stream, at, line_end, runs) {
        return Some(run);
    }
    let leading = leading(stream.slice(at, block_end(chars, at)))?;
    if !is_number && leading.numeral == 0 && !"数几好-".contains(first) {
        return None;
    }
    let numeral = at + leading.numeral;
    let end = at + leading.length.max(1);
    let head = *chars.get(numeral)?;
    let shown = chars.get(numeral + usize::from(head == '-')).copied();
    Some(Run {
        at,
        numeral,
        unit: (at + leading.unit).min(end),
        // What is printed stands in one line; a unit that the break cut off is still read.
        end: if numeral < line_end { end } else { numeral + 1 },
        read: leading.read,
        is_arabic: shown.is_some_and(is_digit),
    })
}

fn block_end(chars: &[char], at: usize) -> usize {
    let rest = chars.get(at..).unwrap_or(&[]);
    let end = rest.iter().take(WINDOW).position(|c| *c == '\n');
    at + end.unwrap_or(WINDOW)
}
