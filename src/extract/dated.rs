//! Dated: the period of one figure, where the walk, a column, and the words right beside it say
//! different things, and whether it is a plan.
//!
//! It must never be finer than printed, nor make a plan of a year that is over.

use super::around::{Around, holds, holds_any};
use super::assemble::Document;
use super::beside::GROWN;
use super::calendar::Moment;
use super::period::{Rule, Stock};
use super::read::{Counted, Here};
use super::resolve::{date, interval, month, resolve, single};
use super::run::Run;
use super::standing;
use crate::dataset::{Date, Period, Status};

impl Document<'_> {
    /// The period and how it was found, and the standing that goes with it.
    pub fn dated(&self, here: &Here<'_>, counted: &Counted<'_>) -> (Option<Period>, Rule, Status) {
        let (mut period, mut rule) = here.walk.period(counted.stock, counted.is_total);
        let noted = here.column.stocks.filter(|_| counted.stock != Stock::No);
        if let Some(column) = noted.or(here.column.period) {
            (period, rule) = (Some(column), "column");
        }
        const COMPARED: &str = "同比|增长|下降|少了|多了|提高|净增";
        const SINCE: &str = "比年初|较年初|比去年底|较去年底|比去年末|较去年末|\
                             比上年底|较上年底|比上年末|较上年末";
        if let (Some(Period::Single(on)), "stock-date" | "now") = (period, rule)
            && holds_any(here.clause(), SINCE)
        {
            // 截至6月底有会员89万人，比年初净增1万人: what grew since.
            (period, rule) = (Some(since_new_year(on)), "grown");
        }
        if let ("before", Some((own, its)), true) =
            (rule, here.walk.own(), holds_any(here.clause(), COMPARED))
        {
            (period, rule) = (Some(own), its);
        }
        if let Some(each) = respectively(here.words) {
            (period, rule) = (Some(single(each)), "each");
        }
        if let Some(printed) = self.attached(here.run).or_else(|| self.paired(here)) {
            (period, rule) = (Some(printed), "attached");
        }
        let (year, now) = (self.clock.year, self.clock.now);
        let is_after = |now: u16| period.is_some_and(|period| period.first_year() > now);
        let is_before = |year: u16| period.is_some_and(|period| period.last_year() < year);
        // What is told in January of this year is to come, unless it says that it was done.
        const DONE: &str = "已|春节|元旦|两节|新年|完成|实现了";
        let is_coming = self.clock.says_last_year_more
            && self.clock.month.is_some_and(|month| month <= 2)
            && rule == "year"
            && now > year
            && period == now.map(single)
            && !holds_any(here.words, DONE);
        let is_target =
            (here.is_plan || is_coming || here.column.is_plan || now.is_some_and(is_after))
                && !year.is_some_and(is_before);
        if here.is_plan && matches!(rule, "report" | "stock") {
            const SOON: &str = "今年|年底|下半年|月底前|全年";
            // A plan beside what came of it is the report's own.
            let around = Around::new(&self.stream, here.run);
            let rest = around.after.split(|c| "。;".contains(*c)).next();
            let is_soon =
                holds_any(here.words, SOON) || holds_any(rest.unwrap_or(&[]), standing::DONE);
            let ahead = if is_soon { 0 } else { self.clock.years_ahead() };
            period = year.map(|year| single(year + ahead));
            rule = if is_soon { "plan" } else { "next-year" };
        }
        if is_target && rule == "year" {
            // 计划今年…, in a report of its half: of the whole year.
            let of_one = |period: &Period| period.first_year() == period.last_year();
            let whole = period
                .filter(of_one)
                .map(|period| single(period.last_year()));
            period = whole.or(period);
        }
        let status = match is_target {
            true => Status::Target,
            false if here.is_part => Status::Part,
            false => Status::Reported,
        };
        (period, rule, status)
    }

    /// Of figures that grow from one time to another, which of the two: 会员从2016年的46.2万人发展到
    /// 今年10月底的55.9万人，基层工会从5840个增加到6720个; and the mean growth between them.
    fn paired(&self, here: &Here<'_>) -> Option<Period> {
        const NEAR: usize = 4;
        let sentence = here.run.at - here.words.len();
        let last = self
            .moments
            .partition_point(|moment| moment.at < here.run.at);
        let near = self.moments.get(last.saturating_sub(NEAR)..last)?;
        let dates = |moment: &&Moment| moment.at >= sentence && moment.is_attached;
        let mut dated = near.iter().rev().filter(dates);
        let of = |moment| resolve(&self.clock, moment, None);
        let (to, from) = match (dated.next()?, dated.next()) {
            (to, Some(from)) if from.is_origin && to.is_until => (of(to), of(from)?),
            // 集体合同由2011年的864份增加到2307份: of the end of what is reported.
            (from, _) if from.is_origin => {
                let end = self.clock.flows.map(|flows| Period::Single(flows.end()));
                (end.filter(|_| !here.is_plan), of(from)?)
            }
            _ => return None,
        };
        let clause = here.clause();
        const OR_FELL: &str = "升至|降至|降到";
        let around = Around::new(&self.stream, here.run);
        let is_grown = around.ends_any(GROWN) || around.ends_any(OR_FELL);
        match clause {
            _ if holds(clause, "年均") => {
                to.map(|to| interval(date(from.last_year()), date(to.last_year())))
            }
            [.., '从' | '由'] => {
                let after = around.clause_after();
                Some(from).filter(|_| holds_any(after, GROWN) || holds_any(after, OR_FELL))
            }
            _ => to.filter(|_| is_grown && clause.iter().any(char::is_ascii_digit)),
        }
    }

    /// The year that is printed right before a figure: 2021年的14.11万人, 上年底的7.2万人.
    fn attached(&self, run: &Run) -> Option<Period> {
        let last = self.moments.partition_point(|moment| moment.at < run.at);
        let moment = self.moments.get(last.checked_sub(1)?)?;
        let between = self.stream.slice(moment.end, run.at);
        let unit = run.read.as_ref().map(|figure| figure.unit.as_str());
        let is_share = matches!(unit, Ok("%" | "倍"));
        let is_beside = match between {
            ['的'] => !is_share || moment.is_origin || moment.is_until,
            ['为' | '是' | '('] => true,
            _ => false,
        };
        (moment.is_attached && is_beside)
            .then(|| resolve(&self.clock, moment, None))
            .flatten()
    }
}

