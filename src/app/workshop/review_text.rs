//! The part of a report's text that the shown figures stand in, each numeral marked by what became
//! of it. It must never change a character of the text.

use leptos::prelude::*;

use super::review::{PAGE, Sight, word};
use crate::app::element::{El, el};
use crate::dataset::{NotFigure, SourceText};
use crate::extract::NoFigure;
use crate::workshop::Review;

/// Paragraphs shown around the figures of a page.
const AROUND: usize = 1;

/// A marked run of a paragraph: where it begins and how long it is, in characters; the figure's
/// number, or why it is none.
type Mark = (usize, usize, Result<usize, NotFigure>);

/// The paragraphs of the shown page.
pub fn text(sight: Sight) -> Vec<El> {
    let Some(review) = sight.works.review_now() else {
        return Vec::new();
    };
    let first = sight.page() * PAGE;
    let shown = first..(first + PAGE).min(review.figures.len());
    let of = |index: usize| {
        review
            .figures
            .get(index)
            .map(|one| one.candidate.paragraph as usize)
    };
    let (Some(from), Some(to)) = (of(shown.start), of(shown.end.saturating_sub(1))) else {
        return Vec::new();
    };
    let source = SourceText::new(&review.text);
    let from = from.saturating_sub(1 + AROUND);
    let all = source.paragraphs();
    let paragraphs = all.iter().enumerate().take(to + AROUND).skip(from);
    paragraphs
        .map(|(at, line)| paragraph(sight, &review, at + 1, line))
        .collect()
}

fn paragraph(sight: Sight, review: &Review, number: usize, line: &str) -> El {
    let mut marks: Vec<Mark> = Vec::new();
    let here = |paragraph: u32| paragraph as usize == number;
    for (index, reading) in review.figures.iter().enumerate() {
        let candidate = &reading.candidate;
        if here(candidate.paragraph) {
            marks.push((
                candidate.offset as usize,
                candidate.printed.chars().count(),
                Ok(index),
            ));
        }
    }
    for NoFigure {
        printed,
        paragraph,
        offset,
        kind,
    } in review.others.iter()
    {
        if here(*paragraph) {
            marks.push((*offset as usize, printed.chars().count(), Err(*kind)));
        }
    }
    marks.sort_unstable_by_key(|mark| mark.0);
    let chars: Vec<char> = line.chars().collect();
    let part = |from: usize, to: usize| -> String {
        chars
            .get(from..to.min(chars.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    };
    let mut out = el("p")
        .attr("lang", "zh-CN")
        .attr("data-paragraph", number.to_string());
    let mut done = 0;
    for (offset, length, figure) in marks {
        if offset < done {
            continue;
        }
        let run = part(offset, offset + length);
        out = out
            .prose(&part(done, offset))
            .child(mark(sight, figure, &run));
        done = offset + length;
    }
    out.prose(&part(done, chars.len()))
}

fn mark(sight: Sight, figure: Result<usize, NotFigure>, run: &str) -> El {
    let works = sight.works;
    let index = match figure {
        Ok(index) => index,
        Err(kind) => {
            return el("span")
                .class("work-none")
                .attr("title", (works.work().no_figure)(kind))
                .prose(run);
        }
    };
    el("mark")
        .attr("data-mark", index.to_string())
        .attr_with("data-verdict", move || {
            let review = works.review()?;
            Some(word(review.figures.get(index)?.verdict).to_owned())
        })
        .attr_with("aria-current", move || {
            (sight.at.get() == index).then(|| "true".to_owned())
        })
        .on("click", move |_| sight.take(index))
        .prose(run)
}
