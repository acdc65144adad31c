//! A finished module, read as far as parting it needs. It must never hold what it does not
//! understand: such a module is refused.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use wasmparser::{
    CompositeInnerType, ConstExpr, DataKind, Element, ElementItems, ElementKind, Export,
    FunctionBody, Global, Import, KnownCustom, MemoryType, Name, Operator, Parser, Payload, Table,
    TypeRef, TypeSectionReader,
};

/// A module, section by section.
#[derive(Default)]
pub struct Module<'a> {
    pub types: Option<TypeSectionReader<'a>>,
    pub imports: Vec<Import<'a>>,
    /// The type of each function, imported ones first.
    pub functions: Vec<u32>,
    /// How many of them are imported.
    pub imported: usize,
    pub tables: Vec<Table<'a>>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<Global<'a>>,
    pub exports: Vec<Export<'a>>,
    pub start: Option<u32>,
    /// What is in the table: slot and function.
    pub slots: Vec<(u32, u32)>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Bytes and where they go in memory.
    pub data: Vec<(u32, &'a [u8])>,
    /// The functions' names.
    pub names: Vec<(u32, &'a str)>,
}

impl<'a> Module<'a> {
    /// Reads a module.
    ///
    /// # Errors
    ///
    /// If it is damaged, or has what no program of ours has.
    pub fn read(module: &'a [u8]) -> Result<Self> {
        let mut read = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            read.take(payload?)?;
        }
        if read.tables.len() != 1 || read.memories.len() != 1 {
            bail!("the module must have one table and one memory");
        }
        Ok(read)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(types) => self.types = Some(types),
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    let TypeRef::Func(ty) = import.ty else {
                        bail!("the module imports {}, which is no function", import.name);
                    };
                    self.functions.push(ty);
                    self.imports.push(import);
                }
                self.imported = self.imports.len();
            }
            Payload::FunctionSection(types) => {
                for ty in types {
                    self.functions.push(ty?);
                }
            }
            Payload::TableSection(tables) => {
                self.tables = tables.into_iter().collect::<Result<_, _>>()?
            }
            Payload::MemorySection(list) => {
                self.memories = list.into_iter().collect::<Result<_, _>>()?
            }
            Payload::GlobalSection(list) => {
                self.globals = list.into_iter().collect::<Result<_, _>>()?
            }
            Payload::ExportSection(list) => {
                self.exports = list.into_iter().collect::<Result<_, _>>()?
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.take_slots(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(list) => {
                for segment in list {
                    let segment = segment?;
                    self.data.push((address(&segment.kind)?, segment.data));
                }
            }
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(names) = custom.as_known() {
                    for name in names {
                        if let Name::Function(names) = name? {
                            for naming in names {
                                let naming = naming?;
                                self.names.push((naming.index, naming.name));
                            }
                        }
                    }
                }
            }
            Payload::TagSection(_) | Payload::UnknownSection { .. } => {
                bail!("the module has a section that is not understood")
            }
            _ => {}
        }
        Ok(())
    }

    fn take_slots(&mut self, element: Element<'a>) -> Result<()> {
        let (
            ElementKind::Active {
                table_index: None | Some(0),
                offset_expr,
            },
            ElementItems::Functions(functions),
        ) = (element.kind, element.items)
        else {
            bail!("the table is not filled with functions at the start");
        };
        for (slot, function) in (constant(&offset_expr)?..).zip(functions) {
            self.slots.push((slot, function?));
        }
        Ok(())
    }

    /// The defined function of this index.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        let at = (function as usize).checked_sub(self.imported)?;
        self.bodies.get(at)
    }

    /// The type that takes nothing and returns nothing, if there is one.
    pub fn empty_type(&self) -> Result<Option<u32>> {
        let Some(types) = &self.types else {
            return Ok(None);
        };
        for (at, group) in (0..).zip(types.clone()) {
            for ty in group?.into_types() {
                if let CompositeInnerType::Func(ty) = &ty.composite_type.inner
                    && ty.params().is_empty()
                    && ty.results().is_empty()
                {
                    return Ok(Some(at));
                }
            }
        }
        Ok(None)
    }
}

/// The functions and globals that a body names.
pub fn named_in(body: &FunctionBody) -> Result<(BTreeSet<u32>, BTreeSet<u32>)> {
    let (mut functions, mut globals) = (BTreeSet::new(), BTreeSet::new());
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } => functions.insert(function_index),
            Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                globals.insert(global_index)
            }
            Operator::RefFunc { .. } | Operator::MemoryInit { .. } | Operator::DataDrop { .. } => {
                bail!("a function uses what no program of ours has")
            }
            _ => false,
        };
    }
    Ok((functions, globals))
}

/// Where the data of a segment goes.
pub fn address(kind: &DataKind) -> Result<u32> {
    match kind {
        DataKind::Active {
            memory_index: 0,
            offset_expr,
        } => constant(offset_expr),
        _ => bail!("data that does not go to memory at the start"),
    }
}

fn constant(expression: &ConstExpr) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(anyhow::anyhow!("no constant")).context("a place in table or memory"),
    }
}
