//! What must hold for a built `dist/`, whatever the program inside does: nothing points outside,
//! nothing needs a policy that host pages will not grant, old kernels read it, nothing tells where
//! it was built. It must never mend what it finds.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef, Validator, WasmFeatures};

use super::{page, split};

/// What Chromium 89 knows of WebAssembly, as far as we use it.
const FEATURES: WasmFeatures = WasmFeatures::WASM1
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIGN_EXTENSION);

/// Everything wrong with the single file `page`, one sentence each.
pub fn single_file(page: &str) -> Vec<String> {
    let mut findings = outside_references(page);
    let charset = page.find("<meta charset=\"utf-8\">");
    if charset.is_none_or(|at| at >= 1024) {
        findings.push("the charset is not within the first 1024 bytes".into());
    }
    for end in ["</script>", "</style>"] {
        let start = format!("<{}>", &end[2..end.len() - 1]);
        for (_, after) in page
            .match_indices(&start)
            .map(|(at, _)| page.split_at(at + start.len()))
        {
            let text = after.split(end).next().unwrap_or_default();
            let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
            if !page.contains(&format!("'sha256-{hash}'")) {
                findings.push(format!(
                    "the policy does not name the {start} with sha256-{hash}"
                ));
            }
        }
    }
    findings.extend(forbidden(page, &["import.meta"]));
    findings
}

/// Everything wrong with the served `page`: it must run under `script-src 'self'` from any path.
pub fn served_page(page: &str) -> Vec<String> {
    let mut findings = Vec::new();
    visit(page, |tag| {
        if tag.name == "style" || (tag.name == "script" && tag.get("src").is_none()) {
            findings.push(format!("index.html has an inline <{}>", tag.name));
        }
        if tag.get("style").is_some() {
            findings.push("index.html has a style attribute".into());
        }
        for url in references(tag) {
            if url.starts_with('/') || url.contains(':') {
                findings.push(format!("index.html names {url}, which is not relative"));
            }
        }
    });
    findings
}

/// Everything wrong with a script that pages load.
pub fn script(code: &str) -> Vec<String> {
    // `require` is what is left when reference types slip in; the others need a laxer policy.
    forbidden(code, &["require(", "eval(", "new Function"])
}

/// Whether the module tells where it was built: each of the `private` paths that it carries.
pub fn module(wasm: &[u8], private: &[&Path]) -> Vec<String> {
    private
        .iter()
        .map(|path| path.to_string_lossy())
        .filter(|path| {
            wasm.windows(path.len().max(1))
                .any(|window| window == path.as_bytes())
        })
        .map(|path| format!("the module carries the path {path}"))
        .collect()
}

/// Everything wrong with the program's two modules: what old kernels do not know, and what the second
/// wants of the first that is not there.
///
/// # Errors
///
/// If one of them is no module at all.
pub fn modules(first: &[u8], more: &[u8]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for (name, module) in [("first", first), ("second", more)] {
        if let Err(error) = Validator::new_with_features(FEATURES).validate_all(module) {
            findings.push(format!("old kernels refuse the {name} module: {error}"));
        }
    }
    let mut exports = BTreeMap::new();
    for payload in Parser::new(0).parse_all(first) {
        if let Payload::ExportSection(list) = payload? {
            for export in list {
                let export = export?;
                exports.insert(export.name, export.kind);
            }
        }
    }
    for payload in Parser::new(0).parse_all(more) {
        if let Payload::ImportSection(list) = payload? {
            for import in list.into_imports() {
                let import = import?;
                let is_host =
                    import.module != split::FIRST && matches!(import.ty, TypeRef::Func(_));
                if !is_host && exports.get(import.name) != Some(&kind(import.ty)) {
                    let name = import.name;
                    findings.push(format!(
                        "the second module wants {name}, which is not exported"
                    ));
                }
            }
        }
    }
    Ok(findings)
}

fn kind(ty: TypeRef) -> ExternalKind {
    match ty {
        TypeRef::Func(_) | TypeRef::FuncExact(_) => ExternalKind::Func,
        TypeRef::Table(_) => ExternalKind::Table,
        TypeRef::Memory(_) => ExternalKind::Memory,
        TypeRef::Global(_) => ExternalKind::Global,
        TypeRef::Tag(_) => ExternalKind::Tag,
    }
}

fn outside_references(page: &str) -> Vec<String> {
    let mut findings = Vec::new();
    visit(page, |tag| {
        if tag.name == "a" {
            return;
        }
        for url in references(tag) {
            if !url.starts_with("data:") {
                findings.push(format!("a <{}> names {url}", tag.name));
            }
        }
    });
    findings
}

