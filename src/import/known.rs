//! The cities, indicators, categories and sources that a table may name: those of a dataset, the
//! cities of GB/T 2260, and what is new. It must never take one for another because their names
//! are alike: what is not known is proposed, and marked as new.

use std::collections::{BTreeMap, BTreeSet};

use super::field::folded;
use crate::dataset::{Dataset, province_of_code};
use crate::extract::Division;

/// A city that a table names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct City {
    /// Code; `None` where neither the table nor GB/T 2260 says it.
    pub code: Option<String>,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Province by its full name; empty if it is not known.
    pub province: String,
    /// Whether the dataset does not have it.
    pub is_new: bool,
}

impl City {
    /// What stands for the city in rows: its code, or for want of one its name, which the checker
    /// reports as no code. A code is never made up.
    pub fn id(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.name)
    }
}

/// An indicator that a table names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Id. That of a new one is its name: it is the same in every table, and needs no list of
    /// sounds or words that would have to travel in the page.
    pub id: String,
    /// Name.
    pub name: String,
    /// Base unit.
    pub unit: String,
    /// The unit in English.
    pub unit_en: String,
    /// Id of its category.
    pub category: String,
    /// `stock`, `flow` or `ratio`; that of a new one is a guess.
    pub measure: &'static str,
    /// Whether the dataset does not have it.
    pub is_new: bool,
}

/// A category: id and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Id; that of a new one is its name.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether the dataset does not have it.
    pub is_new: bool,
}

/// The category of new indicators for which the table names none.
pub const UNSORTED: (&str, &str) = ("unsorted", "未分类");

/// A report that the dataset has: id and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub id: String,
    pub title: String,
}

/// What a table may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub(super) cities: Vec<City>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) categories: Vec<Category>,
    pub(super) reports: Vec<Report>,
    city_names: BTreeMap<String, usize>,
    indicator_names: BTreeMap<String, usize>,
    indicator_ids: BTreeSet<String>,
    /// The cities of GB/T 2260 by code and names, once one is looked for.
    divisions: BTreeMap<String, Division>,
    category_names: BTreeMap<String, usize>,
    report_names: BTreeMap<String, usize>,
}

/// Notes a name; the first that has it keeps it.
fn note(names: &mut BTreeMap<String, usize>, name: &str, index: usize) {
    if !name.is_empty() {
        names.entry(folded(name)).or_insert(index);
    }
}

/// What has a name. Most names are written as they are kept.
fn get(names: &BTreeMap<String, usize>, name: &str) -> Option<usize> {
    let found = names.get(name).or_else(|| names.get(&folded(name)));
    found.copied()
}

impl Known {
    /// What a dataset has.
    pub fn new(dataset: &Dataset) -> Self {
        let mut known = Self::default();
        for city in &dataset.cities {
            known.cities.push(City {
                code: Some(city.code.clone()),
                name: city.name.clone(),
                short_name: city.short_name.clone(),
                province: city.province.clone(),
                is_new: false,
            });
        }
        for (index, city) in dataset.cities.iter().enumerate() {
            for name in [&city.code, &city.name, &city.short_name] {
                note(&mut known.city_names, name, index);
            }
        }
        // An old name is not stronger than the name that another city has now.
        for (index, city) in dataset.cities.iter().enumerate() {
            for name in city.aliases.iter().chain(&city.name_en) {
                note(&mut known.city_names, name, index);
            }
        }
        for (index, category) in dataset.categories.iter().enumerate() {
            let (id, name) = (category.id.clone(), category.name.clone());
            for name in [&id, &name].into_iter().chain(&category.name_en) {
                note(&mut known.category_names, name, index);
            }
            known.categories.push(Category {
                id,
                name,
                is_new: false,
            });
        }
        for (index, indicator) in dataset.indicators.iter().enumerate() {
            let names = [&indicator.id, &indicator.name];
            for name in names.into_iter().chain(&indicator.name_en) {
                note(&mut known.indicator_names, name, index);
            }
            known.indicator_ids.insert(indicator.id.clone());
            known.indicators.push(Indicator {
                id: indicator.id.clone(),
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                unit_en: indicator.unit_en.clone().unwrap_or_default(),
                category: (dataset.categories.get(indicator.category.index()))
                    .map_or_else(String::new, |category| category.id.clone()),
                measure: indicator.measure.as_str(),
                is_new: false,
            });
        }
        for (index, source) in dataset.sources.iter().enumerate() {
            let (id, title) = (source.id.clone(), source.title.clone());
            known.report_names.entry(id.clone()).or_insert(index);
            known.reports.push(Report { id, title });
        }
        for (index, source) in dataset.sources.iter().enumerate() {
            known
                .report_names
                .entry(source.title.clone())
                .or_insert(index);
        }
        known
    }

    /// The city with a code, name, short name or alias; also as 安庆市总工会 and 安庆地区.
    pub(super) fn city(&mut self, text: &str) -> Option<usize> {
        if let Some(found) = get(&self.city_names, text) {
            return Some(found);
        }
        let name = folded(text);
        let mut shorter = ["总工会", "工会", "市", "地区"].iter();
        let shorter =
            shorter.find_map(|end| name.strip_suffix(end).filter(|rest| !rest.is_empty()));
        let found = shorter
            .and_then(|rest| self.city_names.get(rest).copied())
            .or_else(|| {
                shorter
                    .filter(|rest| rest.ends_with('市'))
                    .and_then(|rest| self.city(rest))
            })
            .or_else(|| self.division(&name))
            .or_else(|| shorter.and_then(|rest| self.division(rest)))?;
        self.city_names.insert(name, found);
        Some(found)
    }

