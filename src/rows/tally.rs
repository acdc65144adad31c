//! How many rows each option of a filter has under all other filters, at a million rows and more.
//!
//! A row has an owner (a city), a lane (whatever else is filtered by: year, scope, status) and an
//! item (an indicator), which is in a class (a category). Filters say for every owner, lane and
//! item whether it passes; asked are three lists of counts, each of which ignores the filter on its
//! own key. Years, provinces and categories are sums over these. What it is made of, and what each
//! idea gains at 1,000,000 rows of 340 × 20 × 150 (`bench/engine/`, natively, on a busy machine):
//!
//! | idea | without | with |
//! |---|---:|---:|
//! | kinds | 17 ms | |
//! | whole less the rest | 0.27 ms | 0.03 ms |
//! | cells of classes | 0.16 ms | 0.03 ms |
//! | cells of lanes | 0.09 ms | 0.03 ms |
//! | cells in order | 0.04 ms | 0.03 ms |
//!
//! - *Kinds.* A kind is a distinct pair of lane and item. Filters are asked once a kind, not
//!   once a row; lists by lane and by item are folded from one list by kind. Rows of an owner
//!   lie together, those of one kind in one cell, so that the list by kind reads no cell of an
//!   owner that does not pass. (Without: the plain loop, which has none of the ideas.)
//! - *Whole less the rest.* Where most owners pass, the list by kind is that of all owners,
//!   which is kept, less the cells of the others.
//! - *Cells of classes*, one a lane and class, are enough as long as no filter divides a class;
//!   *cells of lanes* without a filter by item.
//! - *Cells in order.* An owner's cells stand in the order of their codes, and codes in that of
//!   lanes: what passes lies in a row.
//!
//! Each is the mean over four kinds of change (3 owners, and 5 lanes, and 1 class, none),
//! everything else being there. Compiled to WebAssembly the whole takes 0.05 ms; a set of items
//! that divides classes, which reads every cell of the finest layer, 1.5 ms. A loop without
//! branches was tried for these cells and is slower.
//!
//! It must never know a city or a year, nor keep what it was asked.

use super::column::Column;
pub use super::layer::Count;
use super::layer::{Layer, Merging, Sorting};
use super::numbers::{Numbers, pair, parts};
use super::order::order;

/// Takes rows in, one at a time.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    owners: Column,
    kinds: Column,
    weights: Vec<f64>,
    numbers: Numbers,
}

impl Builder {
    /// Takes a row.
    pub fn push(&mut self, owner: u32, lane: u32, item: u32) {
        self.owners.push(owner);
        let kind = self.numbers.number(pair(lane, item));
        self.kinds.push(kind);
    }

    /// Takes a row with a weight; either all rows have one or none.
    pub fn push_weighted(&mut self, owner: u32, lane: u32, item: u32, weight: f64) {
        self.push(owner, lane, item);
        self.weights.push(weight);
    }

    /// Takes some rows, as many as there are in each list, without a weight.
    #[inline(never)]
    pub fn extend(&mut self, owners: &[u32], lanes: &[u32], items: &[u32]) {
        self.owners.extend(owners);
        let kind = |(&lane, &item)| self.numbers.number(pair(lane, item));
        let kinds: Vec<u32> = lanes.iter().zip(items).map(kind).collect();
        self.kinds.extend(&kinds);
    }

    /// Gives all rows that were taken their weights.
    pub fn weigh(&mut self, weights: Vec<f64>) {
        self.weights = weights;
    }