fn references(tag: &page::Tag) -> impl Iterator<Item = &str> {
    ["src", "href", "srcset", "data", "action", "poster"]
        .into_iter()
        .filter_map(|name| tag.get(name))
}

fn forbidden(code: &str, words: &[&str]) -> Vec<String> {
    words
        .iter()
        .filter(|word| code.contains(**word))
        .map(|word| format!("there is `{word}` in the script"))
        .collect()
}

/// Every start tag outside of scripts and styles.
fn visit(page: &str, mut look: impl FnMut(&page::Tag)) {
    let mut rest = page;
    let mut markup = String::with_capacity(page.len());
    // Scripts and styles are not markup: their text is cut out first.
    while let Some(at) = ["<script", "<style"]
        .iter()
        .filter_map(|start| rest.find(start))
        .min()
    {
        let end = if rest[at..].starts_with("<script") {
            "</script>"
        } else {
            "</style>"
        };
        let open = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        markup.push_str(&rest[..open]);
        rest = rest[open..].find(end).map_or("", |end| &rest[open + end..]);
    }
    markup.push_str(rest);
    let Ok(_) = page::rewrite(&markup, |tag| {
        look(tag);
        Ok::<_, std::convert::Infallible>(None)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<!doctype html><meta charset="utf-8">"#;

    #[test]
    fn a_reference_outside_is_found_in_markup_and_not_in_code() {
        assert!(outside_references("<script>let a = '<img src=x>';</script>").is_empty());
        assert!(outside_references("<link href='data:,x'><union-dashboard>").is_empty());
        assert_eq!(
            outside_references("<img src=x.png>"),
            ["a <img> names x.png"]
        );
        assert_eq!(outside_references("<style>a</style><img src=x>").len(), 1);
    }

    #[test]
    fn a_script_without_its_hash_is_found() {
        let good = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        let page = |hash| format!("{HEAD}<p>'{hash}'<script>alert('Hello, world.');</script>");
        assert!(single_file(&page(good)).is_empty());
        assert_eq!(single_file(&page("sha256-x")).len(), 1);
    }

    #[test]
    fn the_served_page_runs_under_a_strict_policy() {
        assert!(served_page("<script defer src=./a.js></script><link href=b.css>").is_empty());
        let bad = "<script>a</script><p style='color:red'><link href=/c.css><img src=http://x/>";
        assert_eq!(served_page(bad).len(), 4);
    }

    #[test]
    fn what_the_second_module_wants_is_exported_by_the_first() -> Result<()> {
        let first = wat::parse_str(
            r#"(module (memory (export "0") 1) (global (export "1") (mut i32) (i32.const 0)))"#,
        )?;
        let more = |wants: &str| wat::parse_str(format!("(module (import {wants}))"));
        for good in [r#""first" "0" (memory 1)"#, r#""a" "b" (func)"#] {
            assert_eq!(modules(&first, &more(good)?)?, [""; 0]);
        }
        for bad in [r#""first" "1" (memory 1)"#, r#""first" "2" (func)"#] {
            assert_eq!(modules(&first, &more(bad)?)?.len(), 1);
        }
        Ok(())
    }

    #[test]
    fn what_old_kernels_do_not_know_is_found() -> Result<()> {
        let good = wat::parse_str(
            "(module (func (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0))))",
        )?;
        let new = [
            "(module (func (result i32 i32) (i32.const 1) (i32.const 2)))",
            "(module (table 1 externref))",
            "(module (func (result v128) (v128.const i64x2 0 0)))",
        ];
        assert_eq!(modules(&good, &good)?, [""; 0]);
        for text in new {
            assert_eq!(modules(&good, &wat::parse_str(text)?)?.len(), 1, "{text}");
        }
        // The index of the table in more bytes than it needs.
        let call =
            wat::parse_str("(module (table 1 funcref) (func (call_indirect (i32.const 0))))")?;
        let at = call
            .windows(3)
            .position(|bytes| bytes == [0x11, 0, 0])
            .unwrap_or(0);
        let mut long = call.clone();
        long.splice(at + 2..at + 3, [0x80, 0]);
        // The lengths of the section and of the function.
        for length in [at - 6, at - 4] {
            long[length] += 1;
        }
        assert_eq!(modules(&call, &call)?, [""; 0]);
        assert_eq!(modules(&call, &long)?.len(), 1);
        Ok(())
    }

    #[test]
    fn a_machine_s_path_in_the_module_is_found() {
        let home = Path::new("/home/someone");
        assert_eq!(module(b"..../home/someone/.cargo", &[home]).len(), 1);
        assert!(module(b"cargo/registry", &[home]).is_empty());
    }
}
