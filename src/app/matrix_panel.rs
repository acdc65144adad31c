//! The matrix: what its columns are, the drawing in a box that scrolls where it must, and what a
//! click on a cell or a head filters. It must never hold more of the drawing on a canvas than is
//! seen: browsers limit how large one may be.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::canvas::chart;
use super::element::{El, ElementRef, button, el};
use super::ink::Ink;
use super::picture::Picture;
use super::shared::Shared;
use super::state::Scene;
use crate::chart::{Canvas, Grid, HitMap, Target, Window, draw_matrix};
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::query::{Action, Columns, Filter};
use crate::report::{Matrix, Subject};

/// The most of the drawing that is seen at once, in em.
const MOST_HEIGHT_EM: f64 = 46.0;

/// The box around the drawing.
#[derive(Clone, Copy)]
struct Stage {
    /// What scrolls, with one child as large as the whole drawing.
    scroller: ElementRef,
    /// How far to the right and down, in CSS px.
    left: RwSignal<f64>,
    top: RwSignal<f64>,
    /// The mark that was last brought into view.
    revealed: RwSignal<Option<usize>>,
}

/// A matrix to be drawn.
struct Drawing {
    view: Shared<Matrix>,
    stage: Stage,
    grid: OnceCell<Grid>,
}

/// The panel.
pub fn matrix_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Matrix> + Copy + Send + Sync + 'static,
) -> El {
    let stage = Stage::new();
    let title = move || (scene.words().matrix_title)(view().by).to_owned();
    let drawing = move || -> Box<dyn Picture> {
        Box::new(Drawing {
            view: view(),
            stage,
            grid: OnceCell::new(),
        })
    };
    let [summary, frame, tools] = chart(scene, ("matrix", 0), Arc::new(title), Rc::new(drawing));
    let follow = move |_| {
        if let Some(scroller) = stage.scroller.get_untracked() {
            stage.left.set(scroller.scroll_left().into());
            stage.top.set(scroller.scroll_top().into());
        }
    };
    let space = el("div").class("matrix-space").child(frame);
    let scroller = el("div").class("matrix-box").node(stage.scroller);
    el("section")
        .attr("data-panel", "matrix")
        .child(columns_switch(scene))
        .child(el("h2").text_with(title))
        .child(summary)
        .child(scroller.on("scroll", follow).child(space))
        .child(tools)
}

/// A matrix that is on no page, from its first row on.
pub fn still(view: Shared<Matrix>) -> Box<dyn Picture> {
    Box::new(Drawing {
        view,
        stage: Stage::new(),
        grid: OnceCell::new(),
    })
}

impl Stage {
    fn new() -> Self {
        Self {
            scroller: ElementRef::new(),
            left: RwSignal::new(0.0),
            top: RwSignal::new(0.0),
            revealed: RwSignal::new(None),
        }
    }
}

fn columns_switch(scene: Scene) -> El {
    let buttons = Columns::ALL.iter().map(|&columns| {
        let is_on = move || scene.query.with(|query| query.columns == columns);
        button(move || scene.dispatch(Action::Columns(columns)))
            .attr("data-columns", columns.as_str())
            .attr_with("aria-pressed", move || Some(is_on().to_string()))
            .text_with(move || (scene.words().matrix_columns)(columns).to_owned())
    });
    el("div")
        .class("switch")
        .is("hidden", move || !scene.is_free("columns"))
        .attr("role", "group")
        .attr_with("aria-label", move || {
            Some(scene.words().matrix_switch.to_owned())
        })
        .children(buttons)
}

impl Drawing {
    fn grid(&self, canvas: &Canvas<'_>) -> &Grid {
        self.grid.get_or_init(|| Grid::new(&self.view, canvas))
    }

    fn window(&self, canvas: &Canvas<'_>) -> Window {
        Window {
            left_px: self.stage.left.get(),
            top_px: self.stage.top.get(),
            height_px: MOST_HEIGHT_EM * canvas.theme.text_px,
        }
    }

