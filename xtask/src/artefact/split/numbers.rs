//! The numbers that functions and globals have in one of the two modules, and code written with
//! them. It must never write another instruction than it reads, but for a call through the table.

use std::{collections::BTreeMap, fmt};

use anyhow::Result;
use wasm_encoder::{
    CodeSection, Instruction,
    reencode::{self, Reencode},
};
use wasmparser::{FunctionBody, Operator};

/// The numbers that functions and globals have in a half.
#[derive(Default)]
pub struct Numbers {
    pub functions: BTreeMap<u32, u32>,
    pub globals: BTreeMap<u32, u32>,
    /// Who is called through the table: slot and type.
    pub through_table: BTreeMap<u32, (i32, u32)>,
}

impl Numbers {
    /// Gives a function the next number.
    pub fn add(&mut self, function: u32) -> Result<()> {
        let next = u32::try_from(self.functions.len())?;
        self.functions.insert(function, next);
        Ok(())
    }

    /// Writes a function.
    pub fn put(&mut self, code: &mut CodeSection, body: &FunctionBody) -> Result<()> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            if let Operator::Call { function_index } = operator
                && let Some(&(slot, type_index)) = self.through_table.get(&function_index)
            {
                function.instruction(&Instruction::I32Const(slot));
                function.instruction(&Instruction::CallIndirect {
                    type_index,
                    table_index: 0,
                });
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        code.function(&function);
        Ok(())
    }
}

/// A number that has no place in this half of the program.
#[derive(Debug)]
pub struct Missing(u32);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} is not in this half of the program", self.0)
    }
}

impl std::error::Error for Missing {}

impl Reencode for Numbers {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Self::Error>> {
        number(&self.functions, function)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error<Self::Error>> {
        number(&self.globals, global)
    }
}

fn number(numbers: &BTreeMap<u32, u32>, at: u32) -> Result<u32, reencode::Error<Missing>> {
    let found = numbers.get(&at).copied();
    found.ok_or(reencode::Error::UserError(Missing(at)))
}
