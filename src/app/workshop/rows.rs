//! What a table's rows gave: how many figures, which new names, and each row that was not taken with
//! its place. It must never go on with a name that the reader does not want.

use std::sync::Arc;

use super::controls::check;
use super::works::Works;
use crate::app::element::{El, button, el};
use crate::host::clock;
use crate::import::{Issue, Target, say};
use crate::workshop::{Proposal, Rows, Task};

/// Issues listed at most.
const MOST_ISSUES: usize = 300;

/// The panel.
pub fn rows(works: Works) -> El {
    let content = move || match works.desk().map(|desk| desk.task) {
        Some(Task::Rows(rows)) => content(works, &rows),
        _ => Vec::new(),
    };
    el("section")
        .class("work-box")
        .attr("data-work", "rows")
        .child(el("div").children_with(content))
}

fn content(works: Works, rows: &Arc<Rows>) -> Vec<El> {
    let words = works.work();
    let counts = rows.imported.counts;
    let go_on = {
        let rows = Arc::clone(rows);
        button(move || propose(works, &rows))
            .class("primary")
            .attr("data-deed", "propose")
            .is("disabled", move || counts.observations == 0)
            .text(words.go_on)
    };
    vec![
        el("h3").text((words.rows_read)(
            counts.rows,
            counts.observations,
            counts.refused,
        )),
        issue_list(works, &rows.imported.issues),
        el("div").children(new_names(works, rows)),
        go_on,
    ]
}

/// The table's dataset beside the edition.
fn propose(works: Works, rows: &Rows) {
    let Some(desk) = works.desk_now() else { return };
    let written = rows
        .imported
        .text(&desk.edition, Target::Merge, &clock::today());
    works.step(Task::Proposal(Arc::new(Proposal::new(&written.text))));
}

fn new_names(works: Works, rows: &Arc<Rows>) -> Option<El> {
    let words = works.work();
    let imported = &rows.imported;
    let toggle = |change: fn(&mut crate::import::Imported, &str, bool), id: &str| {
        let (rows, id) = (Arc::clone(rows), id.to_owned());
        move |is_on: bool| {
            let mut next = Rows::clone(&rows);
            change(&mut next.imported, &id, is_on);
            works.step(Task::Rows(Arc::new(next)));
        }
    };
    let label = |name: &str, count: usize| format!("{name} · {}", (words.figures_of)(count));
    let cities = imported.new_cities().into_iter().map(|(city, count)| {
        let change = toggle(
            |imported, id, is_on| {
                for city in imported.cities.iter_mut().filter(|city| city.id() == id) {
                    city.is_accepted = is_on;
                }
            },
            city.id(),
        );
        check(&label(&city.name, count), city.is_accepted, change)
    });
    let indicators = imported
        .new_indicators()
        .into_iter()
        .map(|(indicator, count)| {
            let change = toggle(
                |imported, id, is_on| {
                    for known in imported
                        .indicators
                        .iter_mut()
                        .filter(|known| known.id == id)
                    {
                        known.is_accepted = is_on;
                    }
                },
                &indicator.id,
            );
            let name = format!("{}（{}）", indicator.name, indicator.unit);
            check(&label(&name, count), indicator.is_accepted, change)
        });
    let all: Vec<El> = cities.chain(indicators).collect();
    let legend = el("legend").text(words.new_names);
    (!all.is_empty()).then(|| {
        el("fieldset")
            .class("work-names")
            .child(legend)
            .children(all)
    })
}

/// What there is to say about a table, each with its place.
pub fn issue_list(works: Works, issues: &[Issue]) -> El {
    let words = works.words();
    let lang = works.lang();
    if issues.is_empty() {
        return el("div");
    }
    let items = issues.iter().take(MOST_ISSUES).map(|issue| {
        let place = issue.place.map(|at| {
            let place = (works.work().at)(at.line, at.column);
            el("code").text(place)
        });
        el("li")
            .attr("data-code", issue.problem.code())
            .children(place)
            .text(" ")
            .text(say(issue, lang))
    });
    let rest = issues.len().saturating_sub(MOST_ISSUES);
    let rest = (rest > 0).then(|| el("p").text((words.more_issues)(rest)));
    el("details")
        .class("issues")
        .attr("open", "")
        .child(el("summary").text((works.work().said)(issues.len())))
        .child(el("ul").children(items))
        .children(rest)
}
