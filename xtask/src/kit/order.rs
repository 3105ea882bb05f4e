//! The order of a program's functions: what is alike side by side, which compresses better.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser, Payload, TypeRef,
};

/// The program with its functions in an order in which each is as much as can be like the one before it: what a compressor
/// has just seen it writes in few bits, and pages are one to two per cent less than in the order of the linker.
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
    bodies: Vec<FunctionBody<'a>>,
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
                Payload::CodeSectionEntry(body) => functions.bodies.push(body),
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
        let order = by_likeness(&functions.bodies)?;
        let mut indices: Vec<u32> = (0..).take(functions.imported + order.len()).collect();
        for (place, &own) in order.iter().enumerate() {
            indices[functions.imported + own] = u32::try_from(functions.imported + place)?;
        }
        Ok(Self { order, indices })
    }
}

/// All functions, each followed by the one of those left that is most like it: that has the largest part in common, of the
/// runs of four bytes that either has.
fn by_likeness(bodies: &[FunctionBody<'_>]) -> Result<Vec<usize>> {
    let runs: Vec<BTreeSet<[u8; RUN]>> = bodies.iter().map(runs).collect::<Result<_>>()?;
    let mut holders: HashMap<[u8; RUN], Vec<usize>> = HashMap::new();
    for (own, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(*run).or_default().push(own);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    // The first one is most like nothing: it has the fewest.
    let mut likeness: Vec<f64> = runs.iter().map(|runs| -(runs.len() as f64)).collect();
    while let Some(place) = (0..left.len())
        .reduce(|best, place| if likeness[left[place]] > likeness[left[best]] { place } else { best })
    {
        // In the order of the file: of several that are as like, the first one.
        let last = left.remove(place);
        order.push(last);
        let mut shared = vec![0_usize; bodies.len()];
        runs[last].iter().flat_map(|run| &holders[run]).for_each(|&own| shared[own] += 1);
        for &own in &left {
            let either = runs[last].len() + runs[own].len() - shared[own];
            likeness[own] = shared[own] as f64 / either.max(1) as f64;
        }
    }
    Ok(order)
}

/// How many bytes are looked at together. Of 3, 4, 6 and 8 this was the best.
const RUN: usize = 4;

/// What is in a function, wherever: who calls whom is left out, for that is by number, and numbers follow from the order.
fn runs(body: &FunctionBody<'_>) -> Result<BTreeSet<[u8; RUN]>> {
    let mut bytes = body.as_bytes().to_vec();
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        let (operator, at) = operators.read_with_offset()?;
        if matches!(operator, Operator::Call { .. }) {
            let start = body.range().start;
            bytes[at + 1 - start..operators.original_position() - start].fill(0);
        }
    }
    Ok(bytes.array_windows().copied().collect())
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

    use wasmparser::BinaryReader;

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
    fn what_is_alike_is_side_by_side_and_who_calls_whom_stays() {
        let before = program();
        let after = sorted(&before).unwrap();
        assert_eq!(after.len(), before.len());
        let module = walrus::Module::from_buffer(&after).unwrap();
        assert_eq!(NUMBERS.map(|number| called(&module, number)), NUMBERS);
        // Those that only call are the shorter ones, and come first now.
        let lengths = |program| {
            Functions::read(program).unwrap().bodies.iter().map(|body| body.range().len()).collect()
        };
        let (before, after): (Vec<_>, Vec<_>) = (lengths(&before), lengths(&after));
        assert!(!before.is_sorted() && after.is_sorted(), "{before:?} {after:?}");
    }

    #[test]
    fn each_is_followed_by_what_is_most_like_it_whomever_it_calls() {
        // Without locals: `call`, some `i32.const` with a `drop`, `end`.
        let body = |callee: u8, numbers: &[u8]| {
            let numbers = numbers.iter().flat_map(|number| [0x41, *number, 0x1a]);
            [0, 0x10, callee].into_iter().chain(numbers).chain([0x0b]).collect::<Vec<u8>>()
        };
        let bodies = [
            body(3, &[1, 2, 3, 4]),
            body(1, &[7, 8]),
            body(0, &[1, 2, 3, 5, 6]),
            body(2, &[9]),
            body(2, &[7, 8, 1, 2]),
            body(0, &[7, 8]),
        ];
        let read = |body: &'static [u8]| FunctionBody::new(BinaryReader::new(body, 0));
        let bodies = bodies.map(|body| read(Vec::leak(body)));
        assert_eq!(by_likeness(&bodies).unwrap(), [3, 1, 5, 4, 0, 2]);
    }

    #[test]
    fn what_is_no_program_is_an_error() {
        assert!(sorted(b"no program").is_err());
    }
}
