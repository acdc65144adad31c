//! The page that needs no program: summary, tables, honours and reports of a whole dataset as plain
//! HTML. It stands between the tags of the element until the program paints, and for good where the
//! program cannot run.
//!
//! It is written when the page is built, never in the browser. What it says of a figure it asks
//! of `report` and `lang`, as the program's own report page does. It must never know a rule or a
//! word of its own about figures, let a dataset's text become markup, or leave an observation or an
//! honour out silently.

mod markup;

use markup::Markup;

use crate::dataset::{CategoryId, Dataset, Doubt, Level, SourceId, YearRange};
use crate::figure;
use crate::lang::{self, Words};
use crate::query::{Lang, Query, SortColumn, View, select};
use crate::report::{Datum, HonourRow, Sheet, answers, doubt_count};

/// Figures and honours that are listed at most: of more, the page says only how many there are. A
/// page of ten thousand rows is read by nobody, and every reader of the program would wait for it.
pub const MOST_ROWS: usize = 5_000;

/// What the page is written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// A page of our own: it brings the page's heading and its main part.
    Own,
    /// A page of somebody else, who has both: headings start at the second level.
    Host,
}

/// What stands between the tags of the element, as markup for a page of UTF-8.
pub fn html(dataset: &Dataset, around: Around) -> String {
    let page = Page {
        dataset,
        words: lang::words(Lang::Chinese),
        top: match around {
            Around::Own => 1,
            Around::Host => 2,
        },
    };
    let mut out = Markup::default();
    let root = match around {
        Around::Own => "main",
        Around::Host => "div",
    };
    let lang = page.words.lang.as_str();
    out.element(root, &[("lang", lang)], |out| page.write(out));
    out.into_text()
}

