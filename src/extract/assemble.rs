//! Assemble: one walk along the text that gives every run its city, period, scope and indicator.
//!
//! It must never look further back than the block and its heading, so that time stays linear.

use std::cell::RefCell;

use super::around::{holds_any, starts};
use super::beside::{follow, mark_repeats, mark_shares};
use super::body::{Bodies, Subject};
use super::calendar::{Moment, When, Year, moments};
use super::candidate::{Extraction, NoFigure};
use super::cells;
use super::clock::Clock;
use super::columns::{self, Note};
use super::heard::Text;
use super::kind;
use super::lexicon::Lexicon;
use super::period::Walk;
use super::quote;
use super::read::{Here, Said};
use super::run::{self, Run};
use super::scope::Clauses;
use super::section::Section;
use super::standing::{self, Parts};
use super::stream::{Block, Stream, starts_item};
use crate::dataset::{Dataset, NotFigure};
use crate::pace::Pace;

/// Characters of a sentence that are looked at before a figure.
pub(super) const SENTENCE: usize = 160;

/// One document under way.
pub(super) struct Document<'d> {
    pub stream: Stream,
    /// Where the text behind the title begins.
    pub body_start: usize,
    pub runs: Vec<Run>,
    /// Why each run is no figure, if it is none.
    kinds: Vec<Option<NotFigure>>,
    pub moments: Vec<Moment>,
    pub clock: Clock,
    pub bodies: Bodies,
    notes: Vec<Note>,
    pub lexicon: Lexicon<'d>,
    pub clauses: RefCell<Clauses>,
    pub said: RefCell<Vec<Said<'d>>>,
}

pub(super) async fn read(text: &str, dataset: &Dataset, pace: &mut Pace) -> Extraction {
    let stream = Stream::new(text, pace).await;
    pace.rest().await;
    let blocks = stream.blocks();
    pace.rest().await;
    let names = quote::names(&stream.chars);
    pace.rest().await;
    let runs = run::find(&stream, pace).await;
    let mut kinds = Vec::with_capacity(runs.len());
    for run in &runs {
        pace.rest().await;
        kinds.push(kind::of(&stream, run, &names));
    }
    let moments = moments(&stream.chars, &names, pace).await;
    pace.rest().await;
    let heads = head_count(&stream, &blocks);
    let clock = Clock::read(&Text {
        stream: &stream,
        blocks: &blocks,
        moments: &moments,
        heads,
    });
    pace.rest().await;
    let bodies = Bodies::find(&stream, &blocks, heads, dataset, pace).await;
    pace.rest().await;
    let notes = columns::notes(&stream, &blocks, &moments, &clock);
    pace.rest().await;
    let lexicon = Lexicon::new(dataset);
    let document = Document {
        body_start: blocks.get(heads).map_or(0, |block| block.start),
        stream,
        runs,
        kinds,
        moments,
        clock,
        bodies,
        notes,
        lexicon,
        clauses: RefCell::default(),
        said: RefCell::default(),
    };
    let mut extraction = Extraction::default();
    let mut section = Section::default();
    for block in &blocks {
        pace.rest().await;
        document.block(block, &mut section, &mut extraction);
    }
    pace.rest().await;
    mark_repeats(&mut extraction.candidates);
    pace.rest().await;
    mark_shares(&mut extraction.candidates);
    pace.rest().await;
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
    // What stands above the title may be a picture's caption.
    let is_caption = |block: &Block| {
        let text = stream.slice(block.start, block.end);
        text.len() <= 48 && text.iter().filter(|c| "。;".contains(**c)).count() == 1
    };
    let is_above = matches!(blocks, [one, two, three, ..]
        if is_caption(one) && is_head(&two) && is_head(&three));
    let captions = usize::from(is_above);
    let heads = blocks.iter().take(6).skip(captions).take_while(is_head);
    (captions + heads.count()).max(1)
}

