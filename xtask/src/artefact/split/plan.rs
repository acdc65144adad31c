//! Which functions and data of a program are loaded later: what can be reached only through doors,
//! the functions that the program calls no sooner than the second module is there. It must never
//! name anything that can be reached otherwise.

use std::{collections::BTreeSet, ops::Range};

use anyhow::Result;

use super::linked::Linked;

/// What is loaded later.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Names of functions, as the linker has them.
    pub functions: BTreeSet<String>,
    /// Places in memory, in order, none touching another.
    pub data: Vec<Range<u32>>,
}

impl Plan {
    /// The plan for a linked module; `is_door` tells a function's path.
    ///
    /// # Errors
    ///
    /// If `module` is not what the linker writes with relocations.
    pub fn of(module: &[u8], is_door: &dyn Fn(&str) -> bool) -> Result<Self> {
        let linked = Linked::read(module)?;
        let doors: BTreeSet<usize> = (linked.functions.iter().enumerate())
            .filter(|(_, name)| is_door(&path(name)))
            .map(|(at, _)| at)
            .collect();
        let at_once = reached(&linked, linked.roots.iter().copied(), &doors);
        let through_doors = reached(&linked, doors.iter().copied(), &BTreeSet::new());
        let is_later = |at: usize| through_doors[at] && !at_once[at];

        let count = linked.functions.len();
        let (mut functions, mut others) = (BTreeSet::new(), BTreeSet::new());
        for (at, name) in linked.functions.iter().enumerate() {
            let side = if is_later(at) {
                &mut functions
            } else {
                &mut others
            };
            side.insert(name.clone());
        }
        // A name that two functions share tells nothing, nor does none.
        functions.retain(|name| !name.is_empty() && !others.contains(name));
        let (later, sooner): (Vec<usize>, Vec<usize>) =
            (count..count + linked.data.len()).partition(|&at| is_later(at));
        let ranges = |which: &[usize]| -> Vec<Range<u32>> {
            joined(which.iter().map(|at| linked.data[at - count].clone()))
        };
        Ok(Self {
            functions,
            data: without(ranges(&later), &ranges(&sooner)),
        })
    }
}

