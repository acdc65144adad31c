//! Doubt: figures that cannot be right, and the decimal point that the scan probably lost.
//!
//! Only whole numbers before 万 or 亿 are looked at: there a lost point changes nothing else that is
//! printed. The quotients and limits are those of the checker (`dataset::plausible`). It must never
//! change a value, nor doubt a figure because it is merely large.

use super::candidate::Candidate;
use crate::dataset::plausible::{MOST_NEW_MEMBERS, MOST_PEOPLE, RATIOS, STOCK_JUMP, USUAL_MEMBERS};
use crate::dataset::{CityId, Confidence, Dataset, Doubt, DoubtKind, Measure, ScopeKind, Status};
use crate::pace::Pace;

/// Marks what cannot be right.
pub(super) async fn mark(candidates: &mut [Candidate], dataset: &Dataset, pace: &mut Pace) {
    let mut cities: Vec<Option<String>> = candidates.iter().map(|c| c.city.clone()).collect();
    cities.sort_unstable();
    cities.dedup();
    const MOST_CITIES: usize = 40;
    for city in cities.iter().take(MOST_CITIES) {
        pace.rest().await;
        let mut report = Report {
            candidates,
            dataset,
            city,
        };
        report.stocks();
        report.members();
        report.quotients();
    }
}

/// One city's figures.
struct Report<'a> {
    candidates: &'a mut [Candidate],
    dataset: &'a Dataset,
    city: &'a Option<String>,
}

/// What a lost point divides by.
const SHIFTS: [f64; 3] = [10.0, 100.0, 1000.0];