impl Document<'_> {
    /// Whether a paragraph begins with what the year to come is: 2026年是开局之年。.
    fn is_outlook(&self, block: &Block, first: &Moment) -> bool {
        let When::Year(Year::Is(year)) = first.when else {
            return false;
        };
        let is_ahead = self.clock.year.is_some_and(|own| year > own);
        let after = self.stream.slice(first.end, first.end + 1);
        first.at < block.start + 2 && is_ahead && after == ['是']
    }

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
        let (clock, known) = (&self.clock, (&self.bodies, &self.notes[..]));
        section
            .table
            .enter(&self.stream, block, moments, clock, known);
        self.enter(block, (text, heads), moments, section);
        self.enter_label(block, (text, runs), kinds.contains(&None), section);
        let opens_plan = standing::is_plan_heading(text.get(..14.min(text.len())).unwrap_or(&[]))
            || moments
                .first()
                .is_some_and(|first| self.is_outlook(block, first));
        let own_county = self.reporter(text);
        let begun = out.candidates.len();
        let mut walk = Walk::new(&self.clock, section.period);
        let mut subject = section.subject;
        let mut position = block.start;
        let mut sentence = block.start;
        let mut next_moment = 0;
        let mut is_plan = false;
        let mut parts = Parts::default();
        let mut last_figure = 0_usize;
        let mut outside = None;
        for at in from..to {
            let Some(run) = self.runs.get(at) else { break };
            // Walk up to the figure: full points, expressions of time, subjects.
            let here = run.at;
            while position < here {
                let c = self.stream.chars.get(position).copied().unwrap_or(' ');
                position += 1;
                if !"。!?…;()".contains(c) {
                    continue;
                }
                let place = (moments, block.start);
                self.pass(&mut walk, place, &mut next_moment, position);
                match c {
                    ';' => walk.end_part(),
                    '(' => outside = Some((position, walk.clone())),
                    // 132场(2021年为118场)，…: what dates a figure in brackets ends with them.
                    ')' => match outside.take() {
                        Some((open, before)) if last_figure > open => walk = before,
                        _ => {}
                    },
                    _ => {
                        subject = self.subject(sentence, position, subject);
                        // 其中 goes on with what the sentence before it says.
                        if !starts(self.stream.slice(position, position + 2), "其中") {
                            walk.end_sentence(last_figure > sentence);
                        }
                        sentence = position;
                        is_plan = false;
                    }
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
            const LONGEST_WORD: usize = 10;
            let seen = last_figure.saturating_sub(here - words.len());
            let unseen = words
                .get(seen.saturating_sub(LONGEST_WORD)..)
                .unwrap_or(words);
            let fresh = words.get(seen.min(words.len())..).unwrap_or(words);
            is_plan |= standing::is_plan(unseen)
                || standing::is_goal(&self.stream, run)
                || opens_plan
                || section.is_plan;
            // 计划新建80处，实际新建93处.
            is_plan &= !holds_any(fresh, standing::DONE);
            let unit = shared.as_ref().map_or(&figure.unit, |shared| &shared.unit);
            let is_part = parts.step(&self.stream, run, unit);
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
                title: section.title,
                above: section.above,
                row_label: section.table.row.label(here),
                words,
                sentence,
                fresh,
            });
            let next = self.stream.chars.get(run.end).copied().unwrap_or(' ');
            let known = out.candidates.get(begun..).unwrap_or(&[]);
            let candidate = follow(candidate, known, (words, next), |id| {
                self.lexicon.is_flow(id)
            });
            out.candidates.push(candidate);
        }
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

    /// The subject of the sentence, where the document is about several cities.
    fn subject(&self, from: usize, to: usize, before: Option<Subject>) -> Option<Subject> {
        if !self.bodies.is_several {
            return before;
        }
        let from = from.max(to.saturating_sub(SENTENCE));
        let words = self.stream.slice(from, to);
        // 该市 is the one that was named last.
        if starts(words, "该市")
            && let Some(city) = self.bodies.last_named(from.saturating_sub(SENTENCE), from)
        {
            return Some(Subject::City(city));
        }
        // 占全省三成 is a share of the city's.
        let names = |words: &[char], word: &str| {
            let at = (0..words.len()).find(|at| starts(words.get(*at..).unwrap_or(&[]), word));
            let before = at.and_then(|at| words.get(at.wrapping_sub(1)));
            at.is_some() && before.is_none_or(|c| "，,。;:\n年月、眼".contains(*c))
        };
        let is_province = |words: &[char]| {
            names(words, "全省") || (self.bodies.is_province && names(words, "全区"))
        };
        const SEVERAL: &str = "两市会员|两地|三地|三市|四市|双方|各市要";
        let is_of_all = |words: &[char]| is_province(words) || holds_any(words, SEVERAL);
        if is_of_all(words) {
            // 三市签订协议，今年芜湖将组织600名: who is named in the figure's own clause.
            let clause = words.iter().rposition(|c| "，;:".contains(*c));
            let clause = clause.map_or(0, |at| at + 1);
            let own = words.get(clause..).unwrap_or(&[]);
            let named = self.bodies.subject(&self.stream, from + clause, to);
            let named = named.filter(|_| !is_of_all(own));
            return named.or(Some(Subject::Several));
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
