//! The two modules that a plan makes of one. It must never change what a function does: only the
//! order and numbers of functions, the numbers of globals, and who calls through the table.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, ImportSection, Instruction,
    MemorySection, StartSection, TableSection, TypeSection, reencode::Reencode,
};
use wasmparser::ExternalKind;

use super::{
    module::{Module, named_in},
    numbers::Numbers,
    order::by_likeness,
    plan::Plan,
};

/// What the second module calls the first.
pub const FIRST: &str = "first";

/// The two modules.
pub struct Halves {
    /// What everybody loads.
    pub first: Vec<u8>,
    /// What is loaded later, into an instance of the first.
    pub more: Vec<u8>,
}

/// A module and who of it comes later.
struct Parting<'m, 'a> {
    module: &'m Module<'a>,
    plan: &'m Plan,
    /// The functions that come later.
    later: BTreeSet<u32>,
    /// The defined functions of both halves, in their order.
    sides: [Vec<u32>; 2],
    /// Where a function is in the table.
    slots: BTreeMap<u32, u32>,
    /// How long the table is.
    length: u32,
    /// What the second module imports of the first, functions and globals.
    functions: BTreeSet<u32>,
    globals: BTreeSet<u32>,
}

/// Parts a module.
///
/// # Errors
///
/// If the module is damaged, or has what no program of ours has.
pub fn halves(module: &[u8], plan: &Plan) -> Result<Halves> {
    let module = Module::read(module)?;
    let parting = Parting::of(&module, plan)?;
    Ok(Halves {
        first: parting.first()?,
        more: parting.more()?,
    })
}

/// The name of the `at`-th thing that the first module hands to the second; no name that the glue
/// knows begins with a digit.
fn inner_name(at: usize) -> String {
    at.to_string()
}

impl<'m, 'a> Parting<'m, 'a> {
    fn of(module: &'m Module<'a>, plan: &'m Plan) -> Result<Self> {
        let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for &(function, name) in &module.names {
            by_name.entry(name).or_default().push(function);
        }
        let found = plan
            .functions
            .iter()
            .filter_map(|name| by_name.get(&**name));
        let later: BTreeSet<u32> = found
            .filter_map(|functions| match functions.as_slice() {
                [one] if module.body(*one).is_some() => Some(*one),
                _ => None,
            })
            .collect();
        let mut parting = Self {
            module,
            plan,
            sides: [false, true].map(|is_later| side(module, &later, is_later)),
            later,
            slots: module
                .slots
                .iter()
                .map(|&(slot, function)| (function, slot))
                .collect(),
            length: u32::try_from(module.tables[0].ty.initial)?,
            functions: BTreeSet::new(),
            globals: BTreeSet::new(),
        };
        for (function, body) in (u32::try_from(module.imported)?..).zip(&module.bodies) {
            let (functions, globals) = named_in(body)?;
            if parting.later.contains(&function) {
                parting
                    .functions
                    .extend(functions.difference(&parting.later));
                parting.globals.extend(globals);
                continue;
            }
            for door in functions.intersection(&parting.later) {
                parting.slots.entry(*door).or_insert_with(|| {
                    parting.length += 1;
                    parting.length - 1
                });
            }
        }
        Ok(parting)
    }

    /// Whether a function is imported from the page.
    fn is_host(&self, function: u32) -> bool {
        (function as usize) < self.module.imported
    }

