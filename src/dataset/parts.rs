//! A dataset in several files: the list of its parts, and the mark of a part. It must never let
//! figures that are in another file go without a word.

use super::check::{Checker, shortened};
use super::json::{Object, Raw};
use super::read::Need;
use super::{CityId, Part, Period, Problem, Severity};

impl<'t> Checker<'_, 't> {
    /// The parts that hold the observations: they are told, and not loaded here.
    pub(super) fn parts(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("parts") else {
            return;
        };
        let (mut count, need) = (0, Need::Required);
        for mut row in self.reader.rows(Some(raw), "parts") {
            let row = &mut row;
            let url = self.reader.text(row, "url");
            let mut part = Part {
                url,
                ..Part::default()
            };
            let cities: Vec<String> = self.reader.field(row, "cities", need).unwrap_or_default();
            let periods: Vec<String> = self.reader.field(row, "periods", need).unwrap_or_default();
            self.reader.whole(row, "observations");
            for code in cities {
                match self.index.cities.get(&code) {
                    Some(at) => part.cities.push(CityId::new(at)),
                    None => {
                        let problem = Problem::UnknownReference(shortened(&code));
                        self.reader.error(problem, row, "cities");
                    }
                }
            }
            for period in periods {
                match Period::parse(&period) {
                    Ok(period) => part.periods.push(period),
                    Err(_) => {
                        let problem = Problem::MalformedPeriod(shortened(&period));
                        self.reader.error(problem, row, "periods");
                    }
                }
            }
            self.reader.finish(row);
            self.dataset.parts.push(part);
            count += 1;
        }
        let place = Some(self.reader.place_of(raw));
        let problem = Problem::PartsNotLoaded(count);
        self.reader
            .push(Severity::Warning, problem, "parts".to_owned(), place);
    }

    /// The mark of a part: what is read is not the whole.
    pub(super) fn part(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("part") else {
            return;
        };
        let Some(mut part) = self.reader.value::<Object<'t>>(Some(raw), "part") else {
            return;
        };
        let of: Option<String> = self.reader.value(part.remove("of"), "part.of");
        let place = Some(self.reader.place_of(raw));
        let problem = Problem::OnlyPart(shortened(&of.unwrap_or_default()));
        self.reader
            .push(Severity::Warning, problem, "part".to_owned(), place);
        for key in ["observations", "relations"] {
            let path = format!("part.{key}");
            self.reader.value::<Vec<Raw<'t>>>(part.remove(key), &path);
        }
        for (key, raw) in part.0 {
            let (place, path) = (Some(self.reader.place_of(raw)), format!("part.{key}"));
            let problem = Problem::UnknownKey(key.into_owned());
            self.reader.push(Severity::Warning, problem, path, place);
        }
    }
}