/// A dataset, its words, and the level of its heading.
struct Page<'d> {
    dataset: &'d Dataset,
    words: &'static Words,
    top: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut Markup) {
        let page = &lang::PAGE;
        out.element("header", &[], |out| {
            self.heading(out, 0, &[], &self.dataset.title);
            // The boot script says here how far it is, or why it cannot go on. A space keeps the
            // line, so that nothing moves when it does.
            out.element("p", &[("role", "status")], |out| out.text("\u{a0}"));
            out.element("noscript", &[], |out| {
                out.element("p", &[], |out| out.text(page.no_script));
            });
        });
        let query = Query::default();
        let selection = select(self.dataset, &query);
        let sheets = answers(self.dataset, &query, &selection);
        let rows = selection.rows.len() + selection.honours.len();
        let summary = self.summary(&query);
        out.element("p", &[], |out| out.text(&summary));
        out.element("p", &[], |out| {
            out.text(match rows > MOST_ROWS {
                true => page.too_many,
                false => page.how_to_read,
            });
        });
        out.element("nav", &[("aria-label", page.contents)], |out| {
            out.element("ul", &[], |out| {
                for (at, sheet) in sheets.iter().enumerate() {
                    let target = format!("#{}", id(at));
                    out.element("li", &[], |out| {
                        out.element("a", &[("href", &target)], |out| {
                            out.text(&self.title(sheet));
                        });
                    });
                }
            });
        });
        for (at, sheet) in sheets.iter().enumerate() {
            out.element("section", &[], |out| {
                self.heading(out, 1, &[("id", &id(at))], &self.title(sheet));
                self.sources(out, &sheet.sources);
                if rows <= MOST_ROWS {
                    self.figures(out, sheet);
                    for (level, rows) in &sheet.honours.levels {
                        self.honours(out, sheet, *level, rows);
                    }
                }
            });
        }
    }

    /// A heading, so many levels below the page's own.
    fn heading(&self, out: &mut Markup, below: usize, attributes: &[(&str, &str)], text: &str) {
        const NAMES: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];
        let name = NAMES[self.top - 1 + below];
        out.element(name, attributes, |out| out.text(text));
    }

    fn title(&self, sheet: &Sheet) -> String {
        let (city, period) = sheet.subject;
        let city = self.words.city(self.dataset.city(city));
        (self.words.share.answer_title)(&city, &(self.words.period)(period))
    }

    /// What the dataset holds: cities, figures, honours, years, doubts, day.
    fn summary(&self, query: &Query) -> String {
        let (words, dataset) = (self.words, self.dataset);
        let selection = select(dataset, query);
        let periods = || dataset.sources.iter().map(|source| source.period);
        let years = YearRange {
            from: periods().map(|period| period.first_year()).min(),
            to: periods().map(|period| period.last_year()).max(),
        };
        let mut cities: Vec<_> = dataset.sources.iter().map(|source| source.city).collect();
        cities.sort_unstable();
        cities.dedup();
        let held = (words.selected)(selection.rows.len(), cities.len(), selection.honours.len());
        let years = (words.year_range)(years.from, years.to);
        let doubts = (lang::PAGE.doubts)(doubt_count(dataset, query.read, &selection));
        let updated = Some((words.updated)(&dataset.updated));
        let updated = updated.filter(|_| !dataset.updated.is_empty());
        (lang::PAGE.summary)(&years, &held, &doubts, &updated.unwrap_or_default())
    }

    fn sources(&self, out: &mut Markup, sources: &[SourceId]) {
        let words = self.words;
        for &source in sources {
            let mut about = self.dataset.sources[source.index()].authors.clone();
            about.extend(self.dataset.sources[source.index()].file.clone());
            let mut text = words.source.to_owned() + words.colon;
            text.push_str(&lang::titles(self.dataset, &[source]));
            if !about.is_empty() {
                text.push_str(&(words.parenthesis)(&about.join(words.comma)));
            }
            out.element("p", &[], |out| out.text(&text));
        }
    }

    /// A table of a report's figures, a group of rows for each category.
    fn figures(&self, out: &mut Markup, sheet: &Sheet) {
        let words = self.words;
        let count = sheet.categories.iter().map(|(_, data)| data.len()).sum();
        if count == 0 {
            return;
        }
        let heads = [
            (words.column)(SortColumn::Indicator),
            (words.column)(SortColumn::Period),
            (words.column)(SortColumn::Value),
            words.printed,
            words.remarks,
            words.place_in_source,
        ];
        out.element("table", &[], |out| {
            let caption = [(words.view)(View::Table), &(words.figures)(count)].join(words.colon);
            out.element("caption", &[], |out| out.text(&caption));
            out.element("thead", &[], |out| {
                out.element("tr", &[], |out| {
                    for head in heads {
                        out.element("th", &[("scope", "col")], |out| out.text(head));
                    }
                });
            });
            for (category, data) in &sheet.categories {
                out.element("tbody", &[], |out| {
                    self.category(out, *category, heads.len());
                    for datum in data {
                        self.figure(out, sheet, datum);
                    }
                });
            }
        });
    }

    fn category(&self, out: &mut Markup, category: CategoryId, columns: usize) {
        let name = self
            .words
            .category(&self.dataset.categories[category.index()]);
        let columns = columns.to_string();
        out.element("tr", &[], |out| {
            let attributes = [("scope", "rowgroup"), ("colspan", columns.as_str())];
            out.element("th", &attributes, |out| out.text(name));
        });
    }

    fn figure(&self, out: &mut Markup, sheet: &Sheet, datum: &Datum) {
        let (words, dataset) = (self.words, self.dataset);
        let observation = dataset.observation(datum.row);
        out.element("tr", &[], |out| {
            let name = words.indicator(observation.indicator);
            out.element("th", &[("scope", "row")], |out| out.text(name));
            let cell = |out: &mut Markup, text: &str| out.element("td", &[], |out| out.text(text));
            cell(out, &(words.period)(datum.period));
            cell(out, &words.value(dataset, datum));
            cell(out, observation.printed);
            out.element("td", &[], |out| {
                let mut remarks = words.remarks(dataset, datum);
                if datum.city != sheet.subject.0 {
                    remarks.insert(0, words.city(observation.city).into_owned());
                }
                let remarks = remarks.join(words.comma);
                let Some(doubt) = observation.doubt else {
                    return out.text(&remarks);
                };
                out.element("strong", &[], |out| out.text(&remarks));
                let unit = words.unit(observation.indicator);
                self.reason(out, doubt, unit, datum.corrected);
            });
            cell(out, &(words.paragraph)(observation.paragraph));
        });
    }

    /// Why something is doubted, and what was probably meant unless that is in use.
    fn reason(&self, out: &mut Markup, doubt: &Doubt, unit: &str, is_used: bool) {
        let words = self.words;
        let mut text = [(words.doubt_kind)(doubt.kind), &doubt.reason].join(words.colon);
        if let Some(value) = doubt.probable.filter(|_| !is_used) {
            let value = figure::compact(value, unit, words.script);
            text = [(words.probable)(doubt.confidence, &value), text].join(words.clause);
        }
        // A sheet may put it on a line of its own; without one it must not run into the mark.
        out.text(" ");
        out.element("small", &[], |out| out.text(&text));
    }

    /// A report's honours of a level.
    fn honours(&self, out: &mut Markup, sheet: &Sheet, level: Level, rows: &[HonourRow]) {
        let words = self.words;
        let title = [(words.view)(View::Honours), (words.level)(level)].join(words.colon);
        self.heading(out, 2, &[], &title);
        out.element("ul", &[], |out| {
            for row in rows {
                let mut about = words.about_honour(row);
                if row.city != sheet.subject.0 {
                    let city = words.city(self.dataset.city(row.city));
                    about.insert(0, city.into_owned());
                }
                let about = (words.parenthesis)(&about.join(words.comma));
                out.element("li", &[], |out| {
                    out.text(&row.title);
                    out.element("span", &[], |out| out.text(&about));
                    if let Some(doubt) = &self.dataset.honours[row.at].doubt {
                        self.reason(out, doubt, "", false);
                    }
                });
            }
        });
    }
}

/// Where the report at a position begins.
fn id(at: usize) -> String {
    format!("union-dashboard-report-{}", at + 1)
}
