//! What would change, side by side, before anything does. It must never carry out what the reader
//! has not seen the sum of.

use std::sync::Arc;

use leptos::prelude::*;

use super::controls::{WORK_HEADING, select};
use super::long::{after, long};
use super::works::Works;
use crate::app::element::{El, button, button_for, el, radios, scroll_box};
use crate::app::long_list::long_list;
use crate::app::shared::Shared;
use crate::app::state::effect;
use crate::dataset::{Issue, Scope, Status};
use crate::edition::Prefer;
use crate::figure::Bound;
use crate::host::page;
use crate::workshop::{Clash, How, Outcome, Proposal, Shown, Task};

/// What becomes of a proposal, worked out once for each decision.
#[derive(Clone, PartialEq)]
struct Worked {
    /// Of which.
    of: Shared<Proposal>,
    result: Shared<Result<Outcome, Issue>>,
}

/// A deed: the proposal with another decision.
fn step(works: Works, change: impl FnOnce(&mut Proposal)) {
    if let Some(proposal) = works.desk_now().and_then(|desk| desk.task.proposal()) {
        let mut next = Proposal::clone(&proposal);
        change(&mut next);
        works.step(Task::Proposal(Arc::new(next)));
    }
}

/// The panel.
pub fn proposal(works: Works) -> El {
    let words = works.work();
    let worked: RwSignal<Option<Worked>> = RwSignal::new(None);
    effect(move || work_out(works, worked));
    let of = move |show: fn(Works, &Outcome) -> Vec<El>| {
        move || match worked.get().as_ref().map(|worked| &*worked.result) {
            Some(Ok(outcome)) => show(works, outcome),
            Some(Err(issue)) => vec![refused(works, std::slice::from_ref(issue))],
            None => Vec::new(),
        }
    };
    let hows = [How::Merge, How::Replace].map(|how| {
        let is_it = move || {
            let proposal = works.desk().and_then(|desk| desk.task.proposal());
            proposal.is_some_and(|proposal| proposal.how == how)
        };
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "how")
            .is("checked", is_it)
            .on("change", move |_| step(works, |next| next.how = how));
        el("label")
            .child(input)
            .child(el("span").text((words.how)(how)))
    });
    let agree = button_for(move |event| {
        let worked = worked.get_untracked();
        if let Some(Ok(outcome)) = worked.as_ref().map(|worked| &*worked.result)
            && let Some(loaded) = outcome.loaded.clone()
        {
            let from = page::heard_at(&event);
            let told = move || {
                works.say(works.work().agreed.to_owned());
                if let Some(from) = from {
                    page::focus_beside(&from, ".workshop");
                }
            };
            works.adopt(Arc::clone(&outcome.text), Some(loaded), after(told));
        }
    });
    // What was worked out must be of what is on the desk now.
    let is_ready = move || {
        let now = works.desk().and_then(|desk| desk.task.proposal());
        let is_now = |worked: &Worked| now.is_some_and(|now| worked.of == now.into());
        let worked = worked.get().filter(is_now);
        worked.is_some_and(|worked| worked.result.as_ref().is_ok_and(Outcome::is_ready))
    };
    // The choices stay while one of them is made.
    let pairs = Memo::new(
        move |_| match worked.get().as_ref().map(|worked| &*worked.result) {
            Some(Ok(outcome)) => outcome.clashes.iter().map(|clash| clash.pair()).collect(),
            _ => Vec::new(),
        },
    );
    el("section")
        .class("work-box")
        .attr("data-work", "proposal")
        .child(el("h3").attr("tabindex", "-1").text(words.proposal))
        .child(radios(
            el("div")
                .class("segments")
                .attr("role", "radiogroup")
                .label("aria-label", words.proposal)
                .children(hows),
        ))
        .child(el("div").children_with(of(sum)))
        .child(el("div").children_with(move || clashes(works, &pairs.get())))
        .child(el("div").children_with(of(changes)))
        .child(
            agree
                .class("primary")
                .attr("data-deed", "agree")
                .is("disabled", move || !is_ready())
                .text(words.agree),
        )
}

/// Works out what would become of the proposal on the desk.
fn work_out(works: Works, worked: RwSignal<Option<Worked>>) {
    let Some(desk) = works.desk() else { return };
    let Some(proposal) = desk.task.proposal() else {
        return;
    };
    let of = Shared::from(Arc::clone(&proposal));
    if worked.with_untracked(|worked| worked.as_ref().is_some_and(|worked| worked.of == of)) {
        return;
    }
    let (known, lang) = (works.data(), works.lang());
    let title = known.dataset.title.clone();
    long(works, title, |deed| async move {
        let pace = &mut deed.pace();
        let outcome = proposal.outcome(&desk.edition, &known.issues, lang, pace);
        let result = Shared::new(outcome.await);
        after(move || {
            worked.try_set(Some(Worked { of, result }));
        })
    });
}