    /// A city of GB/T 2260, which is new.
    fn division(&mut self, name: &str) -> Option<usize> {
        if self.divisions.is_empty() {
            for division in Division::all() {
                let names = [
                    division.short().to_owned(),
                    division.name(),
                    division.code(),
                ];
                self.divisions.extend(names.map(|name| (name, division)));
            }
        }
        let found = *self.divisions.get(name)?;
        // The dataset may have the city under another name.
        if let Some(&known) = self.city_names.get(&found.code()) {
            return Some(known);
        }
        let (short, province) = (found.short().to_owned(), found.province().to_owned());
        Some(self.add_city(City {
            code: Some(found.code()),
            name: found.name(),
            short_name: short,
            province,
            is_new: true,
        }))
    }

    /// A city that nothing knows.
    pub(super) fn new_city(&mut self, code: Option<&str>, name: &str, province: &str) -> usize {
        let code = code.filter(|code| province_of_code(code).is_some());
        let of_code = code.and_then(province_of_code);
        let short = name.strip_suffix('市').filter(|short| !short.is_empty());
        self.add_city(City {
            code: code.map(str::to_owned),
            name: name.to_owned(),
            short_name: short.unwrap_or(name).to_owned(),
            province: of_code.unwrap_or(province).to_owned(),
            is_new: true,
        })
    }

    fn add_city(&mut self, city: City) -> usize {
        let index = self.cities.len();
        for name in [city.id(), &city.name, &city.short_name] {
            note(&mut self.city_names, name, index);
        }
        self.cities.push(city);
        index
    }

    /// The indicator with an id or a name.
    pub(super) fn indicator(&self, text: &str) -> Option<usize> {
        get(&self.indicator_names, text)
    }

    /// An indicator that the dataset does not have. Without an id it gets one made of its name.
    pub(super) fn new_indicator(
        &mut self,
        id: &str,
        name: &str,
        unit: &str,
        category: usize,
    ) -> usize {
        let index = self.indicators.len();
        let category = self.categories.get(category).map(|known| known.id.clone());
        let mut own = id_of(if id.is_empty() { name } else { id });
        while !self.indicator_ids.insert(own.clone()) {
            own.push_str("-2");
        }
        for name in [id, name] {
            note(&mut self.indicator_names, name, index);
        }
        self.indicators.push(Indicator {
            id: own,
            name: if name.is_empty() { id } else { name }.to_owned(),
            unit: unit.to_owned(),
            unit_en: String::new(),
            category: category.unwrap_or_default(),
            measure: if matches!(unit, "%" | "‰") {
                "ratio"
            } else {
                "flow"
            },
            is_new: true,
        });
        index
    }

    /// The category with an id or a name.
    pub(super) fn category(&self, text: &str) -> Option<usize> {
        get(&self.category_names, text)
    }

    /// A category that the dataset does not have; without a name that of what is not sorted yet.
    pub(super) fn new_category(&mut self, name: &str) -> usize {
        let (id, name) = match name {
            "" => (UNSORTED.0.to_owned(), UNSORTED.1),
            name => (id_of(name), name),
        };
        if let Some(found) = self.category(&id) {
            return found;
        }
        let index = self.categories.len();
        note(&mut self.category_names, &id, index);
        note(&mut self.category_names, name, index);
        let name = name.to_owned();
        self.categories.push(Category {
            id,
            name,
            is_new: true,
        });
        index
    }

    /// The report with an id or a title.
    pub(super) fn report(&self, text: &str) -> Option<usize> {
        self.report_names.get(text).copied()
    }

    /// A report that the dataset does not have.
    pub(super) fn new_report(&mut self, id: &str, title: &str) -> usize {
        let index = self.reports.len();
        self.report_names.insert(id.to_owned(), index);
        let title = if title.is_empty() { id } else { title };
        self.reports.push(Report {
            id: id.to_owned(),
            title: title.to_owned(),
        });
        index
    }
}

/// An id made of a name: the name without what keys and addresses set apart (`:`, `,`, `/` and
/// the like).
pub fn id_of(name: &str) -> String {
    let mut id = String::new();
    for character in crate::figure::fold(name) {
        if character.is_alphanumeric() || "%_.".contains(character) {
            id.push(character);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let end = id.trim_end_matches('-').len();
    id.truncate(end);
    if id.is_empty() {
        id.push('x');
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_known_by_what_people_call_it() {
        let mut known = Known::default();
        for name in [
            "安庆",
            "安庆市",
            "340800",
            "安庆市总工会",
            "安庆总工会",
            " 安庆 市",
        ] {
            let at = known.city(name).expect(name);
            assert_eq!(known.cities[at].code.as_deref(), Some("340800"), "{name}");
        }
        assert_eq!(known.cities.len(), 1);
        assert_eq!(known.city("宿松县"), None);
        assert_eq!(known.city("市"), None);
        let at = known.new_city(Some("340826"), "宿松县", "");
        assert_eq!(known.cities[at].province, "安徽省");
        assert_eq!(known.city("340826"), Some(at));
    }

    #[test]
    fn an_id_can_stand_in_a_key_and_an_address() {
        assert_eq!(id_of("工会驿站（新建）"), "工会驿站-新建");
        assert_eq!(id_of("A:b, C/d"), "A-b-C-d");
        assert_eq!(id_of("：，"), "x");
        let mut known = Known::default();
        let one = known.new_category("");
        assert_eq!(known.new_category("未分类"), one);
    }
}
