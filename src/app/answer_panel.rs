//! The report page, 答卷: one city and period, to be read and to be printed on A4. It must never
//! print anything else than what is on the screen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlIFrameElement};

use super::doubts_panel::doubt_list;
use super::element::{El, ElementRef, button, el};
use super::export_page::made;
use super::ink::Ink;
use super::pixels::Widths;
use super::shared::Shared;
use super::state::Scene;
use crate::chart::{self, Canvas, Mode, TextSize, Theme, Vector};
use crate::dataset::{Dataset, Period, SourceId};
use crate::figure;
use crate::host::print;
use crate::lang::Words;
use crate::query::Action;
use crate::report::{Answer, CardEntry, Datum, Honours, Overview, Reporter, Sheet, years_of};

/// The sheet of the printed document, made by `build.rs`.
const PRINT_CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/answer_print.css"));

/// The chart's width and text in CSS px: it is shown as wide as an A4 page.
const CHART_PX: f64 = 680.0;
const CHART_TEXT_PX: f64 = 14.0;

/// The panel.
pub fn answer_panel(scene: Scene, view: impl Fn() -> Shared<Answer> + Copy + Send + 'static) -> El {
    let (content, frame) = (ElementRef::new(), ElementRef::new());
    let title = move || match &view().sheet {
        Some(sheet) => title(scene, sheet.subject),
        None => (scene.words().share.several)(view().touched),
    };
    let page = move || {
        let data = scene.data.get();
        let words = scene.words();
        let view = view();
        let sheet = view.sheet.as_ref();
        sheet.map_or_else(Vec::new, |sheet| page(scene, &data.dataset, words, sheet))
    };
    let fill = move || {
        let (content, frame): (Option<Element>, _) = (
            content
                .get_untracked()
                .and_then(|node| node.dyn_into().ok()),
            frame_of(frame),
        );
        if let (Some(content), Some(frame)) = (content, frame) {
            let lang = scene.look.get_untracked().lang.as_str();
            print::print(&frame, lang, &untrack(title), PRINT_CSS, &content);
        }
    };
    let start = move || {
        fill();
        scene.say(scene.words().share.printing.to_owned());
    };
    let print = button(start)
        .class("print")
        .is("hidden", move || view().sheet.is_none())
        .text_with(move || scene.words().share.print.to_owned());
    // Filled when it is wanted; it lies within the panel, so that it goes with it.
    let printed = el("iframe")
        .class("printed")
        .node(frame)
        .attr("aria-hidden", "true")
        .attr("tabindex", "-1");
    el("section")
        .attr("data-panel", "report")
        .child(
            el("div")
                .class("choose")
                .child(choice(scene, view))
                .child(print),
        )
        .child(el("h2").text_with(title))
        .child(el("article").node(content).children_with(page))
        .child(printed)
}

fn frame_of(frame: ElementRef) -> Option<HtmlIFrameElement> {
    frame.get_untracked()?.dyn_into().ok()
}

fn title(scene: Scene, (city, period): Reporter) -> String {
    let words = scene.words();
    let data = scene.data.get();
    let city = words.city(data.dataset.city(city));
    (words.share.answer_title)(&city, &(words.period)(period))
}

/// The select of what the page is about.
fn choice(scene: Scene, view: impl Fn() -> Shared<Answer> + Copy + Send + 'static) -> El {
    let options = move || {
        let view = view();
        let shown = view.sheet.as_ref().map(|sheet| sheet.subject);
        let option = |at: usize, text: String, is_shown: bool| {
            el("option")
                .attr("value", at.to_string())
                .is("selected", move || is_shown)
                .text(text)
        };
        let named = view.choices.iter().enumerate();
        let all = named
            .map(|(at, subject)| option(at + 1, title(scene, *subject), Some(*subject) == shown));
        let none = option(0, "—".to_owned(), shown.is_none());
        std::iter::once(none).chain(all).collect()
    };
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let view = untrack(view);
        let chosen = at.and_then(|at| view.choices.get(at.checked_sub(1)?));
        if let Some(&subject) = chosen {
            let data = scene.data.get_untracked();
            let city = data.dataset.city(subject.0).code.clone();
            let years = years_of(&data.dataset, subject);
            scene.dispatch(Action::Subject(city, years));
        }
    };
    let select = el("select")
        .attr("data-select", "answer")
        .is("disabled", move || {
            !scene.is_free("city") || !scene.is_free("year")
        })
        .on("change", choose)
        .children_with(options);
    el("label")
        .class("field")
        .child(el("span").text_with(move || scene.words().share.choose_answer.to_owned()))
        .child(select)
}

