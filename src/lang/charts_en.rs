//! What charts can and cannot show, in English. It must never hold a number that the program did
//! not compute.

use super::ChartWords;
use super::en::WORDS;
use crate::dataset::Period;
use crate::query::{Basis, View};

pub const CHARTS: ChartWords = ChartWords {
    span: |period| {
        let text = (WORDS.period)(period);
        match period {
            Period::Single(date) if date.month.is_none() => format!("the single year {text}"),
            Period::Single(_) => text,
            Period::Interval { from, to } => {
                format!("{} years together, {text}", to.year - from.year + 1)
            }
            Period::Until(_) => format!("everything {text}"),
        }
    },
    is_of: |cities, span| format!("{cities}: {span}"),
    incomparable: |spans| format!("Not comparable, since the spans of time differ: {spans}."),
    no_scale: "not comparable",
    dated: |period, value| format!("{value} in {period}"),
    still: |period| match period {
        Some(period) => format!("There are figures of {period} only, so no change is seen."),
        None => "Each city has figures of one period only, so no change is seen.".to_owned(),
    },
    more: |count| format!("{count} more are not drawn: choose fewer, or see the table."),
    left_out: |names| {
        format!(
            "No comparable figures: {names}. Plans, parts, and figures of counties and units are \
             not compared."
        )
    },
    offer_view: |view| match view {
        View::Compare => "Compare cities instead",
        View::Trend => "Each city over time instead",
        _ => "See the table instead",
    },
    offer_indicator: |name, count, view| match view {
        View::Trend => format!("“{name}” instead ({count} periods)"),
        _ => format!("“{name}” instead ({count} cities)"),
    },
    offer_cities: "Show all cities",
    offer_years: "All years",
    offer_printed: "The figures as printed",

    targets: "Plans and what became of them",
    targets_summary: |reached, (full, told), untold| {
        let mut text = String::new();
        if told > 0 {
            text = format!("{reached}: {full} of {told} in full. ");
        }
        if untold > 0 {
            text += &format!("Of {untold} plans nothing is told (hollow bars). ");
        }
        text + "The upright line is 100% of the plan."
    },
    planned: |value| format!("plan: {value}"),
    nothing_told: "result not published",

    only: |name| format!("Only {name}; once more takes it back"),
    pin: "Pin, to compare",
    unpin: "Unpin",
    open: |name| format!("Source: {name}"),

    basis: "Values",
    basis_name: |basis| match basis {
        Basis::Printed => "As printed",
        Basis::Members => "Per 10,000 members",
        Basis::Index => "First = 100",
    },
    computed_title: |basis, title| match basis {
        Basis::Printed => title.to_owned(),
        Basis::Members => format!("{title} (per 10,000 members)"),
        Basis::Index => format!("{title} (first = 100)"),
    },
    computed_one: |city, value| format!("Only {city} can be converted: {value}."),
    computed: |basis| match basis {
        Basis::Printed => "",
        Basis::Members => {
            "Computed per 10,000 members, not printed: figure ÷ the city’s members × 10,000."
        }
        Basis::Index => "Computed against each city’s first figure as 100, not printed.",
    },
    formula: |basis, value, base, when| match basis {
        Basis::Index => format!("computed, not printed: {value} ÷ {base} in {when} × 100"),
        _ => format!("computed, not printed: {value} ÷ {base} of members in {when} × 10,000"),
    },
    base_years: |cities| format!("Members of the nearest year known: {cities}."),
    no_base: "members not published, cannot be converted",
    without_base: |cities| format!("Cannot be converted, members not published: {cities}."),
    without_index: |cities| {
        format!(
            "Cannot be indexed: {cities} (one figure only, a first figure that is a bound or \
             doubted, or several years together)."
        )
    },
    no_basis: "This indicator cannot be converted so; figures are as printed.",
};
