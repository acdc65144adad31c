//! The words of the workshop in English. It must never say more than the Chinese.

use super::work::{DoorWords, WorkWords};
use crate::dataset::NotFigure;
use crate::edition::{Kind, List};
use crate::workshop::{How, Lack, Verdict};

fn not_figure(kind: NotFigure) -> &'static str {
    match kind {
        NotFigure::Date => "no figure: a date",
        NotFigure::Duration => "no figure: a length of time",
        NotFigure::Name => "no figure: part of a name",
        NotFigure::Ordinal => "no figure: a place in a row",
        NotFigure::Threshold => "no figure: a condition",
        NotFigure::Personal => "no figure: an age or years of service",
        NotFigure::Anniversary => "no figure: an anniversary",
        NotFigure::Idiom => "no figure: a phrase",
        NotFigure::Rule => "no figure: an entitlement",
        NotFigure::Rhetorical => "no figure: a word for many",
    }
}

fn list_en(list: Option<List>) -> &'static str {
    match list {
        None => "dataset",
        Some(List::Cities) => "city",
        Some(List::Categories) => "category",
        Some(List::Indicators) => "indicator",
        Some(List::Sources) => "source",
        Some(List::Observations) => "figure",
        Some(List::Relations) => "relation",
        Some(List::Honours) => "honour",
    }
}

pub(super) const DOOR: DoorWords = DoorWords {
    title: "Import and edit",
    back: "Back to the dashboard",
    coming: "Opening…",
    not_come: "This did not open: a part of the program could not be downloaded. Please check \
               the network and try again.",
};