/// A function's path in the program, without the hash that makes it unique.
fn path(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

/// What is reached from `roots`, but not through `doors`.
fn reached(
    linked: &Linked,
    roots: impl Iterator<Item = usize>,
    doors: &BTreeSet<usize>,
) -> Vec<bool> {
    let mut reached = vec![false; linked.mentions.len()];
    let mut open: Vec<usize> = roots.collect();
    while let Some(at) = open.pop() {
        if !reached[at] && !doors.contains(&at) {
            reached[at] = true;
            open.extend(&linked.mentions[at]);
        }
    }
    reached
}

/// The ranges in order, joined where they touch.
fn joined(ranges: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = ranges.filter(|range| !range.is_empty()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// The ranges without what lies in `others`; both are joined.
fn without(ranges: Vec<Range<u32>>, others: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    for range in ranges {
        let mut start = range.start;
        let first = others.partition_point(|other| other.end <= range.start);
        for other in &others[first..] {
            if other.start >= range.end {
                break;
            }
            if start < other.start {
                out.push(start..other.start);
            }
            start = start.max(other.end);
        }
        if start < range.end {
            out.push(start..range.end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CustomSection, DataSymbolDefinition, Encode, LinkingSection, Section, SymbolTable,
    };
    use wasmparser::{Parser, Payload};

    use super::*;

    /// `main` calls `shared` and the door, which names the words and, in a constant, a method; the
    /// method calls `deep` and `shared`.
    const PROGRAM: &str = r#"(module
      (memory 1)
      (func $"app::main" (export "main") (call $"app::shared") (call $"rooms::door::open"))
      (func $"app::shared")
      (func $"rooms::door::open" (call $"app::shared"))
      (func $"rooms::method" (call $"rooms::deep") (call $"app::shared"))
      (func $"rooms::deep")
      (func $"app::unused")
      (data (i32.const 100) "wordsTABLEtitles"))"#;

    const NO_FLAGS: u32 = 0;
    const TABLE_INDEX_I32: u8 = 2;
    const MEMORY_ADDRESS: u8 = 4;

    /// A relocation: its kind, the section (`c`ode or `d`ata), the function or the byte where it
    /// is, and the symbol that it names.
    type Relocation = (u8, char, usize, u32);

    /// The program as the linker writes it. Symbols: 0 the method, 1 the words, 2 the table, 3 the
    /// titles, 4 the table's last byte and the titles.
    fn linked(relocations: &[Relocation]) -> Result<Vec<u8>> {
        let mut module = wat::parse_str(PROGRAM)?;
        let (mut bodies, mut data, mut at) = (Vec::new(), 0, [(0, 0); 2]);
        let mut section = 0;
        for payload in Parser::new(0).parse_all(&module) {
            let payload = payload?;
            let start = payload.as_section().map(|(_, range)| range.start as usize);
            match &payload {
                Payload::CodeSectionStart { .. } => at[0] = (section, start.unwrap_or(0)),
                Payload::CodeSectionEntry(body) => bodies.push(body.range().start as usize),
                Payload::DataSection(list) => {
                    at[1] = (section, start.unwrap_or(0));
                    data = list.range().end as usize - 16;
                }
                _ => {}
            }
            section += u32::from(start.is_some());
        }
        let mut symbols = SymbolTable::new();
        symbols.function(NO_FLAGS, 3, Some("method"));
        for (name, offset, size) in [
            ("words", 0, 5),
            ("table", 5, 5),
            ("titles", 10, 6),
            ("x", 9, 7),
        ] {
            let place = DataSymbolDefinition {
                index: 0,
                offset,
                size,
            };
            symbols.data(NO_FLAGS, name, Some(place));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        linking.append_to(&mut module);
        for (side, name) in [('c', "reloc.CODE"), ('d', "reloc.DATA")] {
            let (section, start) = at[usize::from(side == 'd')];
            let mine: Vec<&Relocation> = relocations.iter().filter(|one| one.1 == side).collect();
            let mut bytes = Vec::new();
            section.encode(&mut bytes);
            u32::try_from(mine.len())?.encode(&mut bytes);
            for &&(kind, _, place, symbol) in &mine {
                let place = if side == 'c' {
                    bodies[place]
                } else {
                    data + place
                };
                bytes.push(kind);
                u32::try_from(place - start)?.encode(&mut bytes);
                symbol.encode(&mut bytes);
                if kind == MEMORY_ADDRESS {
                    bytes.push(0);
                }
            }
            let custom = CustomSection {
                name: name.into(),
                data: bytes.into(),
            };
            custom.append_to(&mut module);
        }
        Ok(module)
    }

    fn plan(relocations: &[Relocation]) -> Result<(Vec<String>, Vec<Range<u32>>)> {
        let is_door = |path: &str| path.starts_with("rooms::door::");
        let plan = Plan::of(&linked(relocations)?, &is_door)?;
        Ok((plan.functions.into_iter().collect(), plan.data))
    }

    /// The door names words and table, and the table the method.
    const BEHIND: [Relocation; 3] = [
        (MEMORY_ADDRESS, 'c', 2, 1),
        (MEMORY_ADDRESS, 'c', 2, 2),
        (TABLE_INDEX_I32, 'd', 6, 0),
    ];

    #[test]
    fn what_only_a_door_leads_to_comes_later() -> Result<()> {
        let (functions, data) = plan(&BEHIND)?;
        assert_eq!(
            functions,
            ["rooms::deep", "rooms::door::open", "rooms::method"]
        );
        // The table's last byte is somebody's else too.
        assert_eq!(format!("{data:?}"), "[100..109]");
        Ok(())
    }

    #[test]
    fn what_others_name_too_does_not() -> Result<()> {
        // `main` names the table.
        let (functions, data) = plan(&[&BEHIND[..], &[(MEMORY_ADDRESS, 'c', 0, 2)]].concat())?;
        assert_eq!(functions, ["rooms::door::open"]);
        assert_eq!(format!("{data:?}"), "[100..105]");
        Ok(())
    }

    #[test]
    fn bytes_that_nobody_owns_are_everybody_s() -> Result<()> {
        let before = [(TABLE_INDEX_I32, 'd', 6, 0)];
        assert_eq!(plan(&before)?.0, ["rooms::door::open"]);
        Ok(())
    }

    #[test]
    fn paths_are_told_from_both_manglings() {
        assert_eq!(
            path("_ZN5rooms4door4open17h0123456789abcdefE"),
            "rooms::door::open"
        );
        assert_eq!(path("_RNvNtCs1234_5rooms4door4open"), "rooms::door::open");
        assert_eq!(path("main"), "main");
    }

    #[test]
    fn ranges_are_joined_and_taken_out() {
        let ranges = joined([5..9, 0..2, 2..4, 7..12, 20..20].into_iter());
        assert_eq!(ranges, [0..4, 5..12]);
        assert_eq!(
            without(ranges, &[1..2, 6..7, 11..15]),
            [0..1, 2..4, 5..6, 7..11]
        );
    }
}