    /// The tally of the rows, of which all owners are below `owners`, to be made; the class of each
    /// item.
    pub fn making(self, owners: usize, classes: Vec<u32>) -> Making {
        let (kinds, place_of) = in_order(&self.numbers);
        let class_of = |item: u32| classes.get(item as usize).copied().unwrap_or(0);
        let mut numbers = Numbers::default();
        let group_of: Vec<u32> = (kinds.iter())
            .map(|&(lane, item)| numbers.number(pair(lane, class_of(item))))
            .collect();
        let groups: Vec<(u32, u32)> = numbers.keys().iter().map(parts).collect();
        let lanes = 1 + kinds.iter().map(|kind| kind.0).max().unwrap_or(0) as usize;
        let weights = self.weights.len();
        Making {
            sorting: Sorting::new(owners, &self.owners, kinds.len(), weights),
            by_kind: Merging::new(kinds.len()),
            by_group: Merging::new(groups.len()),
            by_lane: Merging::new(lanes),
            lane_of: groups.iter().map(|group| group.0).collect(),
            rows: self,
            place_of,
            group_of,
            owner: 0,
            tally: Tally {
                all: vec![Count::default(); kinds.len()],
                kinds,
                groups,
                classes,
                lanes,
                ..Tally::default()
            },
        }
    }

    /// The same at once.
    pub fn finish(self, owners: usize, classes: Vec<u32>) -> Tally {
        let mut making = self.making(owners, classes);
        while making.go_on() {}
        making.finish()
    }
}

/// Rows of owners that are counted at once.
const SLICE: usize = 1 << 15;

/// A tally that is being made, in as many goes as it takes: rows are sorted by owner, then each
/// owner's are counted by kind, kinds by group, groups by lane.
#[derive(Clone, Debug)]
pub struct Making {
    rows: Builder,
    sorting: Sorting,
    by_kind: Merging,
    by_group: Merging,
    by_lane: Merging,
    place_of: Vec<u32>,
    group_of: Vec<u32>,
    lane_of: Vec<u32>,
    /// The next owner.
    owner: usize,
    tally: Tally,
}

impl Making {
    /// Goes on for a few milliseconds; whether there is more to do.
    #[inline(never)]
    pub fn go_on(&mut self) -> bool {
        let Builder {
            owners,
            kinds,
            weights,
            ..
        } = &self.rows;
        if self.sorting.go_on(owners, kinds, weights) {
            return true;
        }
        let (sorted, mut rows) = (self.sorting.layer(), 0);
        while rows < SLICE && self.owner < sorted.owners() {
            let owner = self.owner;
            rows += sorted.cells(owner).len();
            self.by_kind.take(sorted, owner, &self.place_of);
            let by_kind = self.by_kind.layer();
            by_kind.add_to(owner, &mut self.tally.all);
            self.by_group.take(by_kind, owner, &self.group_of);
            self.by_lane
                .take(self.by_group.layer(), owner, &self.lane_of);
            self.owner += 1;
        }
        self.owner < sorted.owners()
    }

    /// The tally, once there is nothing more to do.
    pub fn finish(self) -> Tally {
        Tally {
            by_kind: self.by_kind.finish(),
            by_group: self.by_group.finish(),
            by_lane: self.by_lane.finish(),
            ..self.tally
        }
    }
}

/// Lane and item of the kinds, by lane and then item, and the place in that order of each number.
fn in_order(numbers: &Numbers) -> (Vec<(u32, u32)>, Vec<u32>) {
    let met: Vec<(u32, u32)> = numbers.keys().iter().map(parts).collect();
    let end = |keys: &[u32]| keys.iter().max().map_or(0, |&key| key as usize + 1);
    let items: Vec<u32> = met.iter().map(|kind| kind.1).collect();
    let by_item = order(&items, end(&items));
    let lanes: Vec<u32> = by_item.iter().map(|&at| met[at as usize].0).collect();
    let by_lane = order(&lanes, end(&lanes));
    let mut place_of = vec![0; met.len()];
    let mut kinds = Vec::with_capacity(met.len());
    for (place, at) in (0..).zip(by_lane) {
        let at = by_item[at as usize] as usize;
        place_of[at] = place;
        kinds.push(met[at]);
    }
    (kinds, place_of)
}

/// Rows, counted ahead.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Lane and item of each distinct pair of them.
    kinds: Vec<(u32, u32)>,
    /// Lane and class of each distinct pair of them.
    groups: Vec<(u32, u32)>,
    classes: Vec<u32>,
    lanes: usize,
    /// The count of each kind.
    all: Vec<Count>,
    by_kind: Layer,
    by_group: Layer,
    by_lane: Layer,
}

