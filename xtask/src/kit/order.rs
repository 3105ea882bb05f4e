//! The order of a program's functions: what is alike side by side, which compresses better.

use anyhow::{Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// The program with its functions sorted by their types, and those of one type by their code: a compressor knows at the
/// beginning of each what functions of this type are made of, and pages are one to two per cent less.
///
/// # Errors
/// When this is no program.
pub(super) fn sorted(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut sorted = Sorted::of(&Functions::read(wasm)?)?;
    let mut module = Module::new();
    let encoded = sorted.parse_core_module(&mut module, Parser::new(0), wasm);
    encoded.map_err(|error| anyhow!("sorting the functions of a program: {error}"))?;
    Ok(module.finish())
}

/// What a program has of its own, in the order of the file, and how many functions it takes from others.
#[derive(Default)]
struct Functions<'a> {
    imported: usize,
    types: Vec<u32>,
    bodies: Vec<&'a [u8]>,
}

impl<'a> Functions<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut functions = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        functions.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    functions.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => functions.bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        if functions.types.len() != functions.bodies.len() {
            bail!("a program of {} functions has {} bodies", functions.types.len(), functions.bodies.len());
        }
        Ok(functions)
    }
}

/// Writes a program again with its own functions in another order.
struct Sorted {
    /// The functions of its own, by their places among those of the file.
    order: Vec<usize>,
    /// The new index of each, by its old one; what is imported keeps its own.
    indices: Vec<u32>,
}

impl Sorted {
    fn of(functions: &Functions<'_>) -> Result<Self> {
        let mut order: Vec<usize> = (0..functions.bodies.len()).collect();
        order.sort_by_key(|&own| (functions.types[own], functions.bodies[own]));
        let mut indices: Vec<u32> = (0..).take(functions.imported + order.len()).collect();
        for (place, &own) in order.iter().enumerate() {
            indices[functions.imported + own] = u32::try_from(functions.imported + place)?;
        }
        Ok(Self { order, indices })
    }
}

impl Reencode for Sorted {
    type Error = &'static str;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<&'static str>> {
        let index = self.indices.get(function as usize).copied();
        index.ok_or(Error::UserError("it calls a function that it does not have"))
    }

    fn parse_function_section(
        &mut self,
        written: &mut FunctionSection,
        types: FunctionSectionReader<'_>,
    ) -> Result<(), Error<&'static str>> {
        let types: Vec<u32> = types.into_iter().collect::<Result<_, _>>()?;
        for &own in &self.order {
            written.function(types[own]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        written: &mut CodeSection,
        code: CodeSectionReader<'_>,
    ) -> Result<(), Error<&'static str>> {
        let bodies: Vec<FunctionBody<'_>> = code.into_iter().collect::<Result<_, _>>()?;
        for own in self.order.clone() {
            self.parse_function_body(written, bodies[own].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use walrus::ir::{Const, Instr, Value};
    use walrus::{FunctionBuilder, ValType};

    use super::*;

    const NUMBERS: [i32; 4] = [9, 2, 7, 4];

    /// A program with a function of another's that each of its own calls: some give a number, and some call one of those.
    fn program() -> Vec<u8> {
        let mut module = walrus::Module::default();
        let nothing = module.types.add(&[], &[]);
        let (taken, _) = module.add_import_func("from", "taken", nothing);
        for number in NUMBERS {
            let mut gives = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            gives.func_body().call(taken).i32_const(number);
            let gives = gives.finish(vec![], &mut module.funcs);
            let mut calls = FunctionBuilder::new(&mut module.types, &[], &[]);
            calls.func_body().call(gives).drop();
            let calls = calls.finish(vec![], &mut module.funcs);
            module.exports.add(&number.to_string(), calls);
        }
        module.emit_wasm()
    }

    /// The number of the function that an exported one calls.
    fn called(module: &walrus::Module, export: i32) -> i32 {
        let body = |function| {
            let function = module.funcs.get(function).kind.unwrap_local();
            function.block(function.entry_block()).instrs.iter().map(|(instruction, _)| instruction)
        };
        let calls = module.exports.get_func(export.to_string()).unwrap();
        let Some(Instr::Call(call)) = body(calls).next() else { panic!("{export} calls nothing") };
        let number = body(call.func).find_map(|instruction| match instruction {
            Instr::Const(Const { value: Value::I32(number) }) => Some(*number),
            _ => None,
        });
        number.unwrap()
    }

    #[test]
    fn the_order_is_by_type_and_code_and_who_calls_whom_stays() {
        let before = program();
        let after = sorted(&before).unwrap();
        assert_eq!(after.len(), before.len());
        let module = walrus::Module::from_buffer(&after).unwrap();
        assert_eq!(NUMBERS.map(|number| called(&module, number)), NUMBERS);
        let functions = Functions::read(&after).unwrap();
        assert!(functions.types.is_sorted(), "{:?}", functions.types);
        // `i32.const` of the number and `end` are the last three bytes.
        let given = functions.bodies.iter().filter_map(|body| match body {
            [.., 0x41, number, 0x0b] => Some(*number),
            _ => None,
        });
        assert_eq!(given.collect::<Vec<_>>(), [2, 4, 7, 9]);
    }

    #[test]
    fn what_is_no_program_is_an_error() {
        assert!(sorted(b"no program").is_err());
    }
}
