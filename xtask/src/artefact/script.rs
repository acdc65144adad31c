//! The starter as one script: wasm-bindgen's glue and the scripts of `src/boot/` in one function,
//! which is called with what differs between the files that carry it. It must never leave a name
//! on the page but the element's.

use std::io;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde_json::{
    Map, Serializer, Value,
    ser::{CharEscape, CompactFormatter, Formatter},
};

use super::escape;

/// The call of the function without arguments, to be made small: of a function that nobody calls
/// nothing would be left. The page's own files save themselves anew from its text.
///
/// # Errors
///
/// If the glue is not what wasm-bindgen writes.
pub fn source(glue: &str, parts: &[String]) -> Result<String> {
    // The glue works out where its own script came from, which nobody asks here, and which throws
    // in an `about:srcdoc` frame.
    let glue = glue.replace(
        "script_src = new URL(document.currentScript.src, location.href).toString();",
        "",
    );
    // What an instance exports passes through a guard, and what it is given is given to the second
    // module too: see src/boot/program.js.
    let glue = replaced_once(
        &glue,
        "wasm = instance.exports;",
        "wasm = guarded(instance.exports, __wbg_get_imports);",
    )?;
    Ok(format!(
        "(function unionDashboard(build) {{\n'use strict';\n\
         function glue(guarded) {{\n{glue}\nreturn wasm_bindgen;\n}}\n{}}})();",
        parts.concat()
    ))
}

/// A script that calls `program`, which is [`source`] made small, with what the file is to know.
///
/// # Errors
///
/// If that is no such call.
pub fn called(program: &str, known: &[(&str, Value)]) -> Result<String> {
    let function = program.trim().strip_suffix("();");
    let program = escape::script(function.context("the starter is no call")?);
    let known: Map<String, Value> = (known.iter().cloned())
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let mut literal = Vec::new();
    known.serialize(&mut Serializer::with_formatter(&mut literal, Literal))?;
    // Nothing in a text may end the element that the script stands in.
    let literal = String::from_utf8(literal)?.replace('<', "\\u003c");
    Ok(format!("{program}({literal});"))
}

/// JSON as a script may write it: of the control characters it is the ends of lines alone that a
/// string cannot have, and a packed module has many of them all.
struct Literal;

impl Formatter for Literal {
    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        match escape {
            CharEscape::AsciiControl(byte) => out.write_all(&[byte]),
            CharEscape::Backspace => out.write_all(b"\x08"),
            CharEscape::Tab => out.write_all(b"\t"),
            CharEscape::FormFeed => out.write_all(b"\x0c"),
            other => CompactFormatter.write_char_escape(out, other),
        }
    }
}

fn replaced_once(text: &str, old: &str, new: &str) -> Result<String> {
    if text.matches(old).count() != 1 {
        bail!("wasm-bindgen's glue must have exactly one `{old}`");
    }
    Ok(text.replacen(old, new, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_and_starter_are_one_function() -> Result<()> {
        let glue = "let wasm_bindgen = 1; wasm = instance.exports;";
        let source = source(glue, &["one();\n".to_owned(), "two();\n".to_owned()])?;
        assert!(source.starts_with("(function unionDashboard(build) {"));
        assert!(source.contains(
            "wasm = guarded(instance.exports, __wbg_get_imports);\nreturn wasm_bindgen;\n}\n\
             one();\ntwo();\n})"
        ));
        assert!(super::source("let wasm_bindgen = 1;", &[]).is_err());
        Ok(())
    }

    #[test]
    fn control_characters_stand_as_they_are() -> Result<()> {
        let script = called(
            "(f)();\n",
            &[("x", "\u{1}\t\u{8}\u{c}\u{7f}\n\r\"\\".into())],
        )?;
        assert_eq!(
            script,
            "(f)({\"x\":\"\u{1}\t\u{8}\u{c}\u{7f}\\n\\r\\\"\\\\\"});"
        );
        Ok(())
    }

    #[test]
    fn what_it_knows_cannot_end_the_script() -> Result<()> {
        let script = called(
            "(function(a){'</script>'})();\n",
            &[("x", "</script><!--".into())],
        )?;
        assert_eq!(
            script,
            r#"(function(a){'<\/script>'})({"x":"\u003c/script>\u003c!--"});"#
        );
        Ok(())
    }
}
