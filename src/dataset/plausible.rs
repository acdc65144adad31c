//! What figures can be: the most people there are, and quotients that have a known range. It must
//! never say that a figure is wrong because it is merely large.

/// The people of Chongqing, the most populous municipality or city of the country (seventh
/// national census, 2020, communiqué no. 3).
pub const MOST_PEOPLE: f64 = 32_054_159.0;
/// A stock does not grow or shrink so many times from one report to the next.
pub const STOCK_JUMP: f64 = 5.0;

/// What is divided, by what (added up), and the least and the most of the quotient.
pub struct Ratio {
    /// Indicator of the dividend.
    pub of: &'static str,
    /// Indicators of the divisor, added up.
    pub by: &'static [&'static str],
    /// Least and most.
    pub range: (f64, f64),
}

/// Quotients that have a known range. Money is in 元 a head.
pub const RATIOS: &[Ratio] = &[
    // Unions are of firms and offices: a few dozen members each.
    ratio("members", &["grassroots-unions"], 10.0, 1000.0),
    ratio("zone-members", &["zone-unions"], 10.0, 1000.0),
    ratio("registered-members", &["registered-unions"], 10.0, 1000.0),
    // "专精特新" and "小巨人" are small and medium firms, below 1000 people in industry (the
    // ministry's classification of 2011, no. 300).
    ratio(
        "contest-workers",
        &["contest-srdi-firms", "contest-little-giants"],
        1.0,
        1000.0,
    ),
    // Lodging and meals of a recuperation of several days.
    ratio(
        "recuperation-revenue",
        &["recuperation-hosted-visits"],
        300.0,
        20_000.0,
    ),
    // Gifts in winter and summer, grants for study and hardship.
    ratio("warm-funds", &["warm-people"], 30.0, 10_000.0),
    ratio("warm-funds", &["warm-households"], 30.0, 10_000.0),
    ratio("warm-funds", &["warm-visits"], 30.0, 10_000.0),
    ratio("cooling-funds", &["cooling-people"], 5.0, 2000.0),
    ratio("cooling-funds", &["cooling-visits"], 5.0, 2000.0),
    ratio(
        "student-aid-funds",
        &["student-aid-people"],
        500.0,
        20_000.0,
    ),
    ratio("aid-funds", &["aid-households"], 200.0, 50_000.0),
    ratio("aid-funds", &["aid-visits"], 200.0, 50_000.0),
    // A year's premium, a case's payment.
    ratio(
        "mutual-aid-premiums",
        &["mutual-aid-participants"],
        10.0,
        2000.0,
    ),
    ratio(
        "mutual-aid-payouts",
        &["mutual-aid-beneficiaries"],
        100.0,
        100_000.0,
    ),
    ratio(
        "collective-contract-workers",
        &["collective-contracts"],
        5.0,
        2000.0,
    ),
    ratio("stable-employment", &["job-fairs"], 1.0, 1000.0),
    ratio("station-visits", &["rest-stations"], 50.0, 100_000.0),
];

const fn ratio(of: &'static str, by: &'static [&'static str], least: f64, most: f64) -> Ratio {
    Ratio {
        of,
        by,
        range: (least, most),
    }
}

/// Members of a union, in most cities: a few dozen to a few hundred. Outside this a figure is
/// looked at twice, no more.
pub const USUAL_MEMBERS: (f64, f64) = (20.0, 400.0);
/// A year's new members are seldom a larger share of all members.
pub const MOST_NEW_MEMBERS: f64 = 0.25;
