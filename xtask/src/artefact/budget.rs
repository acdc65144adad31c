//! How large the artefacts are and how large they may be: what was reached is held. It must never
//! raise a limit to fit what could be smaller (docs/decisions.md, "Bytes").

use std::{fmt::Write as _, process::Command};

use anyhow::Result;

use super::single_file::gzip;
use crate::process;

/// The largest single file, in bytes, with the workshop inside.
pub const SINGLE_FILE_LIMIT: usize = 795_000;
/// The most that wasm and glue may weigh over the network, in bytes after brotli (docs/decisions.md,
/// "Bytes").
pub const PROGRAM_LIMIT: usize = 200_000;
/// The most that the module may that is loaded later.
pub const MORE_LIMIT: usize = 333_000;

/// What one thing weighs, in bytes.
pub struct Weight {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
    /// The column that has a limit, and the limit.
    limit: Option<(Column, usize)>,
}

/// A column of the table.
#[derive(Clone, Copy)]
pub enum Column {
    /// As it is.
    Raw,
    /// After brotli at its best quality, as a server sends it.
    Brotli,
}

impl Weight {
    /// Weighs `bytes`.
    pub fn of(name: &'static str, bytes: &[u8], limit: Option<(Column, usize)>) -> Result<Self> {
        let (gzip, brotli) = (gzip(bytes)?.len(), brotli_size(bytes)?);
        Ok(Self {
            name,
            raw: bytes.len(),
            gzip,
            brotli,
            limit,
        })
    }

    /// Two things that travel as two responses.
    pub fn sum(name: &'static str, a: &Self, b: &Self, limit: Option<(Column, usize)>) -> Self {
        Self {
            name,
            raw: a.raw + b.raw,
            gzip: a.gzip + b.gzip,
            brotli: a.brotli + b.brotli,
            limit,
        }
    }

    /// What is wrong with it, if it is too heavy.
    fn excess(&self) -> Option<String> {
        let (column, limit) = self.limit?;
        let (value, how) = match column {
            Column::Raw => (self.raw, ""),
            Column::Brotli => (self.brotli, " after brotli"),
        };
        (value > limit).then(|| {
            format!(
                "{}: {value} bytes{how}, {} over the budget",
                self.name,
                value - limit
            )
        })
    }
}

/// The table that `cargo xtask build` prints, in kilobytes of 1000 bytes.
pub fn table(weights: &[Weight]) -> String {
    let mut text = format!(
        "{:<14}{:>10}{:>10}{:>10}   budget\n",
        "KB", "raw", "gzip", "brotli"
    );
    for weight in weights {
        let limit = match weight.limit {
            Some((Column::Raw, limit)) => format!("{} raw", limit / 1000),
            Some((Column::Brotli, limit)) => format!("{} brotli", limit / 1000),
            None => String::new(),
        };
        let [raw, gzip, brotli] = [weight.raw, weight.gzip, weight.brotli].map(kilobytes);
        let line = format!(
            "{:<14}{raw:>10}{gzip:>10}{brotli:>10}   {limit}",
            weight.name
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// Every budget that is exceeded, as a sentence.
pub fn excesses(weights: &[Weight]) -> Vec<String> {
    weights.iter().filter_map(Weight::excess).collect()
}

/// Bytes as kilobytes with one decimal, rounded up: a budget is not kept by rounding.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Node's own brotli at its default, the best quality: no crate to build for a number.
fn brotli_size(bytes: &[u8]) -> Result<usize> {
    const SCRIPT: &str = "const chunks = []; process.stdin.on('data', c => chunks.push(c))\
        .on('end', () => console.log(require('zlib').brotliCompressSync(Buffer.concat(chunks)).length))";
    let size = process::filter(Command::new("node").args(["-e", SCRIPT]), bytes)?;
    Ok(String::from_utf8(size)?.trim().parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(brotli: usize, limit: usize) -> Weight {
        Weight {
            name: "x",
            raw: 1,
            gzip: 1,
            brotli,
            limit: Some((Column::Brotli, limit)),
        }
    }

    #[test]
    fn a_budget_may_be_reached_and_not_passed() {
        assert!(excesses(&[weight(170_000, 170_000)]).is_empty());
        assert_eq!(
            excesses(&[weight(170_001, 170_000)]),
            ["x: 170001 bytes after brotli, 1 over the budget"]
        );
    }

    #[test]
    fn sums_add_every_column() {
        let sum = Weight::sum("y", &weight(3, 9), &weight(4, 9), Some((Column::Raw, 1)));
        assert_eq!((sum.raw, sum.gzip, sum.brotli), (2, 2, 7));
        assert_eq!(excesses(&[sum]), ["y: 2 bytes, 1 over the budget"]);
    }

    #[test]
    fn kilobytes_round_up() {
        assert_eq!(kilobytes(170_001), "170.1");
        assert_eq!(kilobytes(170_000), "170.0");
        assert_eq!(kilobytes(0), "0.0");
    }
}
