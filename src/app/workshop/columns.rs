//! What each column of a table is: guessed, shown with examples, and told by the reader. It must
//! never read a column that nobody knows the meaning of.

use std::sync::Arc;

use super::controls::{field, input, select};
use super::read;
use super::review::named_file;
use super::rows::issue_list;
use super::works::Works;
use crate::app::element::{El, button, el, scroll_box};
use crate::import::{Field, Why};
use crate::query::Lang;
use crate::workshop::{Table, Task};

/// Examples shown of a column.
const MOST_SAMPLES: usize = 3;

/// The table that is on the desk.
fn table(works: Works) -> Option<Arc<Table>> {
    match works.desk()?.task {
        Task::Table(table) => Some(table),
        _ => None,
    }
}

/// The panel.
pub fn columns(works: Works) -> El {
    el("section")
        .class("work-box")
        .attr("data-work", "columns")
        .child(el("div").children_with(move || match table(works) {
            Some(table) => content(works, &table),
            None => Vec::new(),
        }))
}

fn content(works: Works, table: &Arc<Table>) -> Vec<El> {
    let words = works.work();
    let lang = works.lang();
    let heads = words
        .column_heads
        .map(|head| el("th").attr("scope", "col").text(head));
    let rows = (0..table.mapping.columns.len()).map(|index| row(works, table, index, lang));
    let grid = el("table")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let missing = table.mapping.missing();
    // What was told by hand stays to be changed.
    let fixed = table.mapping.fixed.iter().map(|(field, _)| *field);
    let asked: Vec<Field> = fixed.chain(missing.iter().copied()).collect();
    let asked = asked.into_iter().filter(|field| *field != Field::Value);
    let asked: Vec<El> = asked
        .map(|of| fixed_field(works, table, of, lang))
        .collect();
    let hint = (!asked.is_empty()).then(|| el("p").class("note").text(words.fixed_hint));
    let read_all = {
        let table = Arc::clone(table);
        button(move || read::rows(works, Arc::clone(&table)))
            .class("primary")
            .attr("data-deed", "read-table")
            .is("disabled", {
                let is_missing = !missing.is_empty();
                move || is_missing
            })
            .text(words.read_table)
    };
    let as_report = {
        let table = Arc::clone(table);
        button(move || read::report(works, &table.text, &table.file, &table.sha256))
            .class("link")
            .text(words.as_report)
    };
    vec![
        el("h3").text((words.columns)(named_file(works, &table.file))),
        el("p").class("note").text(words.columns_hint),
        scroll_box((words.columns)(named_file(works, &table.file)), grid),
        el("div")
            .children(hint)
            .child(el("div").class("work-fields").children(asked)),
        issue_list(works, &table.issues),
        el("div").class("work-row").child(read_all).child(as_report),
    ]
}

fn row(works: Works, table: &Arc<Table>, index: usize, lang: Lang) -> El {
    let column = &table.mapping.columns[index];
    let words = works.work();
    let ignored = (Field::Ignored.as_str().to_owned(), words.ignored.to_owned());
    let known = Field::ALL
        .iter()
        .filter(|field| !matches!(field, Field::Ignored | Field::ValueUsed))
        .map(|&field| (field.as_str().to_owned(), field.name(lang)));
    let is_unknown = column.why == Why::Unknown;
    let chosen = if is_unknown {
        Field::Ignored
    } else {
        column.field
    };
    let kept = Arc::clone(table);
    let choose = move |word: String| {
        let Some(field) = Field::named(&word) else {
            return;
        };
        let mut next = Table::clone(&kept);
        let (mut known, number) = (next.known.clone(), (index + 1).to_string());
        next.mapping.choose(&number, field, &mut known);
        works.step(Task::Table(Arc::new(next)));
    };
    let meaning = select(
        std::iter::once(ignored).chain(known),
        chosen.as_str(),
        choose,
    )
    .attr("data-column", index.to_string())
    .label("aria-label", &column.header);
    let samples: Vec<&str> = column
        .samples
        .iter()
        .take(MOST_SAMPLES)
        .map(String::as_str)
        .collect();
    el("tr")
        .child(el("th").attr("scope", "row").text(&*column.header))
        .child(el("td").text(samples.join(" · ")))
        .child(el("td").child(meaning))
}

fn fixed_field(works: Works, table: &Arc<Table>, of: Field, lang: Lang) -> El {
    let kept = Arc::clone(table);
    let change = move |text: String| {
        let mut next = Table::clone(&kept);
        match text.trim() {
            "" => next.mapping.fixed.retain(|(known, _)| *known != of),
            text => next.mapping.set_fixed(of, text),
        }
        works.step(Task::Table(Arc::new(next)));
    };
    let now = table.mapping.fixed(of).unwrap_or_default();
    field(
        &of.name(lang),
        input(now, None, change).attr("data-fixed", of.as_str()),
    )
}