pub(super) static ENGLISH: WorkWords = WorkWords {
    parts_here: |here, all| {
        format!("The data is in {all} files; the filters needed {here} so far.")
    },
    parts_coming: |here, coming, percent| {
        format!("Loading {coming} data files ({percent}%); {here} are there.")
    },
    undo: "Undo",
    redo: "Redo",
    undone: ["Undone.", "Done again."],
    cancel: "Discard this",
    cancelled: "Discarded; the data has not changed.",

    bring: "Bring something in",
    bring_hint: "Drop a file here, choose one, or paste: the text of last year's report (txt, \
        docx), a table (xlsx, CSV, or cells copied from Excel or WPS), a dataset of this \
        dashboard (JSON). All of it stays on this computer.",
    choose_file: "Choose a file",
    paste: "Paste a report's text or a table",
    pasted: "what was pasted",
    read_pasted: "Read what was pasted",
    template: "Download a table to fill in (CSV)",
    template_name: "template",
    reading: |name, percent| format!("Reading {name}: {percent}%"),
    working: |name| format!("Checking {name} …"),
    too_large: |size, most| {
        format!("The file has {size} MB; more than {most} MB are not read. Please split it.")
    },
    unreadable: "The file cannot be read. See that no other program holds it, then try again.",
    no_text: "This file is no text in UTF-8, GB18030 (GBK) or UTF-16. Open it in its own \
        program and save it \
        as text or CSV.",
    is_workbook: "This is a workbook of Excel or WPS. Choose File, Save as, type \"CSV \
        UTF-8 (comma \
        delimited)\", then drop that file here; or copy the cells and paste them below.",
    is_document: "No text could be read from this document. Choose File, Save as, type \
        \"Plain text (*.txt)\", \
        then drop that file here; or copy all of it and paste it below.",
    broken: |remedy, word| format!("{remedy} ({word})"),
    no_figures: "No figure was found in this text.",
    as_report: "This is a report's text",
    as_table: "This is a table",

    columns: |file| format!("Columns of the table: {file}"),
    columns_hint: "What each column holds was guessed by its header and its cells: please \
        check. Columns that \
        are not wanted are \"not read\".",
    column_heads: ["Header", "Examples", "Meaning"],
    ignored: "not read",
    fixed_hint: "What the table does not say, and holds for all rows:",
    read_table: "Read the table",
    rows_read: |rows, figures, refused| {
        let refused = match refused {
            0 => String::new(),
            count => format!("; of {count} rows something was not taken, see below"),
        };
        format!("{rows} rows were read and gave {figures} figures{refused}.")
    },
    new_names: "Names that the dataset does not have (what is not ticked is not taken)",
    figures_of: |count| format!("{count} figures"),
    go_on: "Next: see what would change",
    said: |count| format!("Remarks and problems ({count})"),
    at: |line, column| format!("line {line}, character {column}"),

    review: |file| format!("Look at each figure: {file}"),
    review_counts: |[open, accepted, rejected]| {
        format!("{open} to look at, {accepted} accepted, {rejected} rejected")
    },
    review_keys: "Keys: ↑ ↓ another figure, A accept, X reject, Z undo, E edit.",
    review_parts: ["The report's text", "The figures that were read"],
    verdict: |verdict| match verdict {
        Verdict::Open => "to look at",
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "rejected",
    },
    verdicts: ["Accept", "Reject", "Later"],
    accept_sure: |percent| format!("Accept all that are at least {percent}% sure"),
    accepted: |count| match count {
        0 => "None: the others are less sure, doubted or lack something. Please look at each."
            .to_owned(),
        _ => format!("{count} accepted."),
    },
    judged: |printed, verdict| format!("{printed}: {verdict}"),
    lack: |lack| match lack {
        Lack::City => "no city".to_owned(),
        Lack::Period => "no period (2025, 2025-06, 2021/2025)".to_owned(),
        Lack::Indicator => "no indicator".to_owned(),
        Lack::Unit(own, wanted) => format!("the unit is {own}, that of the indicator {wanted}"),
        Lack::Value => "no number".to_owned(),
    },
    lacks: |what| format!("It cannot be accepted yet: {what}."),
    read_by: |percent, rules| format!("{percent}% sure · rules {rules}"),
    labels: [
        "City",
        "Period",
        "Indicator",
        "Value",
        "Bound",
        "Scope",
        "Status",
        "Category of the new indicator",
    ],
    report_labels: [
        "Title of the report",
        "City of the report",
        "Year of the report",
    ],
    keep_text: "Keep the report's text in the data, so that a figure shows its sentence",
    replaces: "This report is",
    is_new_report: "a new source",
    take_accepted: |count| format!("Next: take the {count} accepted"),
    page: |page, pages| format!("page {page} of {pages}"),
    no_figure: not_figure,

    proposal: "What would change",
    how: |how| match how {
        How::Merge => "Merge into the data (the same source is replaced)",
        How::Replace => "Replace all",
    },
    change_counts: |[added, changed, gone]| {
        format!("{added} added, {changed} changed, {gone} gone")
    },
    change: |kind| match kind {
        Kind::Added => "added",
        Kind::Changed => "changed",
        Kind::Gone => "gone",
    },
    list: list_en,
    key: |key| key,
    more_changes: |count| format!("{count} more are not listed."),
    clashes: |count| format!("Contradictions ({count}): choose which one counts"),
    prefer: ["Keep", "Take the new one"],
    prefer_all: ["Keep all", "Take all new ones"],
    agree: "Agree and update the dashboard",
    agreed: "The dashboard is up to date. It can be undone; to keep the result, save it.",
    not_ready: |open| format!("{open} contradictions are still open."),
    no_change: "The same as what is there: nothing changes.",
    would_break: "This would make the data wrong, so nothing was changed:",

    by_hand: "One figure by hand",
    add: "Add a figure",
    correct: "Correct this figure",
    delete: "Delete this figure",
    keep: "Done",
    hand_labels: [
        "Figure with its unit (120家, 约3.5万人)",
        "Remark",
        "Source",
    ],
    no_source: "by hand (in no report)",
    by_hand_done: ["Added.", "Corrected.", "Deleted."],
    went_along: |count| format!("Deleted, and with it {count} relations or references."),

    save: "Save the result",
    data_title: "Title of the dashboard",
    no_persons: "Without names of persons",
    no_persons_hint: "Leaves out figures of persons, names of who received honours, authors \
        and texts of \
        reports.",
    save_page: "Save as a new dashboard file (HTML)",
    save_data: "Save the dataset (JSON)",
    unsaved: "There are changes that are not saved",
    missing: "Cities that have not reported",
    missing_year: |year, names| format!("{year}: {names}"),
    none_missing: "Every city has reported every year.",
    exact: "exact",
    nothing: "(none)",
    other_city: "(another city)",
    city_name: "Full name of the other city",
    other_indicator: "(a new indicator)",
    indicator_name: "Name of the new indicator",
    scope_name: "Name of whom it counts",
    rule: |rule| rule,
};
