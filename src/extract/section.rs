//! Section: what headings and labels say of the figures below them: their time, city, county,
//! whether they are plans.
//!
//! A row of a table heads nothing. It must never look below its block, but for the label of a
//! figure that stands alone.

use super::around::{holds_any, starts};
use super::assemble::Document;
use super::body::Subject;
use super::calendar::{Moment, When};
use super::columns::Columns;
use super::resolve::{resolve, single};
use super::run::Run;
use super::scope::{self, Scope};
use super::standing;
use super::stream::{Block, starts_item};
use crate::dataset::Period;

/// A longer line is no label.
const LONGEST_LABEL: usize = 16;

/// A longer block is no line of a poster.
const LONGEST_POSTER: usize = 40;

/// What a section says of the figures in it.
#[derive(Default)]
pub(super) struct Section {
    pub level: u32,
    /// It stands in a part of plans: 第二部分 2020年工作要点.
    pub is_in_part: bool,
    /// The sign that its heading begins with: ▍, ■, 【.
    pub mark: Option<char>,
    /// The county that its heading names.
    pub county: Option<Scope>,
    pub table: Columns,
    pub is_plan: bool,
    /// From and to of the last short line without a figure.
    pub label: (usize, usize),
    /// From and to of a heading with a mark: ♥ 驿站.
    pub title: (usize, usize),
    /// From and to of the poster's lines that stand right above, and with this one.
    pub above: (usize, usize),
    pub lines: (usize, usize),
    /// It is the label of what stands below it.
    pub is_above: bool,
    /// Where the label begins that the figure above it took.
    pub below: usize,
    pub period: Option<Period>,
    /// The city, where the document is about several.
    pub subject: Option<Subject>,
}

