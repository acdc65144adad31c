//! What would change, side by side, before anything does. It must never carry out what the reader
//! has not seen the sum of.

use std::sync::Arc;

use super::controls::select;
use super::works::Works;
use crate::app::element::{El, button, button_for, el, scroll_box};
use crate::app::shared::Shared;
use crate::dataset::{Issue, Scope, Status};
use crate::edition::Prefer;
use crate::figure::Bound;
use crate::host::page;
use crate::workshop::{Clash, How, Outcome, Proposal, Shown, Task};

/// The panel.
pub fn proposal(works: Works) -> El {
    let content = move || {
        let Some(desk) = works.desk() else {
            return Vec::new();
        };
        let Task::Proposal(proposal) = desk.task else {
            return Vec::new();
        };
        let lang = works.lang();
        match proposal.outcome(&desk.edition, lang) {
            Ok(outcome) => content(works, &proposal, Shared::new(outcome)),
            Err(issue) => vec![refused(works, &[issue])],
        }
    };
    el("section")
        .class("work-box")
        .attr("data-work", "proposal")
        .child(el("div").children_with(content))
}

fn content(works: Works, proposal: &Arc<Proposal>, outcome: Shared<Outcome>) -> Vec<El> {
    let words = works.work();
    let hows = [How::Merge, How::Replace].map(|how| {
        let kept = Arc::clone(proposal);
        let is_it = proposal.how == how;
        let choose = move |_| {
            let mut next = Proposal::clone(&kept);
            next.how = how;
            works.step(Task::Proposal(Arc::new(next)));
        };
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "how")
            .is("checked", move || is_it)
            .on("change", choose);
        el("label")
            .child(input)
            .child(el("span").text((words.how)(how)))
    });
    let notes = outcome.notes.iter().map(|note| el("li").text(note));
    let open = outcome
        .clashes
        .iter()
        .filter(|clash| clash.decided.is_none())
        .count();
    let why_not = if open > 0 {
        (words.not_ready)(open)
    } else if outcome.counts == [0; 3] {
        words.no_change.to_owned()
    } else {
        String::new()
    };
    let agree = {
        let (is_ready, outcome) = (outcome.is_ready(), outcome.clone());
        button_for(move |event| {
            if works.adopt(&outcome.text) {
                works.say(works.work().agreed.to_owned());
                page::focus(&event, ".workshop");
            }
        })
        .class("primary")
        .attr("data-deed", "agree")
        .is("disabled", move || !is_ready)
        .text(words.agree)
    };
    let issues = (!outcome.issues.is_empty()).then(|| refused(works, &outcome.issues));
    vec![
        el("h3").text(words.proposal),
        el("div")
            .class("segments")
            .attr("role", "radiogroup")
            .label("aria-label", words.proposal)
            .children(hows),
        el("p")
            .class("work-sum")
            .text((words.change_counts)(outcome.counts)),
        el("ul").class("note").children(notes),
        clashes(works, proposal, &outcome.clashes),
        changes(works, &outcome),
        el("div").children(issues),
        el("p").class("note").text(why_not),
        agree,
    ]
}

/// What the next edition would have wrong.
fn refused(works: Works, issues: &[Issue]) -> El {
    let words = works.words();
    let items = issues.iter().take(50).map(|issue| {
        el("li")
            .text((words.problem)(&issue.problem))
            .text(" ")
            .child(el("code").text((words.place)(issue)))
    });
    el("div")
        .class("message")
        .child(el("p").text(works.work().would_break))
        .child(el("ul").children(items))
}