impl Report<'_> {
    /// The city's own figure of an indicator.
    fn find(&self, indicator: &str) -> Option<usize> {
        self.candidates.iter().position(|candidate| {
            candidate.indicator.as_deref() == Some(indicator)
                && candidate.city == *self.city
                && candidate.scope == "city"
                && candidate.value.is_some()
                && !matches!(candidate.status, Status::Target)
        })
    }

    /// The value as far as it can be trusted.
    fn settled(&self, at: usize) -> Option<f64> {
        let candidate = self.candidates.get(at)?;
        let probable = candidate.doubt.as_ref().and_then(|doubt| doubt.probable);
        probable.or(candidate.value)
    }

    fn is_suspect(&self, at: usize) -> bool {
        self.candidates.get(at).is_some_and(|candidate| {
            let has = |signs: &str| candidate.printed.chars().any(|c| signs.contains(c));
            has("万亿")
                && has("123456789１２３４５６７８９")
                && !has(".．")
                && candidate.doubt.is_none()
        })
    }

    fn doubt(&mut self, at: usize, shift: Option<f64>, confidence: Confidence, reason: String) {
        if let Some(candidate) = self.candidates.get_mut(at) {
            let value = candidate.value.unwrap_or_default();
            candidate.confidence = candidate.confidence.min(0.5);
            candidate.doubt = Some(Doubt {
                kind: DoubtKind::DecimalPointLost,
                probable: shift.map(|shift| value / shift),
                confidence,
                reason,
            });
        }
    }

    /// Stocks beside the same city's in the dataset, of another year.
    fn stocks(&mut self) {
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidates.get(at) else {
                continue;
            };
            if candidate.city != *self.city || candidate.scope != "city" || !self.is_suspect(at) {
                continue;
            }
            let (Some(value), Some(id)) = (candidate.value, &candidate.indicator) else {
                continue;
            };
            let Some((known, year)) = self.known(id, candidate) else {
                continue;
            };
            if value <= known * STOCK_JUMP {
                continue;
            }
            let fits = |shift: &&f64| {
                let probable = value / **shift;
                probable <= known * STOCK_JUMP && probable * STOCK_JUMP >= known
            };
            let shift = SHIFTS.iter().find(fits).copied();
            let confidence = if shift.is_some() {
                Confidence::Certain
            } else {
                Confidence::Possible
            };
            let reason = format!(
                "{}：{value}是本市{year}年{known}的{:.0}倍{}",
                candidate.label,
                value / known,
                said(value, shift)
            );
            self.doubt(at, shift, confidence, reason);
        }
    }

    /// The same city's stock of another year, the nearest in time.
    fn known(&self, id: &str, candidate: &Candidate) -> Option<(f64, u16)> {
        let indicator = self.dataset.indicator_of(id)?;
        if self.dataset.indicator(indicator).measure != Measure::Stock {
            return None;
        }
        let year = candidate.period?.last_year();
        let code = candidate.city_code.as_deref()?;
        let city = self
            .dataset
            .cities
            .iter()
            .position(|city| city.code == code);
        let rows = self.dataset.rows_of(CityId::new(city?), indicator);
        let rows = rows.filter_map(|row| {
            let seen = self.dataset.observation(row);
            let is_other = seen.period.last_year() != year && seen.status == Status::Reported;
            let is_sound = seen.doubt.is_none() && seen.scope.kind == ScopeKind::City;
            (is_other && is_sound).then_some((seen.value?, seen.period.last_year()))
        });
        rows.min_by_key(|(_, other)| other.abs_diff(year))
    }

    /// Members against unions, and people against members.
    fn members(&mut self) {
        let Some(members) = self.find("members") else {
            return;
        };
        let Some(value) = self.settled(members) else {
            return;
        };
        let unions = self
            .find("grassroots-unions")
            .and_then(|at| self.settled(at));
        if self.is_suspect(members) {
            let usual = |value: f64| {
                unions.is_none_or(|unions| {
                    (USUAL_MEMBERS.0..=USUAL_MEMBERS.1).contains(&(value / unions))
                })
            };
            let is_most = value > MOST_PEOPLE;
            if is_most || !usual(value) {
                let fits = |shift: &&f64| value / **shift <= MOST_PEOPLE && usual(value / **shift);
                let shift = SHIFTS.iter().find(fits).copied();
                let reason = match (is_most, unions) {
                    (true, _) => format!("会员{value}人，多于全国人口最多的城市{MOST_PEOPLE}人"),
                    (_, Some(unions)) => {
                        format!("会员{value}人÷工会{unions}家＝每家{:.0}人", value / unions)
                    }
                    _ => String::new(),
                };
                let confidence = if is_most {
                    Confidence::Certain
                } else {
                    Confidence::Possible
                };
                if is_most || shift.is_some() {
                    self.doubt(members, shift, confidence, reason + &said(value, shift));
                }
            }
        }
        let Some(most) = self.settled(members) else {
            return;
        };
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidates.get(at) else {
                continue;
            };
            let people = matches!(candidate.unit.as_str(), "人" | "名" | "位");
            let is_ours = candidate.city == *self.city && candidate.scope == "city";
            if at == members || !people || !is_ours || !self.is_suspect(at) {
                continue;
            }
            let Some(value) = candidate.value else {
                continue;
            };
            let is_new = candidate.indicator.as_deref() == Some("new-members");
            let limit = if is_new {
                most * MOST_NEW_MEMBERS
            } else {
                most
            };
            if value <= limit || candidate.status == Status::Target {
                continue;
            }
            let shift = SHIFTS
                .iter()
                .find(|shift| value / **shift <= limit)
                .copied();
            let reason = match is_new {
                true => format!(
                    "新发展会员{value}人，占会员{most}人的{:.0}%",
                    value / most * 100.0
                ),
                false => format!("{value}人，多于全部会员{most}人"),
            };
            let confidence = if is_new {
                Confidence::Possible
            } else {
                Confidence::Probable
            };
            self.doubt(at, shift, confidence, reason + &said(value, shift));
        }
    }

    /// Amounts per head and the like.
    fn quotients(&mut self) {
        for ratio in RATIOS {
            let Some(of) = self.find(ratio.of) else {
                continue;
            };
            let by: Vec<usize> = ratio.by.iter().filter_map(|id| self.find(id)).collect();
            let period = |at: usize| self.candidates.get(at).and_then(|c| c.period);
            if by.len() != ratio.by.len() || by.iter().any(|at| period(*at) != period(of)) {
                continue;
            }
            let sum: f64 = by.iter().filter_map(|at| self.settled(*at)).sum();
            let Some(value) = self.settled(of) else {
                continue;
            };
            let fits = |each: f64| (ratio.range.0..=ratio.range.1).contains(&each);
            let each = value / sum;
            if !each.is_finite() || fits(each) {
                continue;
            }
            // Too much: the dividend lost its point. Too little: the divisor did.
            let only = by.first().filter(|_| by.len() == 1).copied();
            let at = if each > ratio.range.1 { Some(of) } else { only };
            let Some(at) = at.filter(|at| self.is_suspect(*at)) else {
                continue;
            };
            let shift = SHIFTS.iter().find(|shift| {
                fits(if at == of {
                    each / **shift
                } else {
                    each * **shift
                })
            });
            let own = self
                .candidates
                .get(at)
                .and_then(|c| c.value)
                .unwrap_or_default();
            let reason = format!(
                "{value}÷{sum}＝{each:.0}，不在{}至{}之间{}",
                ratio.range.0,
                ratio.range.1,
                said(own, shift.copied())
            );
            if let Some(shift) = shift {
                self.doubt(at, Some(*shift), Confidence::Probable, reason);
            }
        }
    }
}

/// What the value is if a point was lost.
fn said(value: f64, shift: Option<f64>) -> String {
    shift.map_or_else(String::new, |shift| {
        format!("；若漏了小数点，应为{}", value / shift)
    })
}