impl Document<'_> {
    /// Notes the short line that says what a poster's figure counts.
    pub fn enter_label(
        &self,
        block: &Block,
        (text, runs): (&[char], &[Run]),
        has_figure: bool,
        section: &mut Section,
    ) {
        // 工会驿站总数 295个, and below it 年内新建 48个.
        let is_line = has_figure
            && text.len() <= LONGEST_POSTER
            && !text.iter().any(|c| "。;\t|".contains(*c));
        // 【维权】 begins with its own.
        let is_sign = |c: &char| !(c.is_alphanumeric() || "“《(".contains(*c));
        let is_marked = text.first().is_some_and(is_sign);
        section.above = match is_line && !is_marked {
            true => section.lines,
            false => (0, 0),
        };
        section.lines = match section.above {
            _ if !is_line => (0, 0),
            (from, to) if to + 1 == block.start && from + LONGEST_POSTER > block.start => {
                (from, block.end)
            }
            _ => (block.start, block.end),
        };
        if text.len() <= LONGEST_LABEL && !has_figure {
            // 关键词七：驿站.
            let from = text.iter().position(|c| *c == ':').map_or(0, |at| at + 1);
            section.label = (block.start + from, block.end);
            // ◆组织篇◆ heads figures that stand above their labels.
            let is_mark = starts_item(text) || is_marked;
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
    }

    /// The label below a figure that stands alone on its line: 42.8万人, and below it 会员总数.
    fn label_below(&self, block: &Block) -> Option<(usize, usize)> {
        const LONGEST_BELOW: usize = 24;
        let line = |from: usize| {
            let line = self.stream.slice(from, from + LONGEST_BELOW + 1);
            let end = line.iter().position(|c| *c == '\n')?;
            Some((line.get(..end)?, from + end))
        };
        let mut from = block.end + 1;
        let mut below = line(from)?;
        // 截至12月20日 between them dates it.
        if starts(below.0, "截至") {
            from = below.1 + 1;
            below = line(from)?;
        }
        let is_label = |c: &char| c.is_alphabetic() || "“”·、".contains(*c);
        (below.0.iter().all(is_label) && below.0.len() > 1).then_some((from, below.1))
    }

    /// Notes what a block that is a heading says of its section.
    pub fn enter(
        &self,
        block: &Block,
        (text, can_head): (&[char], bool),
        moments: &[Moment],
        section: &mut Section,
    ) {
        // ━━━━━━ heads nothing.
        if !text.iter().any(|c| c.is_alphanumeric()) {
            return;
        }
        // What the title says holds for all, and is known by now.
        let is_title = block.start < self.body_start;
        let is_heading = text.len() <= 40 && !text.iter().any(|c| "。;，".contains(*c))
            || text.len() <= 16
                && moments
                    .first()
                    .is_some_and(|first| self.opens(block, first));
        // 记者：这一年很难。明年有何打算？
        let is_question = text.len() <= LONGEST_POSTER
            && text.last() == Some(&'?')
            && ["记者:", "问:", "主持人:"]
                .iter()
                .any(|asks| starts(text, asks));
        let is_heading = is_heading || is_question;
        // A row of a table heads nothing.
        let is_row = text.iter().any(|c| "|\t".contains(*c)) || section.table.row.cells.len() > 2;
        let is_heading = is_heading && !is_row;
        let level = match text {
            ['第', _, '部', ..] => 0,
            ['第', _, _, '部', ..] => 0,
            ['上' | '下', '篇', ..] => 0,
            // 一是 goes on with what the section says.
            [_, '是', ..] => 3,
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
            section.mark = mark.filter(|_| !is_title);
            section.title = if mark.is_some() {
                (block.start, block.end)
            } else {
                (0, 0)
            };
            section.county = self.county(text);
            // 比2020年增加, over the figure, is of no year.
            let near = |moment: &&Moment| moment.end - block.start <= 30 && !moment.is_compared;
            // 今后五年(2022—2026年): the years that are printed.
            let is_printed = |moment: &&Moment| matches!(moment.when, When::Years(..));
            let years = moments.iter().filter(near).find(is_printed);
            let year = years.or(moments.iter().find(near));
            let printed = year.filter(|_| is_heading && !is_title);
            let printed = printed.and_then(|year| self.heading(year));
            let is_ahead = printed.is_none_or(|period| {
                self.clock
                    .year
                    .is_some_and(|year| period.first_year() > year)
            });
            let is_next = printed.is_some_and(|period| self.clock.is_next(period));
            // 二、今后五年的主要任务.
            let is_to_come = (moments.iter().filter(near))
                .any(|moment| matches!(moment.when, When::Ahead(_)))
                && !is_title
                && !holds_any(head, "过去|回顾|总结|成绩");
            let is_plan = ((is_next || is_to_come) && is_heading)
                || standing::is_plan_heading(head) && (is_heading || level == 1)
                || standing::is_goal_heading(head) && is_heading
                || standing::is_agenda_heading(head) && is_heading && !is_title && is_ahead;
            let planned = self.clock.year.filter(|_| is_plan);
            let planned = planned.map(|year| single(year + self.clock.years_ahead()));
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
    pub fn reporter(&self, text: &[char]) -> Option<Scope> {
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
        // 06 2026，我们约定.
        let before = self.stream.slice(block.start, first.at);
        let is_number = before.iter().all(|c| c.is_ascii_digit() || *c == ' ');
        // 🚀 【2023，继续出发】.
        let is_mark = !before.iter().any(|c| c.is_alphanumeric());
        let is_first = before.len() < if is_number || is_mark { 5 } else { 3 };
        matches!(first.when, When::Year(_)) && is_first && !has_figure
    }

    /// What a heading's expression of time means: 到2026年末 in a plan of three years is all three.
    fn heading(&self, moment: &Moment) -> Option<Period> {
        let printed = resolve(&self.clock, moment, None)?;
        let span = self.clock.flows.filter(|span| {
            moment.is_until && span.is_interval() && span.last_year() == printed.last_year()
        });
        span.or(Some(printed))
    }
}
