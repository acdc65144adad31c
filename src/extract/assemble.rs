//! Assemble: one walk along the text that gives every run its city, period, scope and indicator.
//!
//! It must never look further back than the block and its heading, so that time stays linear.

use std::cell::RefCell;

use super::around::{holds_any, starts};
use super::beside::{follow, mark_repeats, mark_shares};
use super::body::{Bodies, Subject};
use super::calendar::{Moment, When, moments};
use super::candidate::{Extraction, NoFigure};
use super::cells;
use super::clock::Clock;
use super::columns::Columns;
use super::kind;
use super::lexicon::Lexicon;
use super::period::Walk;
use super::quote;
use super::read::{Here, Said};
use super::resolve::resolve;
use super::run::{self, Run};
use super::scope::{self, Clauses, Scope};
use super::standing::{self, Parts};
use super::stream::{Block, Stream, starts_item};
use crate::dataset::{Dataset, NotFigure, Period};

/// Characters of a sentence that are looked at before a figure.
pub(super) const SENTENCE: usize = 160;

/// A longer line is no label.
const LONGEST_LABEL: usize = 10;

/// A longer block is no line of a poster.
const LONGEST_POSTER: usize = 40;

/// One document under way.
pub(super) struct Document<'d> {
    pub stream: Stream,
    /// Where the text behind the title begins.
    body_start: usize,
    runs: Vec<Run>,
    /// Why each run is no figure, if it is none.
    kinds: Vec<Option<NotFigure>>,
    pub moments: Vec<Moment>,
    pub clock: Clock,
    pub bodies: Bodies,
    pub lexicon: Lexicon<'d>,
    pub clauses: RefCell<Clauses>,
    pub said: RefCell<Vec<Said<'d>>>,
}

/// What a section says of the figures in it.
#[derive(Default)]
struct Section {
    level: u32,
    /// It stands in a part of plans: 第二部分 2020年工作要点.
    is_in_part: bool,
    /// The sign that its heading begins with: ▍, ■, 【.
    mark: Option<char>,
    /// The county that its heading names.
    county: Option<Scope>,
    table: Columns,
    is_plan: bool,
    /// From and to of the last short line without a figure.
    label: (usize, usize),
    /// It is the label of what stands below it.
    is_above: bool,
    /// Where the label begins that the figure above it took.
    below: usize,
    period: Option<Period>,
    /// The city, where the document is about several.
    subject: Option<Subject>,
}

pub(super) fn read(text: &str, dataset: &Dataset) -> Extraction {
    let stream = Stream::new(text);
    let blocks = stream.blocks();
    let names = quote::names(&stream.chars);
    let runs = run::find(&stream);
    let kinds = runs.iter().map(|run| kind::of(&stream, run, &names));
    let kinds = kinds.collect();
    let moments = moments(&stream.chars, &names);
    let heads = head_count(&stream, &blocks);
    let clock = Clock::read(&stream, &blocks, &moments, heads);
    let bodies = Bodies::find(&stream, &blocks, heads, dataset);
    let lexicon = Lexicon::new(dataset);
    let document = Document {
        body_start: blocks.get(heads).map_or(0, |block| block.start),
        stream,
        runs,
        kinds,
        moments,
        clock,
        bodies,
        lexicon,
        clauses: RefCell::default(),
        said: RefCell::default(),
    };
    let mut extraction = Extraction::default();
    let mut section = Section::default();
    for block in &blocks {
        document.block(block, &mut section, &mut extraction);
    }
    mark_repeats(&mut extraction.candidates);
    mark_shares(&mut extraction.candidates);
    extraction
        .candidates
        .sort_by_key(|candidate| (candidate.paragraph, candidate.offset));
    extraction
        .others
        .sort_by_key(|other| (other.paragraph, other.offset));
    extraction
}

/// How many blocks at the top are the title: short ones before the first sentence.
fn head_count(stream: &Stream, blocks: &[Block]) -> usize {
    let is_head = |block: &&Block| {
        let text = stream.slice(block.start, block.end);
        text.len() <= 48
            && !starts_item(text)
            && text.iter().filter(|c| "。;".contains(**c)).count() == 0
    };
    blocks.iter().take(6).take_while(is_head).count().max(1)
}

