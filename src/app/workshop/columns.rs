//! What each column of a table is: guessed, shown with examples, and told by the reader. It must
//! never read a column that nobody knows the meaning of.

use std::sync::Arc;

use leptos::prelude::*;

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
    works.desk()?.task.table()
}

/// The panel.
pub fn columns(works: Works) -> El {
    let words = works.work();
    let Some(first) = works.desk_now().and_then(|desk| desk.task.table()) else {
        return el("section");
    };
    let heads = words
        .column_heads
        .map(|head| el("th").attr("scope", "col").text(head));
    let lang = works.lang();
    let rows = (0..first.mapping.columns.len()).map(|index| row(works, &first, index, lang));
    let grid = el("table")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let read_all = button(move || {
        if let Some(table) = works.desk_now().and_then(|desk| desk.task.table()) {
            read::rows(works, table);
        }
    })
    .class("primary")
    .attr("data-deed", "read-table")
    .is("disabled", move || {
        table(works).is_none_or(|table| !table.mapping.missing().is_empty())
    })
    .text(words.read_table);
    let kept = Arc::clone(&first);
    let as_report = button(move || read::report(works, &kept.text, &kept.file, &kept.sha256))
        .class("link")
        .text(words.as_report);
    // What is asked besides changes with the columns, and stays while it is written.
    let asked = Memo::new(move |_| table(works).map_or_else(Vec::new, |table| asked(&table)));
    let title = (words.columns)(named_file(works, &first.file));
    el("section")
        .class("work-box")
        .attr("data-work", "columns")
        .child(el("h3").attr("tabindex", "-1").text(&title))
        .child(el("p").class("note").text(words.columns_hint))
        .child(scroll_box(title, grid))
        .child(el("div").children_with(move || fixed_fields(works, &asked.get(), lang)))
        .child(issue_list(works, &first, |table| &table.issues))
        .child(el("div").class("work-row").child(read_all).child(as_report))
}

/// What no column says, and what was told by hand.
fn asked(table: &Table) -> Vec<Field> {
    let told = table.mapping.fixed.iter().map(|(field, _)| *field);
    let mut asked: Vec<Field> = told.chain(table.mapping.missing()).collect();
    asked.retain(|field| *field != Field::Value);
    asked.sort_unstable();
    asked
}

fn fixed_fields(works: Works, asked: &[Field], lang: Lang) -> Vec<El> {
    if asked.is_empty() {
        return Vec::new();
    }
    let fields = asked.iter().map(|&of| fixed_field(works, of, lang));
    vec![
        el("p").class("note").text(works.work().fixed_hint),
        el("div").class("work-fields").children(fields),
    ]
}

/// A deed: the table with another mapping.
fn step(works: Works, change: impl FnOnce(&mut Table)) {
    if let Some(table) = works.desk_now().and_then(|desk| desk.task.table()) {
        let mut next = Table::clone(&table);
        change(&mut next);
        works.step(Task::Table(Arc::new(next)));
    }
}

fn row(works: Works, first: &Table, index: usize, lang: Lang) -> El {
    let column = &first.mapping.columns[index];
    let words = works.work();
    let ignored = (Field::Ignored.as_str().to_owned(), words.ignored.to_owned());
    let known = Field::ALL
        .iter()
        .filter(|field| !matches!(field, Field::Ignored | Field::ValueUsed))
        .map(|&field| (field.as_str().to_owned(), field.name(lang)));
    let chosen = move || {
        let table = table(works);
        let column = table
            .as_ref()
            .and_then(|table| table.mapping.columns.get(index));
        let field = column.filter(|column| column.why != Why::Unknown);
        let field = field.map_or(Field::Ignored, |column| column.field);
        field.as_str().to_owned()
    };
    let choose = move |word: String| {
        let Some(field) = Field::named(&word) else {
            return;
        };
        step(works, |next| {
            let mut known = next.known.clone();
            let number = (index + 1).to_string();
            next.mapping.choose(&number, field, &mut known);
        });
    };
    let meaning = select(std::iter::once(ignored).chain(known), chosen, choose)
        .attr("data-column", index.to_string())
        .label("aria-label", &column.header);
    let samples = column.samples.iter().take(MOST_SAMPLES);
    let samples: Vec<&str> = samples.map(String::as_str).collect();
    el("tr")
        .child(el("th").attr("scope", "row").text(&*column.header))
        .child(el("td").text(samples.join(" · ")))
        .child(el("td").child(meaning))
}

fn fixed_field(works: Works, of: Field, lang: Lang) -> El {
    let change = move |text: String| {
        step(works, |next| match text.trim() {
            "" => next.mapping.fixed.retain(|(known, _)| *known != of),
            text => next.mapping.set_fixed(of, text),
        });
    };
    let now = move || {
        let table = table(works);
        let text = table.as_ref().and_then(|table| table.mapping.fixed(of));
        text.unwrap_or_default().to_owned()
    };
    field(
        &of.name(lang),
        input(now, change).attr("data-fixed", of.as_str()),
    )
}
