//! What went wrong, in the reader's language and with its place: a failed load, rows that were
//! left out, values of the address that mean nothing. It must never hide data that is there.

use leptos::prelude::*;

use super::element::{El, button, el, turn_on};
use super::later;
use super::phase::{Failure, Phase};
use super::rest::behind;
use super::state::{Scene, effect};
use crate::dataset::{Issue, Problem, Severity};
use crate::host::load::LoadError;
use crate::lang::Words;

/// Issues listed at most; the rest is counted.
const MOST_ISSUES: usize = 200;

/// Loads the dataset again.
pub type Retry = std::sync::Arc<dyn Fn() + Send + Sync>;

/// Loading, failure, issues and bad values, each only when there is one.
pub fn messages(scene: Scene, retry: Option<Retry>) -> El {
    let phase = move || match scene.phase.get() {
        Phase::Ready => None,
        Phase::Pending(percent) => Some(
            el("p")
                .class("pending")
                .text((scene.words().loading)(percent)),
        ),
        Phase::Failed(failure) => Some(failure_view(scene, &failure, retry.clone())),
    };
    // Hundreds of issues are made when they are first looked at.
    let was_opened = RwSignal::new(false);
    // It stays while more of its files come.
    let has_parts = RwSignal::new(false);
    effect(move || {
        let now = scene.data.with(|data| !data.dataset.parts.is_empty());
        if has_parts.get_untracked() != now {
            has_parts.set(now);
        }
    });
    let parts = move || {
        if !has_parts.get() {
            return Vec::new();
        }
        scene.want_rest();
        behind(scene, || true, move || vec![later::open_parts(scene)]).into()
    };
    el("div")
        .child(el("div").children_with(move || phase().into_iter().collect()))
        .child(el("div").children_with(parts))
        .child(el("div").children_with(move || bad_values(scene).into_iter().collect()))
        .child(el("div").children_with(move || issues(scene, was_opened).into_iter().collect()))
}

fn failure_view(scene: Scene, failure: &Failure, retry: Option<Retry>) -> El {
    let words = scene.words();
    let place = match failure {
        Failure::Refused(issue) => (words.place)(issue),
        _ => String::new(),
    };
    let kept = scene.data.with(|data| !data.dataset.cities.is_empty());
    let place = Some(place).filter(|place| !place.is_empty());
    let retry = retry.map(|retry| button(move || retry()).text(words.retry));
    el("div")
        .class("message failed")
        .attr("role", "alert")
        .child(el("h2").text(if kept {
            words.failed_kept
        } else {
            words.failed
        }))
        .child(
            el("p")
                .text(reason(failure, words))
                .children(place.map(|place| el("code").text(place))),
        )
        .children(retry)
}

/// Why nothing new was loaded, as a sentence.
pub fn reason(failure: &Failure, words: &Words) -> String {
    match failure {
        Failure::NoDataset => words.no_dataset.to_owned(),
        Failure::Load(LoadError::Status(status)) => (words.http_status)(*status),
        Failure::Load(LoadError::NotUtf8) => words.not_utf8.to_owned(),
        Failure::Load(LoadError::Unreachable) => words.unreachable.to_owned(),
        Failure::Load(LoadError::Silent) => words.silent.to_owned(),
        Failure::Refused(issue) => (words.problem)(&issue.problem),
    }
}

fn bad_values(scene: Scene) -> Option<El> {
    let bad = scene.bad_values.get();
    let words = scene.words();
    (!bad.is_empty()).then(|| {
        let items = bad
            .iter()
            .map(|bad| el("li").text((words.bad_value)(&bad.key, &bad.value)));
        el("ul")
            .class("message")
            .attr("role", "alert")
            .children(items)
    })
}

fn issues(scene: Scene, was_opened: RwSignal<bool>) -> Option<El> {
    let data = scene.data.get();
    let count = data.issues.iter().filter(is_told).count();
    if count == 0 {
        return None;
    }
    let is_error = |issue: &&Issue| issue.severity == Severity::Error;
    let errors = data.issues.iter().filter(is_error).count();
    let title = (scene.words().issues)(errors, count - errors);
    let open = move |_| turn_on(was_opened);
    let list = move || match was_opened.get() {
        true => listed(scene.words(), &data.issues),
        false => Vec::new(),
    };
    let view = el("details")
        .class("issues")
        .on("toggle", open)
        .child(el("summary").on("click", open).text(&title))
        .child(el("div").children_with(list));
    Some(el("section").label("aria-label", &title).child(view))
}

/// Of files that are fetched as they are asked for, their own line tells.
fn is_told(issue: &&Issue) -> bool {
    !matches!(issue.problem, Problem::PartsNotLoaded(_))
}

fn listed(words: &Words, issues: &[Issue]) -> Vec<El> {
    let told = issues.iter().filter(is_told);
    let items = told.take(MOST_ISSUES).map(|issue| {
        el("li")
            .attr("data-code", issue.problem.code())
            .text((words.problem)(&issue.problem))
            .text(" ")
            .child(el("code").text((words.place)(issue)))
    });
    let list = el("ul").children(items);
    let rest = issues.len().saturating_sub(MOST_ISSUES);
    let rest = (rest > 0).then(|| el("p").text((words.more_issues)(rest)));
    std::iter::once(list).chain(rest).collect()
}
