//! What the page around the dashboard is told: that there is data, what is asked, what is chosen,
//! what went wrong. It must never be told in a language of its own: the sentences are the reader's.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::messages::reason;
use super::phase::{Failure, Phase};
use super::state::{Scene, effect};
use crate::dataset::{Issue, Severity};
use crate::host::embed::{Embedding, object};
use crate::host::load::LoadError;
use crate::lang::Words;
use crate::query::url::{self, BadValue};

/// Tells the page from now on whatever changes.
pub fn tell_page(scene: Scene, page: &Embedding) {
    let to = page.clone();
    let mut told = None;
    // Nobody is told of a state before.
    let was_ready = Rc::new(Cell::new(false));
    let now_ready = Rc::clone(&was_ready);
    effect(move || {
        let data = scene.data.get();
        let is_told = told.as_ref() == Some(&data);
        let is_ready = scene.phase.with_untracked(|phase| *phase == Phase::Ready);
        if is_ready && !is_told && !scene.is_waiting() {
            let detail = object(&[
                ("version", scene.version.get_untracked().into()),
                ("observations", data.dataset.observations.len().into()),
                ("issues", issues(scene)),
            ]);
            to.tell("ready", &detail);
            told = Some(data);
            now_ready.set(true);
        }
    });
    let to = page.clone();
    effect(move || {
        scene.unsaved.track();
        let fragment = scene.query.with(url::format);
        let has_data = scene.phase.with_untracked(|phase| *phase == Phase::Ready);
        if has_data && (was_ready.get() || !scene.is_waiting()) {
            to.tell("state", &fragment.into());
        }
    });
    let to = page.clone();
    let mut before = None;
    effect(move || {
        let focus = scene.query.with(|query| query.focus.clone());
        if focus == before {
            return;
        }
        let chosen = focus.as_deref().and_then(|key| selected(scene, key));
        if let Some(chosen) = chosen {
            to.tell("select", &chosen);
        }
        before = focus;
    });
    let to = page.clone();
    effect(move || {
        if let Phase::Failed(failure) = scene.phase.get() {
            to.tell("error", &failure_object(&failure, scene.words()));
        }
    });
    let to = page.clone();
    effect(move || {
        scene
            .bad_values
            .with(|bad| tell_bad_values(&to, bad, scene.words()));
    });
}

/// Tells the page which of its values mean nothing.
pub fn tell_bad_values(page: &Embedding, bad: &[BadValue], words: &Words) {
    for BadValue { key, value } in bad {
        let detail = object(&[
            ("code", "bad-value".into()),
            ("message", (words.bad_value)(key, value).into()),
            ("path", key.into()),
        ]);
        page.tell("error", &detail);
    }
}

/// The issues of the data, as objects.
pub fn issues(scene: Scene) -> JsValue {
    let words = scene
        .look
        .with_untracked(|look| crate::lang::words(look.lang));
    scene.data.with_untracked(|data| {
        let list: js_sys::Array = (data.issues.iter())
            .map(|issue| issue_object(issue, words))
            .collect();
        list.into()
    })
}

/// An issue as an object, in the reader's language.
pub fn issue_object(issue: &Issue, words: &Words) -> JsValue {
    let severity = match issue.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let at = |part: Option<usize>| part.map_or(JsValue::UNDEFINED, JsValue::from);
    object(&[
        ("severity", severity.into()),
        ("code", issue.problem.code().into()),
        ("path", issue.path.as_str().into()),
        ("line", at(issue.place.map(|place| place.line))),
        ("column", at(issue.place.map(|place| place.column))),
        ("message", (words.problem)(&issue.problem).into()),
    ])
}

fn failure_object(failure: &Failure, words: &Words) -> JsValue {
    if let Failure::Refused(issue) = failure {
        return issue_object(issue, words);
    }
    let code = match failure {
        Failure::NoDataset => "no-dataset",
        Failure::Load(LoadError::Status(_)) => "http-status",
        Failure::Load(LoadError::NotUtf8) => "not-utf8",
        _ => "unreachable",
    };
    object(&[
        ("code", code.into()),
        ("message", reason(failure, words).into()),
    ])
}

/// The observation of a key, as the file has it.
fn selected(scene: Scene, key: &str) -> Option<JsValue> {
    let data = scene.data.get_untracked();
    let dataset = &data.dataset;
    let observation = dataset.observation(dataset.row_of_key(key)?);
    let value = observation.value.map_or(JsValue::NULL, JsValue::from);
    Some(object(&[
        ("key", key.into()),
        ("city", (&*observation.city.code).into()),
        ("period", observation.period.to_string().into()),
        ("indicator", (&*observation.indicator.id).into()),
        ("value", value),
        ("printed", observation.printed.into()),
    ]))
}
