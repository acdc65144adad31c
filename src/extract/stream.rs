//! The text as it is read: lines that a scan or a fixed width broke are joined again.
//!
//! Every character keeps its place. A join must never move, add or drop a character within a line,
//! nor join where a new paragraph, heading or list item begins.

use super::around::{holds, starts};
use super::run::is_han_digit;
use super::widths::{LONG, Widths};
use crate::dataset::SourceText;
use crate::figure::fold;
use crate::pace::Pace;

/// A line's part of the joined text.
#[derive(Clone, Copy)]
struct Line {
    /// Where it begins in the joined text.
    start: usize,
    /// Its characters, without white space at the ends.
    length: usize,
    paragraph: u32,
    /// White space in front of it.
    indent: u32,
}

/// A joined text: blocks, each a paragraph, a heading or a list item, divided by `\n`.
pub(super) struct Stream {
    /// Folded characters (fullwidth forms as plain ones).
    pub chars: Vec<char>,
    /// The same characters as printed.
    raw: Vec<char>,
    lines: Vec<Line>,
}

/// One block: where it begins, and where its `\n` stands.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub start: usize,
    pub end: usize,
}

/// A line before it is joined.
struct Piece {
    paragraph: u32,
    /// A blank line stands before it.
    is_apart: bool,
    indent: u32,
    chars: Vec<char>,
    raw: Vec<char>,
}

/// Characters that are read before a rest.
const SLICE: usize = 1 << 10;

/// Lets a walk along a text rest now and then.
#[derive(Default)]
pub(super) struct Stride {
    rested: usize,
}

impl Stride {
    /// Rests if the walk has come far since it did; `at` is where it is.
    pub async fn pass(&mut self, at: usize, pace: &mut Pace) {
        if at >= self.rested + SLICE {
            self.rested = at;
            pace.rest().await;
        }
    }
}

/// The longest line that may stand between the two parts of a broken sentence: a caption.
const LONGEST_CAPTION: usize = 45;
/// So many captions stand between at most.
const MOST_CAPTIONS: usize = 4;

impl Stream {
    pub async fn new(text: &str, pace: &mut Pace) -> Self {
        let mut pieces = Vec::new();
        let mut end_before = None;
        for (number, line) in (1..).zip(SourceText::new(text).paragraphs()) {
            pace.rest().await;
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            let between = end_before.and_then(|end: usize| text.get(end..start));
            let is_apart = between.is_some_and(|gap| gap.matches('\n').count() > 1);
            end_before = Some(start + line.len());
            // A tab divides cells; a space may stand within a figure.
            let mut folded = fold(line);
            let mut before = ' ';
            for (c, raw) in folded.iter_mut().zip(line.chars()) {
                match raw {
                    '\t' => *c = raw,
                    // 二○二四年 is often printed with a circle; at the head of a line it is a mark.
                    '○' if is_han_digit(before) => *c = '〇',
                    _ => {}
                }
                before = *c;
            }
            let is_blank = |c: &char| c.is_whitespace() || c.is_control() || *c == '\u{feff}';
            let indent = folded.iter().take_while(|c| is_blank(c)).count();
            let end = folded
                .iter()
                .rposition(|c| !is_blank(c))
                .map_or(0, |last| last + 1);
            let chars = folded.get(indent..end).unwrap_or(&[]).to_vec();
            let raw = line.chars().skip(indent).take(chars.len()).collect();
            pieces.push(Piece {
                paragraph: number,
                is_apart,
                indent: u32::try_from(indent).unwrap_or(0),
                chars,
                raw,
            });
        }
        Self::join(&pieces, pace).await
    }

    async fn join(pieces: &[Piece], pace: &mut Pace) -> Self {
        let has_indents =
            pieces.iter().filter(|piece| piece.indent >= 2).count() * 4 > pieces.len();
        let widths = Widths::new(pieces.iter().map(|piece| piece.chars.len()).collect());
        let mut stream = Self {
            chars: Vec::new(),
            raw: Vec::new(),
            lines: Vec::new(),
        };
        let mut taken = vec![false; pieces.len()];
        for at in 0..pieces.len() {
            if taken.get(at) != Some(&false) {
                continue;
            }
            pace.rest().await;
            let mut next = Some(at);
            while let Some(now) = next {
                if let (Some(piece), Some(flag)) = (pieces.get(now), taken.get_mut(now)) {
                    stream.push(piece);
                    *flag = true;
                }
                next = continuation(pieces, &taken, now, (has_indents, &widths));
            }
            stream.chars.push('\n');
            stream.raw.push('\n');
        }
        stream
    }

    fn push(&mut self, piece: &Piece) {
        self.lines.push(Line {
            start: self.chars.len(),
            length: piece.chars.len(),
            paragraph: piece.paragraph,
            indent: piece.indent,
        });
        self.chars.extend(&piece.chars);
        self.raw.extend(&piece.raw);
    }