    /// Makes the box as high as what is seen, and its content as large as the whole.
    fn fit_box(&self, grid: &Grid, canvas: &Canvas<'_>, window: Window) -> Option<()> {
        let scroller = self.stage.scroller.get_untracked()?;
        let space: Element = scroller.first_element_child()?;
        let (width, height) = grid.size();
        let (beyond, shown) = (width - canvas.width_px, grid.height(window));
        let set = |element: &Element, name: &str, value: f64| {
            let element: &HtmlElement = wasm_bindgen::JsCast::unchecked_ref(element);
            let value = (value as i32).to_string() + "px";
            drop(element.style().set_property(name, &value));
        };
        set(&space, "--beyond", beyond);
        set(&space, "height", height);
        set(&scroller, "--shown", shown);
        let scrolls = beyond > 0.0 || height > shown;
        scroller
            .set_attribute("data-scrolls", if scrolls { "both" } else { "none" })
            .ok()?;

        // Whom the focus went to is brought into view, once.
        if self.stage.revealed.get_untracked() != canvas.focus {
            self.stage.revealed.set(canvas.focus);
            let (left, top) = grid.reveal(canvas.focus?, window)?;
            scroller.set_scroll_left(left as i32);
            scroller.set_scroll_top(top as i32);
        }
        Some(())
    }

    fn names_of_rows(&self, dataset: &Dataset, words: &Words, column: usize) -> Vec<(String, u32)> {
        let rows = 0..self.view.rows.len();
        rows.map(|row| {
            let name = words.matrix_row(dataset, &self.view, row);
            (name, self.view.count(row, column))
        })
        .collect()
    }

    fn names_of_columns(&self, dataset: &Dataset, words: &Words, row: usize) -> Vec<(String, u32)> {
        let columns = self.view.columns.iter().enumerate();
        columns
            .map(|(at, column)| {
                let name = words.subject(dataset, column.subject).to_owned();
                (name, self.view.count(row, at))
            })
            .collect()
    }
}

impl Picture for Drawing {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        self.grid(canvas).height(self.window(canvas))
    }

    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap {
        let (grid, window) = (self.grid(canvas), self.window(canvas));
        self.fit_box(grid, canvas, window);
        draw_matrix(backend, &self.view, grid, canvas, window)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let view = &self.view;
        match target {
            Target::MatrixCell(row, column) => words.matrix_cell(dataset, view, row, column),
            Target::MatrixRow(row) => {
                let name = words.matrix_row(dataset, view, row);
                words.matrix_line(&name, &self.names_of_columns(dataset, words, row))
            }
            Target::MatrixColumn(at) => view.columns.get(at).map_or_else(String::new, |column| {
                let name = words.subject(dataset, column.subject);
                words.matrix_line(name, &self.names_of_rows(dataset, words, at))
            }),
            _ => String::new(),
        }
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.matrix_summary(dataset, &self.view)
    }

    fn act(&self, target: Target, dataset: &Dataset) -> Option<Action> {
        let city = |row: usize| {
            let row = self.view.rows.get(row)?;
            Some((Filter::City, dataset.city(row.city).code.clone()))
        };
        let subject = |column: usize| {
            Some(match self.view.columns.get(column)?.subject {
                Subject::Category(id) => {
                    (Filter::Category, dataset.categories[id.index()].id.clone())
                }
                Subject::Indicator(id) => (Filter::Indicator, dataset.indicator(id).id.clone()),
            })
        };
        let only = |(filter, choice)| Action::Only(filter, choice);
        match target {
            Target::MatrixCell(row, column) => Some(Action::Both([city(row)?, subject(column)?])),
            Target::MatrixRow(row) => city(row).map(only),
            Target::MatrixColumn(column) => subject(column).map(only),
            _ => None,
        }
    }
}