impl Document<'_> {
    fn block(&self, block: &Block, section: &mut Section, out: &mut Extraction) {
        let text = self.stream.slice(block.start, block.end);
        let first = self
            .moments
            .partition_point(|moment| moment.at < block.start);
        let last = self.moments.partition_point(|moment| moment.at < block.end);
        let moments = self.moments.get(first..last).unwrap_or(&[]);
        let from = self.runs.partition_point(|run| run.at < block.start);
        let to = self.runs.partition_point(|run| run.at < block.end);
        let runs = self.runs.get(from..to).unwrap_or(&[]);
        let kinds = self.kinds.get(from..to).unwrap_or(&[]);
        let has_unit = |run: &Run| matches!(&run.read, Ok(figure) if !figure.unit.is_empty());
        let is_counted = runs
            .iter()
            .zip(kinds)
            .any(|(run, kind)| kind.is_none() && has_unit(run));
        // A short line of figures heads nothing, unless it is numbered.
        let heads = text.len() > 40 || starts_item(text) || !is_counted;
        let (clock, bodies) = (&self.clock, &self.bodies);
        section
            .table
            .enter(&self.stream, block, moments, clock, bodies);
        self.enter(block, (text, heads), moments, section);
        let has_figure = kinds.contains(&None);
        if text.len() <= LONGEST_LABEL && !has_figure {
            // 关键词七：驿站.
            let from = text.iter().position(|c| *c == ':').map_or(0, |at| at + 1);
            section.label = (block.start + from, block.end);
            // ◆组织篇◆ heads figures that stand above their labels.
            let is_mark = starts_item(text) || text.first().is_some_and(|c| !c.is_alphanumeric());
            section.is_above = !is_mark && section.below != block.start;
        } else if let ([run], false) = (runs, section.is_above)
            && run.end - run.at == text.len()
            && let Some(below) = self.label_below(block)
        {
            section.label = below;
            section.below = below.0;
        } else if text.len() > LONGEST_POSTER {
            section.label = (0, 0);
        }
        let opens_plan = standing::is_plan_heading(text.get(..14.min(text.len())).unwrap_or(&[]));
        let own_county = self.reporter(text);
        let mut walk = Walk::new(&self.clock, section.period);
        let mut subject = section.subject;
        let mut position = block.start;
        let mut sentence = block.start;
        let mut next_moment = 0;
        let mut is_plan = false;
        let mut parts = Parts::default();
        let mut last_figure = 0_usize;
        for at in from..to {
            let Some(run) = self.runs.get(at) else { break };
            // Walk up to the figure: full points, expressions of time, subjects.
            let here = run.at;
            while position < here {
                let c = self.stream.chars.get(position).copied().unwrap_or(' ');
                position += 1;
                if "。!?…".contains(c) {
                    self.pass(
                        &mut walk,
                        (moments, block.start),
                        &mut next_moment,
                        position,
                    );
                    subject = self.subject(sentence, position, subject);
                    // 其中 goes on with what the sentence before it says.
                    if !starts(self.stream.slice(position, position + 2), "其中") {
                        walk.end_sentence();
                    }
                    sentence = position;
                    is_plan = false;
                } else if c == ';' {
                    self.pass(
                        &mut walk,
                        (moments, block.start),
                        &mut next_moment,
                        position,
                    );
                    walk.end_part();
                }
            }
            self.pass(&mut walk, (moments, block.start), &mut next_moment, here);
            subject = self.subject(sentence, here, subject);
            let reason = self.kinds.get(at).copied().flatten();
            let is_alone = run.unit == run.end && run.is_arabic && run.read.is_ok();
            let shared = match reason {
                Some(NotFigure::Name) | None if is_alone => cells::in_brackets(&self.stream, run)
                    .or_else(|| section.table.unit(&self.stream, run))
                    .or_else(|| cells::share(&self.stream, &self.runs, at)),
                _ => None,
            };
            if let (Some(kind), None) = (reason, &shared) {
                self.note(run, kind, out);
                continue;
            }
            let Ok(figure) = &run.read else {
                self.note(run, NotFigure::Name, out);
                continue;
            };
            let mut column = section.table.at(here);
            column.period = column.period.filter(|_| moments.is_empty());
            let words = self
                .stream
                .slice(sentence.max(here.saturating_sub(SENTENCE)), here);
            // What stood before the figure before it was looked at for that.
            const LONGEST_WORD: usize = 8;
            let seen = last_figure.saturating_sub(here - words.len());
            let unseen = words
                .get(seen.saturating_sub(LONGEST_WORD)..)
                .unwrap_or(words);
            is_plan |= standing::is_plan(unseen)
                || standing::is_goal(&self.stream, run)
                || opens_plan
                || section.is_plan;
            let unit = shared.as_ref().map_or(&figure.unit, |shared| &shared.unit);
            let is_part = parts.step(&self.stream, run, unit);
            let own = last_figure
                .saturating_sub(here - words.len())
                .min(words.len());
            let fresh = words.get(own..).unwrap_or(words);
            last_figure = run.end;
            let county = section.county.as_ref().or(own_county.as_ref());
            let candidate = self.candidate(&Here {
                run,
                figure,
                shared,
                block,
                walk: &walk,
                subject: column.subject.or(subject),
                column,
                county,
                is_plan,
                is_part,
                label: section.label,
                row_label: section.table.row.label(here),
                words,
                sentence,
                fresh,
            });
            let candidate = follow(candidate, out.candidates.last(), words);
            out.candidates.push(candidate);
        }
    }

    /// The label below a figure that stands alone on its line: 42.8万人, and below it 会员总数.
    fn label_below(&self, block: &Block) -> Option<(usize, usize)> {
        let from = block.end + 1;
        let line = self.stream.slice(from, from + LONGEST_LABEL + 1);
        let end = line.iter().position(|c| *c == '\n')?;
        let is_label = line.iter().take(end).all(|c| c.is_alphabetic());
        (is_label && end > 1).then_some((from, from + end))
    }

    /// Lets the walk see the expressions of time before `to`.
    fn pass(
        &self,
        walk: &mut Walk<'_>,
        (moments, block): (&[Moment], usize),
        next: &mut usize,
        to: usize,
    ) {
        while let Some(moment) = moments.get(*next).filter(|moment| moment.at < to) {
            let head = self.stream.slice(block, moment.at.min(block + 8));
            let opens = moment.at < block + 8 && !head.iter().any(|c| "，。;:".contains(*c));
            walk.pass(moment, opens && (starts_item(head) || head.len() < 4));
            *next += 1;
        }
    }

    /// Notes what a block that is a heading says of its section.
    fn enter(
        &self,
        block: &Block,
        (text, can_head): (&[char], bool),
        moments: &[Moment],
        section: &mut Section,
    ) {
        // What the title says holds for all, and is known by now.
        let is_title = block.start < self.body_start;
        let is_heading = text.len() <= 40 && !text.iter().any(|c| "。;，".contains(*c))
            || text.len() <= 16
                && moments
                    .first()
                    .is_some_and(|first| self.opens(block, first));
        // A row of a table heads nothing.
        let is_row = text.iter().any(|c| "|\t".contains(*c)) || section.table.row.cells.len() > 2;
        let is_heading = is_heading && !is_row;
        let level = match text {
            ['第', _, '部', ..] => 0,
            ['第', _, _, '部', ..] => 0,
            ['上' | '下', '篇', ..] => 0,
            [
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十',
                ..,
            ] => 1,
            ['(', ..] => 2,
            _ if starts_item(text) => 3,
            _ => 1,
        };
        let head = text.get(..30.min(text.len())).unwrap_or(text);
        let opens = is_heading || (starts_item(text) && level <= 2);
        let mark = text.first().copied();
        let mark = mark.filter(|c| !c.is_alphanumeric() && !"(“《|—".contains(*c));
        // Among headings that begin with ▍ a line without it is a label.
        let is_label = section.mark.is_some()
            && mark.is_none()
            && !starts_item(text)
            && moments.is_empty()
            && !standing::is_plan_heading(head);
        let is_under = section.is_in_part && level > 0;
        if opens && can_head && !is_label && !is_under && level <= section.level.max(1) {
            section.mark = mark;
            section.county = self.county(text);
            let year = moments.iter().find(|moment| moment.end - block.start <= 30);
            let printed = year.filter(|_| is_heading && !is_title);
            let printed = printed.and_then(|year| self.heading(year));
            let is_ahead = printed.is_none_or(|period| {
                self.clock
                    .year
                    .is_some_and(|year| period.first_year() > year)
            });
            let is_next = printed.is_some_and(|period| self.clock.is_next(period));
            let is_plan = (is_next && is_heading)
                || standing::is_plan_heading(head) && (is_heading || level == 1)
                || standing::is_goal_heading(head) && is_heading
                || standing::is_agenda_heading(head) && is_heading && !is_title && is_ahead;
            let next = self.clock.year.filter(|_| is_plan);
            let planned = next.and_then(|year| Period::parse(&(year + 1).to_string()).ok());
            section.period = printed.or(planned);
            section.is_plan = is_plan;
            section.is_in_part = is_plan && level == 0;
            section.level = level;
        }
        if !self.bodies.is_several {
            return;
        }
        if is_heading && !starts_item(text) || level == 1 && starts_item(text) {
            let end = block.end.min(block.start + 40);
            section.subject = self.bodies.subject(&self.stream, block.start, end);
        } else if let Some(subject) =
            self.bodies
                .subject(&self.stream, block.start, block.end.min(block.start + 24))
        {
            section.subject = Some(subject);
        }
    }

    /// The county that a heading is the name of: 三、桐城市, 【兴庆区】.
    fn county(&self, text: &[char]) -> Option<Scope> {
        // 三门峡市 begins with no number.
        let number = match starts_item(text) {
            true => "一二三四五六七八九十0123456789()、. ",
            false => "",
        };
        let skip = |c: &&char| number.contains(**c) || !c.is_alphanumeric();
        let name = text.get(text.iter().take_while(skip).count()..)?;
        let (county, length) = scope::county(name, &self.bodies)?;
        let main = self.bodies.main.and_then(|city| self.bodies.city(city));
        let is_own = main.is_some_and(|city| city.name == county || city.code.is_none());
        let rest = name.get(length..).unwrap_or(&[]);
        let rest = rest.strip_prefix(&['总', '工', '会']).unwrap_or(rest);
        let is_all = matches!(rest, [] | [':' | '】' | ' ' | '—' | '篇', ..]);
        (is_all && !is_own).then_some(Scope::County(county))
    }

    /// The county whose federation a paragraph begins with: 三、邹平市总工会开展….
    fn reporter(&self, text: &[char]) -> Option<Scope> {
        const LONGEST: usize = 16;
        let head = text.get(..LONGEST.min(text.len())).unwrap_or(text);
        let at = (0..head.len()).find(|at| starts(head.get(*at..).unwrap_or(&[]), "总工会"))?;
        let mut with = head.get(..at + 3)?.to_vec();
        with.push(':');
        self.county(&with)
    }

    /// Whether a short line begins with a year alone: 2024，我们约定.
    fn opens(&self, block: &Block, first: &Moment) -> bool {
        let runs = self.runs.partition_point(|run| run.at < first.end);
        let has_figure = self.runs.get(runs).is_some_and(|run| run.at < block.end);
        matches!(first.when, When::Year(_)) && first.at < block.start + 3 && !has_figure
    }

    /// What a heading's expression of time means: 到2026年末 in a plan of three years is all three.
    fn heading(&self, moment: &Moment) -> Option<Period> {
        let printed = resolve(&self.clock, moment, None)?;
        let span = self.clock.flows.filter(|span| {
            moment.is_until && span.is_interval() && span.last_year() == printed.last_year()
        });
        span.or(Some(printed))
    }

    /// The subject of the sentence, where the document is about several cities.
    fn subject(&self, from: usize, to: usize, before: Option<Subject>) -> Option<Subject> {
        if !self.bodies.is_several {
            return before;
        }
        let from = from.max(to.saturating_sub(SENTENCE));
        let words = self.stream.slice(from, to);
        // 占全省三成 is a share of the city's.
        let is_all = |word: &str| {
            let at = (0..words.len()).find(|at| starts(words.get(*at..).unwrap_or(&[]), word));
            let before = at.and_then(|at| words.get(at.wrapping_sub(1)));
            at.is_some() && before.is_none_or(|c| "，,。;:\n年月、".contains(*c))
        };
        let is_province = is_all("全省") || (self.bodies.is_province && is_all("全区"));
        const SEVERAL: &str = "两市会员|两地|三地|三市|四市|双方|各市要";
        if is_province || holds_any(words, SEVERAL) {
            // 三市签订协议，今年芜湖将组织600名: who is named in the figure's own clause.
            let clause = words.iter().rposition(|c| "，;:".contains(*c));
            let clause = clause.map_or(0, |at| at + 1);
            let own = words.get(clause..).unwrap_or(&[]);
            let named = self.bodies.subject(&self.stream, from + clause, to);
            let is_all = is_province || holds_any(own, SEVERAL);
            return named.filter(|_| !is_all).or(Some(Subject::Several));
        }
        self.bodies.subject(&self.stream, from, to).or(before)
    }

    fn note(&self, run: &Run, kind: NotFigure, out: &mut Extraction) {
        // 一 alone is an article.
        let text = self.stream.slice(run.numeral, run.unit.min(run.end));
        if kind == NotFigure::Idiom && matches!(text, ['一'] | ['一', '批']) {
            return;
        }
        if !run.is_arabic && run.unit == run.end && run.read.is_err() && kind == NotFigure::Name {
            return;
        }
        let (paragraph, offset) = self.stream.place(run.at);
        let end = run.end.min(self.stream.line_end(run.at));
        let printed = self.stream.printed(run.at, end);
        out.others.push(NoFigure {
            printed,
            paragraph,
            offset,
            kind,
        });
    }
}