    fn line(&self, at: usize) -> Option<&Line> {
        let after = self.lines.partition_point(|line| line.start <= at);
        self.lines.get(after.checked_sub(1)?)
    }

    /// Paragraph, from 1, and offset in code points of a position.
    pub fn place(&self, at: usize) -> (u32, u32) {
        self.line(at).map_or((0, 0), |line| {
            let within = u32::try_from(at - line.start).unwrap_or(u32::MAX);
            (line.paragraph, within.saturating_add(line.indent))
        })
    }

    /// Where the line of a position ends in the joined text.
    pub fn line_end(&self, at: usize) -> usize {
        self.line(at).map_or(at, |line| line.start + line.length)
    }

    /// How many characters a list number takes that a decimal hides: 1.12家 is item 1 and 12家 where
    /// an item 0 or 2 stands beside it.
    pub fn hidden_item(&self, at: usize) -> Option<usize> {
        let index = self.lines.partition_point(|line| line.start < at);
        let line = self.lines.get(index).filter(|line| line.start == at)?;
        let number = |line: Option<&Line>| -> Option<(u32, usize)> {
            let line = line?;
            let text = self.slice(line.start, line.start + line.length.min(4));
            let digits: String = text.iter().take_while(|c| c.is_ascii_digit()).collect();
            let is_item = matches!(text.get(digits.len()), Some('.' | '、'));
            Some((
                digits
                    .parse()
                    .ok()
                    .filter(|_| is_item && digits.len() <= 2)?,
                digits.len(),
            ))
        };
        let (own, length) = number(Some(line))?;
        let before = number(index.checked_sub(1).and_then(|at| self.lines.get(at)));
        let next = number(self.lines.get(index + 1));
        let is_row =
            before.is_some_and(|(n, _)| n + 1 == own) || next.is_some_and(|(n, _)| own + 1 == n);
        let is_hidden = self.chars.get(at + length) == Some(&'.')
            && self
                .chars
                .get(at + length + 1)
                .is_some_and(char::is_ascii_digit);
        (is_row && is_hidden).then_some(length)
    }

    /// Whether a line begins at a position.
    pub fn is_line_start(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.start == at)
    }

    pub fn blocks(&self) -> Vec<Block> {
        let mut start = 0;
        let mut blocks = Vec::new();
        for (end, _) in self.chars.iter().enumerate().filter(|(_, c)| **c == '\n') {
            blocks.push(Block { start, end });
            start = end + 1;
        }
        blocks
    }

    /// The text as printed from one position to another.
    pub fn printed(&self, from: usize, to: usize) -> String {
        let to = to.min(self.raw.len());
        self.raw
            .get(from.min(to)..to)
            .unwrap_or(&[])
            .iter()
            .collect()
    }

    /// The characters from one position to another, as far as there are any.
    pub fn slice(&self, from: usize, to: usize) -> &[char] {
        let to = to.min(self.chars.len());
        self.chars.get(from.min(to)..to).unwrap_or(&[])
    }
}

/// The line that goes on with the sentence of another, if that is broken off.
fn continuation(
    pieces: &[Piece],
    taken: &[bool],
    at: usize,
    (has_indents, widths): (bool, &Widths),
) -> Option<usize> {
    let open = pieces
        .get(at)
        .filter(|piece| is_open(&piece.chars, widths))?;
    let mut captions = 0;
    let mut nearest = None;
    for (next, piece) in pieces
        .iter()
        .enumerate()
        .skip(at + 1)
        .take(3 * MOST_CAPTIONS)
    {
        if taken.get(next) == Some(&true) {
            continue;
        }
        let can = goes_on(open, piece, has_indents);
        let is_rest = piece.chars.len() >= LONG || (captions == 0 && !piece.is_apart);
        if can && is_rest {
            return Some(next);
        }
        if can && captions == 0 {
            // …成为会员， and behind a blank line 凤阳县也新增340名。
            let is_end = piece.chars.last().is_some_and(|c| "。;!?".contains(*c));
            let is_told = piece.chars.iter().any(char::is_ascii_digit);
            if is_end && is_told && open.chars.last().is_some_and(|c| "，、".contains(*c)) {
                return Some(next);
            }
            nearest = Some(next);
        }
        // A caption or a heading between two columns: the sentence goes on behind it.
        captions += 1;
        let is_caption = piece.chars.len() <= LONGEST_CAPTION
            && !starts_item(&piece.chars)
            && !starts_bullet(&piece.chars);
        let is_sentence = open.chars.len() > LONGEST_CAPTION && !has_indents;
        if !is_caption || !is_sentence || captions > MOST_CAPTIONS {
            break;
        }
    }
    // No long line goes on: the short one behind a blank line does, if it ends a sentence.
    nearest.filter(|next| {
        let last = pieces.get(*next).and_then(|piece| piece.chars.last());
        last.is_some_and(|c| "。!?;%".contains(*c))
            || open.chars.last().is_some_and(|c| "，、".contains(*c))
    })
}

