//! The text of a word processor's document: what a reader would see of it, as lines. It must never
//! hold what was deleted, a field's code, or what is there twice for programs of two ages.

use std::mem;

use quick_xml::events::BytesStart;

use super::broken::Broken;
use super::xml::{Step, Steps, attribute};

/// Elements of which nothing is read: what was deleted or moved away, codes of fields, the sound
/// above a character, and the properties of a paragraph, whose `tab` is a place and no character.
const SKIPPED: [&str; 7] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rt",
    "pPr",
];

/// The columns that Word allows a table.
const MOST_COLUMNS: usize = 63;

/// The text of `word/document.xml`: a line a paragraph, with a blank line between; a table's rows a
/// line each, with tabs between the cells. Paragraphs without text leave no trace.
///
/// # Errors
/// Why there is no text: `Xml`, `DocType` or `Content`.
pub fn document_text(xml: &str) -> Result<String, Broken> {
    let mut steps = Steps::new(xml, "document")?;
    let mut document = Document {
        open: Vec::new(),
        at: Block::new(Kind::Flow),
        has_choice: Vec::new(),
        skipped: 0,
        is_text: false,
    };
    loop {
        match steps.next()? {
            Step::Open(start) => document.open(&start)?,
            Step::Close(end) => document.close(end.local_name().into_inner()),
            Step::Text(text) => document.text(&text),
            Step::End => break,
        }
    }
    document.at.end_line();
    Ok(document.at.text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Paragraphs and tables: the body, or a text box.
    Flow,
    Table,
    Row,
    Cell,
}

/// What is being put together.
struct Block {
    kind: Kind,
    text: String,
    /// The paragraph that is open.
    line: String,
    /// Text boxes that hang on it; they come behind it.
    boxes: String,
    /// Of a row: whether it has a cell. Of a cell: how many columns it spans.
    has_cell: bool,
    span: usize,
}

impl Block {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: String::new(),
            line: String::new(),
            boxes: String::new(),
            has_cell: false,
            span: 1,
        }
    }

    /// Ends the paragraph that is open.
    fn end_line(&mut self) {
        let (line, boxes) = (mem::take(&mut self.line), mem::take(&mut self.boxes));
        self.push(&line);
        self.push(&boxes);
    }

    /// Adds a paragraph, a table, a row, or what is in a text box.
    fn push(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.kind {
                Kind::Flow => "\n\n",
                Kind::Table => "\n",
                Kind::Row | Kind::Cell => " ",
            });
        }
        if self.kind == Kind::Cell {
            // A cell is part of a line, and has no columns.
            put(&mut self.text, text);
        } else {
            self.text.push_str(text);
        }
    }

    /// Adds a cell to a row.
    fn push_cell(&mut self, cell: &Block) {
        if mem::replace(&mut self.has_cell, true) {
            self.text.push('\t');
        }
        self.text.push_str(&cell.text);
        self.text.extend((1..cell.span).map(|_| '\t'));
    }
}

/// Adds a text in which tabs and line breaks are spaces.
fn put(to: &mut String, text: &str) {
    let plain = |c: char| {
        if matches!(c, '\t' | '\n' | '\r') {
            ' '
        } else {
            c
        }
    };
    to.extend(text.chars().map(plain));
}

struct Document {
    /// What is open around what is being put together.
    open: Vec<Block>,
    at: Block,
    /// Of each alternative that is open, whether one of its contents was read.
    has_choice: Vec<bool>,
    /// How many elements are open of which nothing is read.
    skipped: usize,
    is_text: bool,
}

impl Document {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Broken> {
        let name = start.local_name().into_inner();
        if self.skipped > 0 || SKIPPED.contains(&name) {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            "AlternateContent" => self.has_choice.push(false),
            "Choice" | "Fallback" => {
                let taken = self.has_choice.last_mut();
                if taken.is_some_and(|taken| mem::replace(taken, true)) {
                    self.skipped = 1;
                }
            }
            "p" => self.at.end_line(),
            "t" => self.is_text = true,
            "tab" | "ptab" => self.at.line.push('\t'),
            "br" | "cr" => self.at.line.push('\n'),
            "noBreakHyphen" => self.at.line.push('-'),
            "gridSpan" => {
                let span = attribute(start, "val")?.and_then(|span| span.parse().ok());
                self.at.span = span.unwrap_or(1).min(MOST_COLUMNS);
            }
            _ => {
                if let Some(kind) = kind(name) {
                    self.open.push(mem::replace(&mut self.at, Block::new(kind)));
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "AlternateContent" => {
                self.has_choice.pop();
            }
            "p" => self.at.end_line(),
            "t" => self.is_text = false,
            _ if kind(name).is_some() => self.close_block(),
            _ => {}
        }
    }

    fn close_block(&mut self) {
        let Some(around) = self.open.pop() else {
            return;
        };
        let mut block = mem::replace(&mut self.at, around);
        block.end_line();
        match block.kind {
            Kind::Cell => self.at.push_cell(&block),
            Kind::Table | Kind::Row => {
                // A table cannot stand in a paragraph; where it does, it ends it.
                self.at.end_line();
                self.at.push(&block.text);
            }
            Kind::Flow => {
                if !self.at.boxes.is_empty() {
                    self.at.boxes.push_str("\n\n");
                }
                self.at.boxes.push_str(&block.text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text && self.skipped == 0 {
            put(&mut self.at.line, text);
        }
    }
}

/// What an element puts together.
fn kind(name: &str) -> Option<Kind> {
    match name {
        "tbl" => Some(Kind::Table),
        "tr" => Some(Kind::Row),
        "tc" => Some(Kind::Cell),
        "txbxContent" => Some(Kind::Flow),
        _ => None,
    }
}