/// Which owners, lanes and items pass.
#[derive(Clone, Copy, Debug)]
pub struct Passes<'p> {
    /// By owner.
    pub owners: &'p [bool],
    /// By lane.
    pub lanes: &'p [bool],
    /// By item.
    pub items: &'p [bool],
}

/// Counts, each list under the filters on the two other keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// By owner.
    pub owners: Vec<Count>,
    /// By lane.
    pub lanes: Vec<Count>,
    /// By item.
    pub items: Vec<Count>,
}

impl Tally {
    /// Counts the rows under filters. A key that a filter says nothing of does not pass.
    pub fn count(&self, passes: Passes<'_>) -> Counts {
        let passes_in = |list: &[bool], at: u32| list.get(at as usize) == Some(&true);
        let by_kind = self.kinds_of(passes.owners);
        let mut counts = Counts {
            owners: self.by_owner(passes),
            lanes: vec![Count::default(); passes.lanes.len()],
            items: vec![Count::default(); passes.items.len()],
        };
        for (&(lane, item), count) in self.kinds.iter().zip(by_kind) {
            if passes_in(passes.items, item)
                && let Some(lane) = counts.lanes.get_mut(lane as usize)
            {
                lane.add(count);
            }
            if passes_in(passes.lanes, lane)
                && let Some(item) = counts.items.get_mut(item as usize)
            {
                item.add(count);
            }
        }
        counts
    }

    /// From the coarsest cells that the filters do not divide.
    fn by_owner(&self, passes: Passes<'_>) -> Vec<Count> {
        let lane_passes = |lane: u32| passes.lanes.get(lane as usize) == Some(&true);
        let item_passes = |item: u32| passes.items.get(item as usize) == Some(&true);
        if passes.items.iter().all(|&passes| passes) {
            let lanes: Vec<bool> = (0..self.lanes as u32).map(lane_passes).collect();
            return self.by_lane.by_owner(&lanes);
        }
        match self.class_passes(passes.items) {
            Some(classes) => {
                let group = |&(lane, class): &(u32, u32)| {
                    lane_passes(lane) && classes.get(class as usize) == Some(&true)
                };
                let groups: Vec<bool> = self.groups.iter().map(group).collect();
                self.by_group.by_owner(&groups)
            }
            None => {
                let kind = |&(lane, item): &(u32, u32)| lane_passes(lane) && item_passes(item);
                let kinds: Vec<bool> = self.kinds.iter().map(kind).collect();
                self.by_kind.by_owner(&kinds)
            }
        }
    }

    /// Which classes pass; `None` if a class passes in part.
    fn class_passes(&self, items: &[bool]) -> Option<Vec<bool>> {
        let most = self
            .classes
            .iter()
            .max()
            .map_or(0, |&class| class as usize + 1);
        let mut passes: Vec<Option<bool>> = vec![None; most];
        for (&class, &item) in self.classes.iter().zip(items) {
            let known = &mut passes[class as usize];
            if known.is_some_and(|known| known != item) {
                return None;
            }
            *known = Some(item);
        }
        Some(
            passes
                .into_iter()
                .map(|passes| passes == Some(true))
                .collect(),
        )
    }

    /// The rows of the owners that pass, or all but those of the others: whichever are fewer.
    fn kinds_of(&self, owners: &[bool]) -> Vec<Count> {
        let cells = &self.by_kind;
        let passes = |owner: &usize| owners.get(*owner) == Some(&true);
        let of = |owners: &mut dyn Iterator<Item = usize>| {
            let mut counts = vec![Count::default(); self.kinds.len()];
            owners.for_each(|owner| cells.add_to(owner, &mut counts));
            counts
        };
        let every = || 0..cells.owners();
        let lengths = every().filter(passes).map(|owner| cells.cells(owner).len());
        let passing: usize = lengths.sum();
        if passing * 2 <= cells.len() {
            return of(&mut every().filter(passes));
        }
        let mut counts = self.all.clone();
        if passing < cells.len() {
            let others = of(&mut every().filter(|owner| !passes(owner)));
            let pairs = counts.iter_mut().zip(others);
            pairs.for_each(|(all, part)| all.take(part));
        }
        counts
    }
}