/// Whether a line breaks off within a sentence.
fn is_open(line: &[char], widths: &Widths) -> bool {
    let Some(last) = line.last() else {
        return false;
    };
    // “株洲 ends, 大工匠” begins the next.
    let quotes = |mark: char| line.iter().filter(|c| **c == mark).count();
    if quotes('“') > quotes('”') && !is_cells(line) && *last != '。' {
        return true;
    }
    let is_broken_number = matches!(line, [.., c, '.'] if c.is_ascii_digit());
    if "。!?;:…”』」》)】.~|".contains(*last) && !is_broken_number {
        return false;
    }
    if "，、,“《(".contains(*last) {
        return true;
    }
    let is_sentence = line.iter().any(|c| "，。;,、".contains(*c));
    // 来源:闽东日报  2025-01-08  记者 and a name is no text.
    if !is_sentence && is_imprint(line) {
        return false;
    }
    !is_cells(line) && (line.len() >= widths.long || (is_sentence && line.len() >= widths.part))
}

/// Whether a line can be the rest of `open`.
fn goes_on(open: &Piece, line: &Piece, has_indents: bool) -> bool {
    let is_new = has_indents && line.indent > open.indent.min(1) && line.indent >= 2;
    let first = line.chars.first().copied().unwrap_or(' ');
    // 签订率88 ends, .6% begins the next; or 88. and 6%.
    let follows = |open: &[char]| match open {
        [.., c, '.'] if c.is_ascii_digit() => first.is_ascii_digit(),
        [.., c] if first == '.' => {
            c.is_ascii_digit() && line.chars.get(1).is_some_and(char::is_ascii_digit)
        }
        _ => first.is_alphanumeric() || "“《(‘%".contains(first),
    };
    let is_mark = !follows(&open.chars);
    let ends = line.chars.iter().any(|c| "，。;,、!?".contains(*c));
    // A short line without a sign behind one that is not full is a label.
    const LABEL: usize = 10;
    let is_label = open.chars.len() < LONG && line.chars.len() <= LABEL && !ends;
    let is_rest = line.chars.len() < LONG && line.paragraph == open.paragraph + 1 && !is_label;
    // What stands apart from an item without a full point is the next paragraph.
    let is_next = line.is_apart && starts_bullet(&open.chars);
    !is_new
        && !is_next
        && !is_mark
        && !starts_item(&line.chars)
        && !is_cells(&line.chars)
        && (ends || is_rest || line.chars.len() >= LONG)
}

/// Whether a line begins as one that says who wrote, or when.
fn is_imprint(line: &[char]) -> bool {
    ["来源:", "信息来源", "作者:", "发布", "时间:", "本报记者"]
        .iter()
        .any(|word| starts(line, word))
        // 2025年第7期 市总工会办公室编 2025年8月6日; 特刊 2017年5月1日 执笔.
        || (holds(line, "年") && holds(line, "月") && has_day(line))
}

/// Whether a day is printed in a line.
fn has_day(line: &[char]) -> bool {
    line.windows(2)
        .any(|two| matches!(two, [c, '日'] if c.is_ascii_digit()))
}

/// Whether a line begins with a bullet: ●, ★, ——.
fn starts_bullet(line: &[char]) -> bool {
    line.first()
        .is_some_and(|c| !(c.is_alphanumeric() || "“《(‘%".contains(*c)))
}

/// Whether a line is cells of a table.
fn is_cells(line: &[char]) -> bool {
    let bars = line.iter().filter(|c| "|\t".contains(**c)).count();
    let gaps = line
        .windows(3)
        .filter(|three| three.iter().all(|c| *c == ' '))
        .count();
    bars >= 2 || gaps >= 2
}

/// Whether a line begins with a list number: 1. or 1、, (一), 一、, 第一，, 一是.
pub(super) fn starts_item(line: &[char]) -> bool {
    let is_number = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    match line {
        ['(', rest @ ..] => {
            let digits = rest.iter().take_while(|c| is_number(c)).count();
            digits > 0 && rest.get(digits) == Some(&')')
        }
        ['第', c, next, ..] if is_number(c) => "，,、:章部".contains(*next),
        [c, '是', ..] if is_number(c) && !c.is_ascii_digit() => true,
        [c, ..] if is_number(c) => {
            let digits = line.iter().take_while(|c| is_number(c)).count();
            let after = line.get(digits + 1).copied().unwrap_or(' ');
            match line.get(digits) {
                Some('、' | '.' | ')') if digits <= 3 => !after.is_ascii_digit(),
                Some(' ') if digits <= 2 => *c == '0' && !after.is_ascii_digit(),
                _ => false,
            }
        }
        [c, ..] => ('①'..='⑳').contains(c),
        [] => false,
    }
}
