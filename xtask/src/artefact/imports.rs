//! Gives short names to what a wasm module imports from wasm-bindgen's glue, in both. The long ones
//! carry hashes, which no compression makes smaller. It must never rename on one side alone.

use anyhow::{Result, bail};

use super::wasm;

/// The id of a module's import section.
const IMPORTS: u8 = 2;
/// The kind of an imported function.
const FUNCTION: u8 = 0;

/// `module` and `glue` with short names between them.
///
/// # Errors
///
/// If the glue does not define each import exactly once, in the way wasm-bindgen writes it.
pub fn shortened(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut glue = glue.to_owned();
    let mut modules = Vec::new();
    let module = wasm::rewrite(module, |id, mut list| {
        if id != IMPORTS {
            return Ok(None);
        }
        let count = wasm::take_number(&mut list)?;
        let mut out = wasm::number(count);
        for at in 0..count {
            let from = str::from_utf8(wasm::take_sized(&mut list)?)?;
            let name = str::from_utf8(wasm::take_sized(&mut list)?)?;
            if wasm::take_byte(&mut list)? != FUNCTION {
                bail!("the module imports {name}, which is no function");
            }
            let place = modules.iter().position(|known| *known == from);
            let place = place.unwrap_or_else(|| {
                modules.push(from.to_owned());
                modules.len() - 1
            });
            out.extend(wasm::sized(short(place).as_bytes()));
            out.extend(wasm::sized(short(at).as_bytes()));
            out.push(FUNCTION);
            out.extend(wasm::number(wasm::take_number(&mut list)?));
            replace_once(
                &mut glue,
                &format!(" {name}: "),
                &format!(" {}: ", short(at)),
            )?;
        }
        Ok(Some(out))
    })?;
    for (place, from) in modules.iter().enumerate() {
        replace_once(
            &mut glue,
            &format!("\"{from}\": "),
            &format!("\"{}\": ", short(place)),
        )?;
    }
    Ok((module, glue))
}

/// `glue` without the classes whose names begin with `prefix`, in the way wasm-bindgen writes them.
pub fn without_classes(glue: &str, prefix: &str) -> String {
    let class = format!("    class {prefix}");
    let registry = format!("    const {prefix}");
    let mut out = String::with_capacity(glue.len());
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        // A class ends with the line that exports it, its registry with that of the semicolon.
        let end: &dyn Fn(&str) -> bool = if line.starts_with(&class) {
            &|line| line.starts_with("    exports.")
        } else if line.starts_with(&registry) {
            &|line| line.ends_with(';')
        } else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        lines.find(|line| end(line));
    }
    out
}

fn replace_once(text: &mut String, old: &str, new: &str) -> Result<()> {
    if text.matches(old).count() != 1 {
        bail!("wasm-bindgen's glue does not have `{old}` once");
    }
    *text = text.replacen(old, new, 1);
    Ok(())
}

/// The `at`-th of the names `a`, …, `z`, `aa`, `ab`, …
fn short(at: usize) -> String {
    let letter = char::from(b'a' + (at % 26) as u8);
    match at / 26 {
        0 => letter.to_string(),
        rest => short(rest - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "{\n    __wbg_call_1: function() { b(); },\n    __wbg_new_2: f,\n} \
                        { \"./x_bg.js\": import0 }";

    fn module(from: &str, names: [&str; 2]) -> Vec<u8> {
        let mut section = wasm::number(names.len());
        for name in names {
            section.extend(wasm::sized(from.as_bytes()));
            section.extend(wasm::sized(name.as_bytes()));
            section.extend([FUNCTION, 5]);
        }
        [wasm::MAGIC, &[IMPORTS], &wasm::sized(&section)].concat()
    }

    #[test]
    fn both_sides_are_renamed() -> Result<()> {
        let (module_after, glue) =
            shortened(&module("./x_bg.js", ["__wbg_call_1", "__wbg_new_2"]), GLUE)?;
        assert_eq!(module_after, module("a", ["a", "b"]));
        assert_eq!(
            glue,
            "{\n    a: function() { b(); },\n    b: f,\n} { \"a\": import0 }"
        );
        Ok(())
    }

    #[test]
    fn an_import_that_the_glue_lacks_is_an_error() {
        for names in [["__wbg_call_1", "__wbg_old_3"], ["__wbg_new_2"; 2]] {
            assert!(shortened(&module("./x_bg.js", names), GLUE).is_err());
        }
        assert!(shortened(&module("./y.js", ["__wbg_call_1", "__wbg_new_2"]), GLUE).is_err());
    }

    #[test]
    fn short_names_are_all_different() {
        let names: Vec<String> = (0..800).map(short).collect();
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(
            [&names[25], &names[26], &names[701], &names[702]],
            ["z", "aa", "zz", "aaa"]
        );
    }

    #[test]
    fn classes_that_nobody_can_come_by_go() {
        let glue = "    class GoneA {\n        free() {}\n    }\n    exports.GoneA = GoneA;\n\
                    \n    class Kept {\n    }\n    exports.Kept = Kept;\n\
                    \n    const GoneAFinalization = x\n        : y;\n    const z = 1;\n";
        assert_eq!(
            without_classes(glue, "Gone"),
            "\n    class Kept {\n    }\n    exports.Kept = Kept;\n\n    const z = 1;\n"
        );
    }
}