    /// The defined functions of one of the halves.
    fn side(&self, later: bool) -> impl Iterator<Item = u32> + '_ {
        self.sides[usize::from(later)].iter().copied()
    }

    /// The functions that the second module calls in the first.
    fn shared(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self.functions.iter().copied();
        all.filter(|&function| !self.is_host(function))
    }

    fn types(&self, numbers: &mut Numbers) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        if let Some(section) = &self.module.types {
            numbers.parse_type_section(&mut types, section.clone())?;
        }
        Ok(types)
    }

    fn first(&self) -> Result<Vec<u8>> {
        let module = self.module;
        let mut numbers = Numbers::default();
        for (at, function) in (0..u32::try_from(module.imported)?)
            .chain(self.side(false))
            .enumerate()
        {
            numbers.functions.insert(function, u32::try_from(at)?);
        }
        for global in 0..u32::try_from(module.globals.len())? {
            numbers.globals.insert(global, global);
        }
        numbers.through_table = self.through_table();

        let mut types = self.types(&mut numbers)?;
        let empty = match module.empty_type()? {
            Some(ty) => ty,
            None => {
                types.ty().function([], []);
                types.len() - 1
            }
        };
        let mut imports = ImportSection::new();
        for import in &module.imports {
            numbers.parse_import(&mut imports, *import)?;
        }
        // Whoever calls what is not there yet comes here.
        let nobody = u32::try_from(numbers.functions.len())?;
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for function in self.side(false) {
            functions.function(module.functions[function as usize]);
            numbers.put(&mut code, module.body(function).context("a body")?)?;
        }
        functions.function(empty);
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable)
            .instruction(&Instruction::End);
        code.function(&trap);

        let mut tables = TableSection::new();
        let mut ty = numbers.table_type(module.tables[0].ty)?;
        ty.minimum = self.length.into();
        ty.maximum = ty.maximum.map(|most| most.max(ty.minimum));
        tables.table(ty);
        let mut memories = MemorySection::new();
        memories.memory(numbers.memory_type(module.memories[0])?);
        let mut globals = GlobalSection::new();
        for global in &module.globals {
            numbers.parse_global(&mut globals, global.clone())?;
        }
        let mut elements = ElementSection::new();
        let kept = self.module.slots.iter().map(|&(slot, function)| {
            (
                slot,
                numbers.functions.get(&function).copied().unwrap_or(nobody),
            )
        });
        put_slots(&mut elements, kept.collect());
        let mut data = DataSection::new();
        self.put_data(&mut data, false);

        let mut out = wasm_encoder::Module::new();
        out.section(&types).section(&imports).section(&functions);
        out.section(&tables).section(&memories).section(&globals);
        out.section(&self.exports(&numbers, false)?);
        if let Some(function) = module.start {
            let function_index = numbers.function_index(function)?;
            out.section(&StartSection { function_index });
        }
        out.section(&elements).section(&code).section(&data);
        Ok(out.finish())
    }

    /// What the first module exports: what it did, and what the second needs of it; or what the
    /// second exports of the former.
    fn exports(&self, numbers: &Numbers, later: bool) -> Result<ExportSection> {
        let mut exports = ExportSection::new();
        for export in &self.module.exports {
            let is_later = export.kind == ExternalKind::Func && self.later.contains(&export.index);
            if is_later == later {
                let index = match export.kind {
                    ExternalKind::Func => {
                        *numbers.functions.get(&export.index).context("an export")?
                    }
                    _ => export.index,
                };
                exports.export(export.name, export_kind(export.kind)?, index);
            }
        }
        if later {
            return Ok(exports);
        }
        exports.export(&inner_name(0), ExportKind::Memory, 0);
        exports.export(&inner_name(1), ExportKind::Table, 0);
        let mut at = 2;
        for &global in &self.globals {
            exports.export(&inner_name(at), ExportKind::Global, global);
            at += 1;
        }
        for function in self.shared() {
            exports.export(
                &inner_name(at),
                ExportKind::Func,
                numbers.functions[&function],
            );
            at += 1;
        }
        Ok(exports)
    }

    fn more(&self) -> Result<Vec<u8>> {
        let module = self.module;
        let mut numbers = Numbers::default();
        let types = self.types(&mut numbers)?;
        let mut imports = ImportSection::new();
        let mut memory = numbers.memory_type(module.memories[0])?;
        memory.maximum = None;
        imports.import(FIRST, &inner_name(0), EntityType::Memory(memory));
        let mut table = numbers.table_type(module.tables[0].ty)?;
        (table.minimum, table.maximum) = (self.length.into(), None);
        imports.import(FIRST, &inner_name(1), EntityType::Table(table));
        let mut at = 2;
        for (&global, number) in self.globals.iter().zip(0..) {
            let ty = numbers.global_type(module.globals[global as usize].ty)?;
            imports.import(FIRST, &inner_name(at), EntityType::Global(ty));
            numbers.globals.insert(global, number);
            at += 1;
        }
        for function in self.shared() {
            let ty = module.functions[function as usize];
            imports.import(FIRST, &inner_name(at), EntityType::Function(ty));
            numbers.add(function)?;
            at += 1;
        }
        for &function in self
            .functions
            .iter()
            .filter(|&&function| self.is_host(function))
        {
            let import = module.imports[function as usize];
            numbers.parse_import(&mut imports, import)?;
            numbers.add(function)?;
        }
        for function in self.side(true) {
            numbers.add(function)?;
        }
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for function in self.side(true) {
            functions.function(module.functions[function as usize]);
            numbers.put(&mut code, module.body(function).context("a body")?)?;
        }
        let mut elements = ElementSection::new();
        let its = (self.slots.iter()).filter(|(function, _)| self.later.contains(function));
        put_slots(
            &mut elements,
            its.map(|(function, &slot)| (slot, numbers.functions[function]))
                .collect(),
        );
        let mut data = DataSection::new();
        self.put_data(&mut data, true);

        let mut out = wasm_encoder::Module::new();
        out.section(&types).section(&imports).section(&functions);
        out.section(&self.exports(&numbers, true)?);
        out.section(&elements).section(&code).section(&data);
        Ok(out.finish())
    }

    fn through_table(&self) -> BTreeMap<u32, (i32, u32)> {
        let later = self.later.iter();
        later
            .filter_map(|function| {
                let slot = self.slots.get(function)?.cast_signed();
                Some((*function, (slot, self.module.functions[*function as usize])))
            })
            .collect()
    }

    /// The data of one of the halves.
    fn put_data(&self, out: &mut DataSection, later: bool) {
        for &(start, bytes) in &self.module.data {
            let end = start + u32::try_from(bytes.len()).unwrap_or(u32::MAX - start);
            let whole = start..end;
            for range in parts(&whole, &self.plan.data, later) {
                let at = (range.start - start) as usize;
                let bytes = &bytes[at..at + range.len()];
                let offset = ConstExpr::i32_const(range.start.cast_signed());
                out.active(0, &offset, bytes.iter().copied());
            }
        }
    }
}

