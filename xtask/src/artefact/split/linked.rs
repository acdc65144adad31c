//! What the linker says of a module that it was told to keep relocations in: its functions, the data
//! that has a name, and which of them each of them mentions. It must never guess: a mention that
//! no relocation tells is in nobody's code.
//!
//! Format: the WebAssembly tool conventions, "WebAssembly Object File Linking".

use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{
    CustomSectionReader, DefinedDataSymbol, KnownCustom, Linking, Name, Operator, Parser, Payload,
    RelocationEntry, RelocationType, SymbolInfo,
};

use super::module::address;

/// A module's functions and data, in one numbering: the functions first, by their index.
#[derive(Default)]
pub struct Linked {
    /// The functions' names; empty where there is none.
    pub functions: Vec<String>,
    /// Where in memory the named data lie; empty where they are no bytes of the module.
    pub data: Vec<Range<u32>>,
    /// What each function and then each of the data mentions.
    pub mentions: Vec<Vec<usize>>,
    /// What is called or read from outside.
    pub roots: Vec<usize>,
}

/// A place in the file where relocations are, and who is there.
struct Place {
    range: Range<usize>,
    who: usize,
}

/// What is collected on the way through the sections.
#[derive(Default)]
struct Sections<'a> {
    functions: u32,
    bodies: Vec<Range<usize>>,
    calls: Vec<(usize, usize)>,
    /// Of each segment: where it lies in memory and in the file.
    segments: Vec<(u32, Range<usize>)>,
    symbols: Vec<SymbolInfo<'a>>,
    names: Vec<(u32, &'a str)>,
    exports: Vec<usize>,
    /// Relocations, by their place in the file.
    relocations: Vec<(usize, RelocationEntry)>,
    /// Where each section's content begins in the file.
    starts: Vec<usize>,
}

impl Linked {
    /// Reads a linked module.
    ///
    /// # Errors
    ///
    /// If it is no module that wasm-ld writes with `--emit-relocs`.
    pub fn read(module: &[u8]) -> Result<Self> {
        let sections = Sections::read(module)?;
        let count = sections.functions as usize;
        let mut linked = Self {
            functions: vec![String::new(); count],
            ..Self::default()
        };
        for &(at, name) in &sections.names {
            name.clone_into(linked.functions.get_mut(at as usize).context("a name")?);
        }
        // A symbol's number among functions and data.
        let mut numbers = Vec::with_capacity(sections.symbols.len());
        let mut places: Vec<Place> = Vec::new();
        for symbol in &sections.symbols {
            numbers.push(match symbol {
                SymbolInfo::Func { index, .. } => Some(*index as usize),
                SymbolInfo::Data { symbol, .. } => {
                    let number = count + linked.data.len();
                    let (range, place) = sections.place(symbol.as_ref());
                    linked.data.push(range);
                    places.push(Place {
                        range: place,
                        who: number,
                    });
                    Some(number)
                }
                _ => None,
            });
        }
        let first = count - sections.bodies.len();
        let bodies = sections.bodies.iter().cloned().enumerate();
        places.extend(bodies.map(|(at, range)| Place {
            range,
            who: first + at,
        }));
        linked.mentions = vec![Vec::new(); count + linked.data.len()];
        for &(from, to) in &sections.calls {
            linked.mentions[first + from].push(to);
        }
        linked.roots.clone_from(&sections.exports);
        let by_place = ByPlace::of(places);
        for (at, entry) in &sections.relocations {
            let Some(to) = mentioned(entry, &numbers) else {
                continue;
            };
            let who = by_place.at(*at);
            // Bytes that nobody owns are everybody's.
            if who.is_empty() {
                linked.roots.push(to);
            }
            for from in who {
                linked.mentions[from].push(to);
            }
        }
        Ok(linked)
    }
}

/// What a relocation mentions, if it is a function or data.
fn mentioned(entry: &RelocationEntry, numbers: &[Option<usize>]) -> Option<usize> {
    use RelocationType::{
        FunctionIndexLeb, MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32,
        TableIndexSleb,
    };
    match entry.ty {
        FunctionIndexLeb | TableIndexSleb | TableIndexI32 | MemoryAddrLeb | MemoryAddrSleb
        | MemoryAddrI32 => *numbers.get(entry.index as usize)?,
        _ => None,
    }
}

impl<'a> Sections<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut sections = Self::default();
        let mut pending = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.starts.push(usize::try_from(range.start)?);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        sections.functions +=
                            u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => sections.functions += types.count(),
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Func {
                            sections.exports.push(export.index as usize);
                        }
                    }
                }
                Payload::StartSection { func, .. } => sections.exports.push(func as usize),
                Payload::CodeSectionEntry(body) => {
                    let at = sections.bodies.len();
                    sections.bodies.push(within(body.range())?);
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } = operator? {
                            sections.calls.push((at, function_index as usize));
                        }
                    }
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        let end = usize::try_from(segment.range.end)?;
                        let bytes = end - segment.data.len()..end;
                        sections.segments.push((address(&segment.kind)?, bytes));
                    }
                }
                Payload::CustomSection(custom) => sections.custom(&custom, &mut pending)?,
                _ => {}
            }
        }
        for (section, entry) in pending {
            let start = sections.starts.get(section).context("relocations")?;
            sections
                .relocations
                .push((start + entry.offset as usize, entry));
        }
        Ok(sections)
    }

    fn custom(
        &mut self,
        custom: &CustomSectionReader<'a>,
        relocations: &mut Vec<(usize, RelocationEntry)>,
    ) -> Result<()> {
        match custom.as_known() {
            KnownCustom::Name(names) => {
                for name in names {
                    if let Name::Function(names) = name? {
                        for naming in names {
                            let naming = naming?;
                            self.names.push((naming.index, naming.name));
                        }
                    }
                }
            }
            KnownCustom::Linking(linking) => {
                for part in linking.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            KnownCustom::Reloc(list) => {
                let section = list.section_index() as usize;
                for entry in list.entries() {
                    relocations.push((section, entry?));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Where data lie in memory and in the file.
    fn place(&self, symbol: Option<&DefinedDataSymbol>) -> (Range<u32>, Range<usize>) {
        let found = symbol.and_then(|symbol| {
            let (address, bytes) = self.segments.get(symbol.index as usize)?;
            let start = address + symbol.offset;
            let at = bytes.start + symbol.offset as usize;
            let size = symbol.size as usize;
            (at + size <= bytes.end).then(|| (start..start + symbol.size, at..at + size))
        });
        found.unwrap_or_default()
    }
}

fn within(range: Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start)?..usize::try_from(range.end)?)
}

/// Places in their order; some of them overlap.
struct ByPlace {
    places: Vec<Place>,
    longest: usize,
}

impl ByPlace {
    fn of(mut places: Vec<Place>) -> Self {
        places.sort_by_key(|place| place.range.start);
        let longest = places.iter().map(|place| place.range.len()).max();
        Self {
            places,
            longest: longest.unwrap_or(0),
        }
    }

    /// Who is at a place of the file.
    fn at(&self, at: usize) -> Vec<usize> {
        let end = self.places.partition_point(|place| place.range.start <= at);
        let near = self.places[..end].iter().rev();
        near.take_while(|place| place.range.start + self.longest > at)
            .filter(|place| place.range.contains(&at))
            .map(|place| place.who)
            .collect()
    }
}