/// How much would change, what was settled by rule, and what stands in the way.
fn sum(works: Works, outcome: &Outcome) -> Vec<El> {
    let words = works.work();
    let notes = outcome.notes.iter().map(|note| el("li").text(note));
    let open = outcome.clashes.iter();
    let open = open.filter(|clash| clash.decided.is_none()).count();
    let why_not = if open > 0 {
        Some((words.not_ready)(open))
    } else if outcome.counts == [0; 3] {
        Some(words.no_change.to_owned())
    } else {
        None
    };
    let issues = (!outcome.issues.is_empty()).then(|| refused(works, &outcome.issues));
    let sum = el("p").class("work-sum");
    let mut all = vec![
        sum.text((words.change_counts)(outcome.counts)),
        el("ul").class("note").children(notes),
    ];
    all.extend(why_not.map(|why| el("p").class("note").text(why)));
    all.extend(issues);
    all
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

fn clashes(works: Works, pairs: &[Clash]) -> Vec<El> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let words = works.work();
    let all = [
        (Prefer::First, words.prefer_all[0]),
        (Prefer::Last, words.prefer_all[1]),
    ];
    let all = all.map(|(prefer, label)| {
        let decide = move || {
            step(works, |next| {
                next.decisions.prefer = Some(prefer);
                next.decisions.each.clear();
            });
        };
        button(decide).text(label)
    });
    let title = (words.clashes)(pairs.len());
    let rows = pairs.iter().map(|clash| clash_row(works, clash));
    let grid = el("table").child(el("tbody").children(rows));
    let part = el("div")
        .attr("data-work", "clashes")
        .child(el("h3").attr("tabindex", "-1").text(&title))
        .child(el("div").class("work-row").children(all))
        .child(scroll_box(title, grid));
    vec![part]
}

fn clash_row(works: Works, clash: &Clash) -> El {
    let words = works.work();
    let (list, id, key) = &clash.about;
    let (about, asked) = (clash.about.clone(), clash.about.clone());
    let decided = move || {
        let proposal = works.desk().and_then(|desk| desk.task.proposal());
        let (list, id, key) = &asked;
        let prefer = proposal.and_then(|proposal| proposal.decisions.about(*list, id, key));
        match prefer {
            None => "",
            Some(Prefer::First) => "first",
            Some(Prefer::Last) => "last",
        }
        .to_owned()
    };
    let choose = move |word: String| {
        let prefer = match word.as_str() {
            "first" => Prefer::First,
            "last" => Prefer::Last,
            _ => return,
        };
        step(works, |next| {
            next.decisions.each.insert(about.clone(), prefer);
        });
    };
    let options = [
        ("", "—"),
        ("first", words.prefer[0]),
        ("last", words.prefer[1]),
    ];
    let options = options.map(|(value, name)| (value.to_owned(), name.to_owned()));
    let name = format!("{} {id} · {}", (words.list)(*list), (words.key)(key));
    let choice = select(options, decided, choose).label("aria-label", &name);
    el("tr")
        .child(el("th").attr("scope", "row").text(&name))
        .child(el("td").text(said(works, key, &clash.first)))
        .child(el("td").text(said(works, key, &clash.second)))
        .child(el("td").child(choice))
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

fn changes(works: Works, outcome: &Outcome) -> Vec<El> {
    let words = works.work();
    if outcome.changes.is_empty() {
        return Vec::new();
    }
    let shown = Arc::clone(&outcome.changes);
    let row = move |at: usize| Some(change_row(works, shown.get(at)?));
    let (rows, more) = long_list(
        works.scene,
        "tbody",
        outcome.changes.len(),
        Arc::new(row),
        WORK_HEADING,
    );
    let all: usize = outcome.counts.iter().sum();
    let rest = all.saturating_sub(outcome.changes.len());
    let rest = (rest > 0).then(|| el("p").text((words.more_changes)(rest)));
    let grid = el("table").children(rows);
    let list = scroll_box(words.proposal.to_owned(), grid).class("scroll work-changes");
    [list, more].into_iter().chain(rest).collect()
}

fn change_row(works: Works, change: &Shown) -> El {
    let words = works.work();
    let fields = change.fields.iter().map(|[key, before, after]| {
        let [before, after] = [before, after].map(|value| said(works, key, value));
        let (name, colon) = ((words.key)(key), works.words().colon);
        el("div").prose(&format!("{name}{colon}{before} → {after}"))
    });
    let name = match change.list {
        None => (words.key)(&change.name),
        Some(_) => &change.name,
    };
    el("tr")
        .attr("data-change", (words.change)(change.kind))
        .child(el("td").text((words.change)(change.kind)))
        .child(el("td").text((words.list)(change.list)))
        .child(el("th").attr("scope", "row").text(name))
        .child(el("td").children(fields))
}