/// The defined functions of one of the halves, in their order.
fn side(module: &Module, later: &BTreeSet<u32>, is_later: bool) -> Vec<u32> {
    let all = (0_u32..).zip(&module.bodies);
    let (functions, bodies): (Vec<u32>, Vec<&[u8]>) = all
        .map(|(at, body)| (at + module.imported as u32, body.as_bytes()))
        .filter(|(function, _)| later.contains(function) == is_later)
        .unzip();
    let order = by_likeness(&bodies);
    order.into_iter().map(|at| functions[at]).collect()
}

/// The parts of a range that lie within the others, or those that do not.
fn parts(whole: &Range<u32>, others: &[Range<u32>], within: bool) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut at = whole.start;
    for other in others {
        let (start, end) = (other.start.max(whole.start), other.end.min(whole.end));
        if start >= end {
            continue;
        }
        out.push(if within { start..end } else { at..start });
        at = end;
    }
    if !within {
        out.push(at..whole.end);
    }
    out.retain(|range| !range.is_empty());
    out
}

/// Fills the table, a segment a run of slots.
fn put_slots(out: &mut ElementSection, mut slots: Vec<(u32, u32)>) {
    slots.sort_unstable();
    for run in slots.chunk_by(|(a, _), (b, _)| a + 1 == *b) {
        let functions: Vec<u32> = run.iter().map(|&(_, function)| function).collect();
        let offset = ConstExpr::i32_const(run[0].0.cast_signed());
        out.active(None, &offset, Elements::Functions(Cow::Owned(functions)));
    }
}

fn export_kind(kind: ExternalKind) -> Result<ExportKind> {
    Ok(Numbers::default().export_kind(kind)?)
}