/// All that stands on the page, below its title.
fn page(scene: Scene, dataset: &Dataset, words: &'static Words, sheet: &Sheet) -> Vec<El> {
    let cards = sheet.overview.cards.iter();
    let period = sheet.subject.1;
    let headlines = cards.filter_map(|card| {
        let entry = card.entries.first()?;
        Some(headline(dataset, words, entry, period))
    });
    let mut parts = vec![
        el("h3").text(words.share.headlines),
        el("ul").class("headlines").children(headlines),
        el("h3").text(words.categories_title),
        chart_image(dataset, words, &sheet.overview),
    ];
    for (category, data) in &sheet.categories {
        let name = words.category(&dataset.categories[category.index()]);
        parts.push(el("h3").text(name));
        parts.push(figures(scene, dataset, words, data));
    }
    parts.extend(honours(words, &sheet.honours));
    parts.push(el("h3").text((words.view)(crate::query::View::Doubts)));
    parts.push(doubt_list(scene, dataset, words, &sheet.doubts));
    parts.push(el("h3").text(words.source));
    let reports = sheet.sources.iter();
    parts.push(el("ol").children(reports.map(|id| report(dataset, words, *id))));
    parts.push(el("p").class("made").text(made(scene)));
    parts
}

/// A headline figure; of another period than the page's it says so.
fn headline(dataset: &Dataset, words: &Words, entry: &CardEntry, period: Period) -> El {
    let datum = &entry.datum;
    let change = entry.change.as_ref().and_then(|change| {
        let percent = figure::change_percent(change.from, datum.value?)?;
        Some((words.change)(&(words.period)(change.since), &percent))
    });
    let other = (datum.period != period).then(|| (words.period)(datum.period));
    let mut remarks: Vec<String> = other.into_iter().collect();
    remarks.extend(words.remarks(dataset, datum));
    remarks.extend(change);
    el("li")
        .child(el("span").text(words.indicator(dataset.indicator(datum.indicator))))
        .child(el("strong").text(words.value(dataset, datum)))
        .child(el("small").text(remarks.join(words.comma)))
}

/// How many figures each category holds, drawn beforehand: a canvas prints badly.
fn chart_image(dataset: &Dataset, words: &Words, view: &Overview) -> El {
    let theme = Theme::new(Mode::Light, TextSize::regular(CHART_TEXT_PX));
    let measure = Widths::default();
    let canvas = Canvas {
        width_px: CHART_PX,
        theme: &theme,
        measure: &measure,
        dataset,
        words,
        focus: None,
    };
    let sheet = Vector::default();
    chart::draw_overview(Ink::Vector(sheet.clone()), view, &canvas);
    let size = (CHART_PX, chart::overview_height(view, &canvas));
    let svg = sheet.file(size, words.categories_title);
    let svg = svg.replace('%', "%25").replace('#', "%23");
    el("img")
        .attr("src", "data:image/svg+xml;charset=utf-8,".to_owned() + &svg)
        .label("alt", &words.overview_summary(dataset, view))
}

fn figures(scene: Scene, dataset: &Dataset, words: &Words, data: &[Datum]) -> El {
    let [indicator, period, value] = [
        crate::query::SortColumn::Indicator,
        crate::query::SortColumn::Period,
        crate::query::SortColumn::Value,
    ]
    .map(words.column);
    let heads = [
        indicator,
        period,
        value,
        words.printed,
        words.remarks,
        words.place_in_source,
    ];
    let heads = heads.map(|name| {
        let class = if name == value { "number" } else { "" };
        el("th").class(class).attr("scope", "col").text(name)
    });
    let rows = data.iter().map(|datum| {
        let observation = dataset.observation(datum.row);
        let row = datum.row;
        let value = button(move || scene.open(row)).class("link");
        let remark = if datum.doubted {
            "remark doubted"
        } else {
            "remark"
        };
        el("tr")
            .attr("data-key", observation.key())
            .child(
                el("th")
                    .attr("scope", "row")
                    .text(words.indicator(observation.indicator)),
            )
            .child(el("td").text((words.period)(datum.period)))
            .child(
                el("td")
                    .class("number")
                    .child(value.text(words.value(dataset, datum))),
            )
            .child(el("td").text(observation.printed))
            .child(
                el("td")
                    .class(remark)
                    .text(words.remarks(dataset, datum).join(words.comma)),
            )
            .child(el("td").text((words.paragraph)(observation.paragraph)))
    });
    let table = el("table")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    el("div").class("scroll").child(table)
}

fn honours(words: &Words, view: &Honours) -> Vec<El> {
    let mut parts = Vec::new();
    for (level, rows) in &view.levels {
        let name = [
            (words.view)(crate::query::View::Honours),
            (words.level)(*level),
        ];
        parts.push(el("h3").text(name.join(words.colon)));
        let items = rows.iter().map(|row| {
            let about = words.about_honour(row);
            let about = (words.parenthesis)(&about.join(words.comma));
            el("li").text(&row.title).child(el("small").text(about))
        });
        parts.push(el("ul").class("honours").children(items));
    }
    parts
}

fn report(dataset: &Dataset, words: &Words, id: SourceId) -> El {
    let source = &dataset.sources[id.index()];
    let mut about = source.authors.clone();
    about.push((words.period)(source.period));
    about.extend(source.file.clone());
    el("li")
        .text(crate::lang::titles(dataset, &[id]))
        .child(el("small").text((words.parenthesis)(&about.join(words.comma))))
}
