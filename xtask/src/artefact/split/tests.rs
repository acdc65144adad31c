//! Parted modules, run by Node as a browser would: they must do what the whole did, and the first
//! alone must do all but what is behind a door.

use std::process::Command;

use anyhow::Result;
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Plan, halves};
use crate::process;

/// A program with a door: `door` uses the stack pointer, a constant of its own, a function that
/// others use too, one that nobody else uses, and the page's `log`; `late` is in the table, and
/// `shut` is only exported.
const PROGRAM: &str = r#"(module
  (type $unary (func (param i32) (result i32)))
  (import "page" "log" (func $log (param i32)))
  (import "page" "loud" (func $loud (param i32)))
  (memory (export "memory") 1 1)
  (global $stack (mut i32) (i32.const 1024))
  (table 4 4 funcref)
  (elem (i32.const 1) $double $late $double)
  (func $double (type $unary) (i32.mul (local.get 0) (i32.const 2)))
  (func $door (type $unary)
    (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
    (call $log (i32.load8_u offset=12 (i32.const 0)))
    (call $deep (call $double (local.get 0))))
  (func $deep (type $unary) (i32.add (local.get 0) (i32.load8_u offset=13 (i32.const 0))))
  (func $late (type $unary) (call $deep (i32.const 1000)))
  (func $shut (export "shut") (type $unary) (call $deep (i32.const 2000)))
  (func (export "open") (type $unary) (call $door (local.get 0)))
  (func (export "slot") (type $unary)
    (call_indirect (type $unary) (i32.const 7) (local.get 0)))
  (func (export "depth") (result i32) (global.get $stack))
  (func (export "byte") (type $unary) (i32.load8_u (local.get 0)))
  (func (export "greet") (call $loud (i32.const 5)))
  (data (i32.const 10) "\01\02\03\04\05\06"))"#;

/// What is behind the door of [`PROGRAM`].
fn plan() -> Plan {
    let names = ["door", "deep", "late", "shut"];
    Plan {
        functions: names.map(str::to_owned).into(),
        data: std::iter::once(12..14).collect(),
    }
}

/// Runs JavaScript with modules `m` and the page's side of them; what it returns, as JSON.
fn run(modules: &[&[u8]], script: &str) -> Result<String> {
    let modules: Vec<String> = modules.iter().map(|bytes| STANDARD.encode(bytes)).collect();
    let script = format!(
        "const m = {modules:?}.map(t => new WebAssembly.Module(Buffer.from(t, 'base64')));\
         const said = [];\
         const page = {{ page: {{ log: x => said.push(x), loud: x => said.push(-x) }} }};\
         const start = (m, more) => new WebAssembly.Instance(m, {{ ...page, ...more }}).exports;\
         const failed = f => {{ try {{ return f(); }} catch (e) {{ return e.name; }} }};\
         const all = x => [x.open(20), x.slot(1), x.slot(2), x.slot(3), x.shut(0), x.depth(), \
           [9, 10, 11, 12, 13, 14, 15, 16].map(x.byte), x.greet(), said];\
         console.log(JSON.stringify((() => {{ {script} }})()));"
    );
    let out = process::filter(Command::new("node").args(["-e", &script]), b"")?;
    Ok(String::from_utf8(out)?.trim().to_owned())
}

#[test]
fn two_modules_do_what_one_did() -> Result<()> {
    let whole = wat::parse_str(PROGRAM)?;
    let parted = halves(&whole, &plan())?;
    let one = run(&[&whole], "return all(start(m[0]));")?;
    let two = run(
        &[&parted.first, &parted.more],
        "const first = start(m[0]); return all({ ...first, ...start(m[1], { first }) });",
    )?;
    assert_eq!(one, two);
    assert!(one.starts_with("[44,14,1004,14,2004,1008,"), "{one}");
    Ok(())
}

#[test]
fn the_first_alone_does_all_but_what_is_behind_a_door() -> Result<()> {
    let parted = halves(&wat::parse_str(PROGRAM)?, &plan())?;
    let alone = run(
        &[&parted.first],
        "const x = start(m[0]); return [x.slot(1), failed(() => x.slot(2)), \
         failed(() => x.open(1)), 'shut' in x, [11, 12, 13, 14].map(x.byte), x.depth()];",
    )?;
    let trap = "\"RuntimeError\"";
    assert_eq!(alone, format!("[14,{trap},{trap},false,[2,0,0,5],1024]"));
    Ok(())
}

#[test]
fn what_is_behind_a_door_weighs_on_the_second_alone() -> Result<()> {
    let parted = halves(&wat::parse_str(PROGRAM)?, &plan())?;
    let told = run(
        &[&parted.first, &parted.more],
        "const { imports, exports } = WebAssembly.Module; return [imports(m[1]).map(i => \
         i.module + ':' + i.kind), exports(m[1]).map(e => e.name), \
         exports(m[0]).map(e => e.name).filter(n => !/^\\d/.test(n))];",
    )?;
    let first = ["memory", "table", "global", "function"].map(|kind| format!("\"first:{kind}\""));
    let own = r#""memory","open","slot","depth","byte","greet""#;
    let expected = format!(
        r#"[[{},"page:function"],["shut"],[{own}]]"#,
        first.join(",")
    );
    assert_eq!(told, expected);
    Ok(())
}

#[test]
fn without_a_door_the_first_is_the_whole() -> Result<()> {
    let whole = wat::parse_str(PROGRAM)?;
    let parted = halves(&whole, &Plan::default())?;
    let one = run(&[&whole], "return all(start(m[0]));")?;
    assert_eq!(run(&[&parted.first], "return all(start(m[0]));")?, one);
    assert!(parted.more.len() < 100);
    Ok(())
}

#[test]
fn damage_is_an_error_not_a_panic() -> Result<()> {
    let whole = wat::parse_str(PROGRAM)?;
    assert!(halves(b"<html>", &plan()).is_err());
    for end in 8..whole.len() {
        // Some cuts between two sections leave a module.
        drop(halves(&whole[..end], &plan()));
        drop(Plan::of(&whole[..end], &|_| true));
    }
    let no_table = wat::parse_str("(module (memory 1))")?;
    assert!(halves(&no_table, &plan()).is_err());
    Ok(())
}