fn clashes(works: Works, proposal: &Arc<Proposal>, clashes: &[Clash]) -> El {
    if clashes.is_empty() {
        return el("div");
    }
    let words = works.work();
    let all = [
        (Prefer::First, words.prefer_all[0]),
        (Prefer::Last, words.prefer_all[1]),
    ];
    let all = all.map(|(prefer, label)| {
        let kept = Arc::clone(proposal);
        button(move || {
            let mut next = Proposal::clone(&kept);
            next.decisions.prefer = Some(prefer);
            next.decisions.each.clear();
            works.step(Task::Proposal(Arc::new(next)));
        })
        .text(label)
    });
    let rows = clashes.iter().map(|clash| {
        let about = clash.about.clone();
        let kept = Arc::clone(proposal);
        let choose = move |word: String| {
            let prefer = match word.as_str() {
                "first" => Prefer::First,
                "last" => Prefer::Last,
                _ => return,
            };
            let mut next = Proposal::clone(&kept);
            next.decisions.each.insert(about.clone(), prefer);
            works.step(Task::Proposal(Arc::new(next)));
        };
        let options = [
            ("", "—"),
            ("first", words.prefer[0]),
            ("last", words.prefer[1]),
        ];
        let options = options.map(|(value, name)| (value.to_owned(), name.to_owned()));
        let chosen = match clash.decided {
            None => "",
            Some(Prefer::First) => "first",
            Some(Prefer::Last) => "last",
        };
        let name = format!(
            "{} {} · {}",
            (words.list)(clash.about.0),
            clash.about.1,
            (words.key)(&clash.about.2)
        );
        let choice = select(options, chosen, choose).label("aria-label", &name);
        el("tr")
            .child(el("th").attr("scope", "row").text(&name))
            .child(el("td").text(said(works, &clash.about.2, &clash.first)))
            .child(el("td").text(said(works, &clash.about.2, &clash.second)))
            .child(el("td").child(choice))
    });
    let title = (words.clashes)(clashes.len());
    let grid = el("table").child(el("tbody").children(rows));
    el("div")
        .attr("data-work", "clashes")
        .child(el("h3").text(&title))
        .child(el("div").class("work-row").children(all))
        .child(scroll_box(title, grid))
}

/// A value as its reader says it: the words of the format are programs'.
fn said(works: Works, key: &str, value: &str) -> String {
    let words = works.words();
    let word = match key {
        "status" => Status::parse(value).map(|status| (words.status)(status).to_owned()),
        "bound" => {
            let bound = Bound::ALL.into_iter().find(|bound| bound.as_str() == value);
            bound.map(|bound| match (words.bound)(bound) {
                "" => works.work().exact.to_owned(),
                word => word.to_owned(),
            })
        }
        "scope" => Scope::parse(value).map(|scope| words.scope_name(&scope)),
        _ => None,
    };
    match (word, value) {
        (Some(word), _) => word,
        (None, "") => works.work().nothing.to_owned(),
        (None, value) => value.to_owned(),
    }
}

fn changes(works: Works, outcome: &Outcome) -> El {
    let words = works.work();
    if outcome.changes.is_empty() {
        return el("div");
    }
    let row = |change: &Shown| {
        let fields = change.fields.iter().map(|[key, before, after]| {
            let [before, after] = [before, after].map(|value| said(works, key, value));
            let name = (words.key)(key);
            let colon = works.words().colon;
            el("div").prose(&format!("{name}{colon}{before} → {after}"))
        });
        let name = if change.list.is_none() {
            (words.key)(&change.name)
        } else {
            &change.name
        };
        el("tr")
            .attr("data-change", (words.change)(change.kind))
            .child(el("td").text((words.change)(change.kind)))
            .child(el("td").text((words.list)(change.list)))
            .child(el("th").attr("scope", "row").text(name))
            .child(el("td").children(fields))
    };
    let all: usize = outcome.counts.iter().sum();
    let rest = all.saturating_sub(outcome.changes.len());
    let rest = (rest > 0).then(|| el("p").text((words.more_changes)(rest)));
    let grid = el("table").child(el("tbody").children(outcome.changes.iter().map(row)));
    el("div")
        .child(scroll_box(words.proposal.to_owned(), grid).class("scroll work-changes"))
        .children(rest)
}
