//! What went wrong, in the reader's language and with its place: a failed load, rows that were
//! left out, values of the address that mean nothing. It must never hide data that is there.

use leptos::ev;
use leptos::html::{button, code, details, div, h2, li, p, summary, ul};
use leptos::prelude::*;

use super::state::{Failure, Phase, Scene};
use crate::dataset::Severity;
use crate::host::load::LoadError;
use crate::lang::Words;

/// Issues listed at most; the rest is counted.
const MOST_ISSUES: usize = 200;

/// Loading, failure, issues and bad values, each only when there is one.
pub fn messages(scene: Scene, retry: impl Fn() + Clone + 'static) -> AnyView {
    let retry = StoredValue::new_local(retry);
    let phase = move || match scene.phase.get() {
        Phase::Ready => None,
        Phase::Pending(percent) => {
            Some(p().class("pending").child((scene.words().loading)(percent)).into_any())
        }
        Phase::Failed(failure) => Some(failure_view(scene, failure, retry)),
    };
    let bad_values = move || {
        let words = scene.words();
        let bad = scene.bad_values.get();
        (!bad.is_empty()).then(|| {
            let items = bad.iter().map(|bad| li().child((words.bad_value)(&bad.key, &bad.value)));
            ul().class("message").attr("role", "alert").child(items.collect_view())
        })
    };
    (phase, bad_values, move || issues(scene)).into_any()
}

fn failure_view<F: Fn() + Clone + 'static>(
    scene: Scene,
    failure: Failure,
    retry: StoredValue<F, LocalStorage>,
) -> AnyView {
    let words = scene.words();
    let (reason, place) = match &failure {
        Failure::NoDataset => (words.no_dataset.to_owned(), String::new()),
        Failure::Load(LoadError::Status(status)) => ((words.http_status)(*status), String::new()),
        Failure::Load(LoadError::Unreachable) => (words.unreachable.to_owned(), String::new()),
        Failure::Refused(issue) => ((words.problem)(&issue.problem), (words.place)(issue)),
    };
    let kept = scene.data.with(|data| !data.dataset.observations.is_empty());
    let can_retry = !matches!(failure, Failure::NoDataset);
    div()
        .class("message failed")
        .attr("role", "alert")
        .child((
            h2().child(if kept { words.failed_kept } else { words.failed }),
            p().child((reason, (!place.is_empty()).then(|| code().child(place)))),
            can_retry.then(|| {
                button()
                    .attr("type", "button")
                    .on(ev::click, move |_| retry.with_value(|retry| retry()))
                    .child(words.retry)
            }),
        ))
        .into_any()
}

fn issues(scene: Scene) -> Option<AnyView> {
    let data = scene.data.get();
    let words: &'static Words = scene.words();
    if data.issues.is_empty() {
        return None;
    }
    let errors = data.issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let items = data.issues.iter().take(MOST_ISSUES).map(|issue| {
        let severity = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        li().attr("data-severity", severity)
            .attr("data-code", issue.problem.code())
            .child(((words.problem)(&issue.problem), " ", code().child((words.place)(issue))))
    });
    let rest = data.issues.len().saturating_sub(MOST_ISSUES);
    let view = details()
        .class("issues")
        .child((
            summary().child((words.issues)(errors, data.issues.len() - errors)),
            ul().child(items.collect_view()),
            (rest > 0).then(|| p().child((words.more_issues)(rest))),
        ))
        .into_any();
    Some(view)
}
