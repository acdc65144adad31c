//! What a table's rows gave: how many figures, which new names, and each row that was not taken
//! with its place. It must never go on with a name that the reader does not want.

use std::sync::Arc;

use super::controls::{WORK_HEADING, check};
use super::long::{after, long};
use super::works::Works;
use crate::app::element::{El, button, el};
use crate::app::long_list::long_list;
use crate::host::clock;
use crate::import::{Issue, say};
use crate::workshop::{Proposal, Rows, Task};

/// The panel.
pub fn rows(works: Works) -> El {
    let words = works.work();
    let Some(first) = works.desk_now().and_then(|desk| desk.task.rows()) else {
        return el("section");
    };
    let counts = first.imported.counts;
    let go_on = button(move || propose(works))
        .class("primary")
        .attr("data-deed", "propose")
        .is("disabled", move || counts.observations == 0)
        .text(words.go_on);
    let title = (words.rows_read)(counts.rows, counts.observations, counts.refused);
    el("section")
        .class("work-box")
        .attr("data-work", "rows")
        .child(el("h3").attr("tabindex", "-1").text(title))
        .child(issue_list(works, &first, |rows| &rows.imported.issues))
        .children(new_names(works, &first))
        .child(go_on)
}

/// The table's dataset beside the edition.
fn propose(works: Works) {
    let Some(desk) = works.desk_now() else { return };
    if let Some(rows) = desk.task.rows() {
        let name = rows.table.file.clone();
        long(works, name, |deed| async move {
            let pace = &mut deed.pace();
            let text = rows.text(&desk.edition, &clock::today(), pace).await;
            after(move || works.step(Task::Proposal(Arc::new(Proposal::new(text)))))
        });
    }
}

fn new_names(works: Works, first: &Rows) -> Option<El> {
    let words = works.work();
    let imported = &first.imported;
    let cities = imported.new_cities().into_iter();
    let cities = cities.map(|(city, count)| (city.id().to_owned(), city.name.clone(), count));
    let indicators = imported.new_indicators().into_iter();
    let indicators = indicators.map(|(new, count)| {
        let name = new.name.clone() + &(works.words().parenthesis)(&new.unit);
        (new.id.clone(), name, count)
    });
    let all: Arc<[(String, String)]> = cities
        .chain(indicators)
        .map(|(id, name, count)| (id, format!("{name} · {}", (words.figures_of)(count))))
        .collect();
    if all.is_empty() {
        return None;
    }
    let count = all.len();
    let name = move |at: usize| {
        let (id, label) = all.get(at)?;
        Some(name_check(works, id.clone(), label))
    };
    let (names, more) = long_list(works.scene, "div", count, Arc::new(name), WORK_HEADING);
    Some(
        el("fieldset")
            .class("work-names")
            .child(el("legend").text(words.new_names))
            .children(names)
            .child(more),
    )
}

fn name_check(works: Works, id: String, label: &str) -> El {
    let own = id.clone();
    let is_on = move || {
        let rows = works.desk().and_then(|desk| desk.task.rows());
        rows.is_some_and(|rows| !rows.refused.contains(&own))
    };
    check(label, is_on, move |is_on| {
        let Some(rows) = works.desk_now().and_then(|desk| desk.task.rows()) else {
            return;
        };
        let mut next = Rows::clone(&rows);
        match is_on {
            true => next.refused.remove(&id),
            false => next.refused.insert(id.clone()),
        };
        works.step(Task::Rows(Arc::new(next)));
    })
}

/// What there is to say about a table, each with its place; `of` what is kept on the desk.
pub fn issue_list<T: Send + Sync + 'static>(
    works: Works,
    kept: &Arc<T>,
    of: fn(&T) -> &[Issue],
) -> El {
    let count = of(kept).len();
    if count == 0 {
        return el("div");
    }
    let kept = Arc::clone(kept);
    let item = move |at: usize| Some(issue(works, of(&kept).get(at)?));
    let (items, more) = long_list(works.scene, "ul", count, Arc::new(item), WORK_HEADING);
    el("details")
        .class("issues")
        .attr("open", "")
        .child(el("summary").text((works.work().said)(count)))
        .child(el("div").children(items))
        .child(more)
}

fn issue(works: Works, issue: &Issue) -> El {
    let place = issue.place.map(|at| {
        let place = (works.work().at)(at.line, at.column);
        el("code").text(place)
    });
    el("li")
        .attr("data-code", issue.problem.code())
        .children(place)
        .text(" ")
        .text(say(issue, works.lang()))
}