/// Of 2020年、2021年和2022年分别慰问1.1万人、1.3万人, the n-th figure is the n-th year's.
fn respectively(words: &[char]) -> Option<u16> {
    let year = words.get(own_of_each(words)?..)?;
    let digits: String = year.iter().take(4).collect();
    let is_year = year.get(4).is_none_or(|c| "年、，,和分".contains(*c));
    digits.parse().ok().filter(|year| is_year && *year >= 1900)
}

/// Of a list, 分别, and the figures up to one of them: where the item of that figure begins.
pub(super) fn own_of_each(words: &[char]) -> Option<usize> {
    let each = words.windows(2).rposition(|two| two == ['分', '别'])?;
    let (before, behind) = words.split_at(each);
    if behind.iter().any(|c| ";。".contains(*c)) {
        return None;
    }
    let is_joint = |c: &char| "、，,和".contains(*c);
    let from = before.iter().rposition(|c| "，,;:".contains(*c));
    let from = from.map_or(0, |at| at + 1);
    let items = before.get(from..)?;
    let nth = behind.iter().filter(|c| is_joint(c)).count();
    let starts = (0..items.len()).filter(|at| *at == 0 || items.get(at - 1).is_some_and(is_joint));
    items
        .iter()
        .any(is_joint)
        .then(|| starts.map(|at| from + at).nth(nth))?
}

/// The part of a year up to a date, in months.
fn since_new_year(on: Date) -> Period {
    match on.month {
        Some(to @ ..=11) => interval(month(on.year, 1), month(on.year, to)),
        _ => single(on.year),
    }
}
