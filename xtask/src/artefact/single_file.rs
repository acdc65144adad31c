//! The single file: the served page with everything it loads written into it, under its own policy.
//! It is generated and never edited. It must never point at anything outside itself.

use std::io::Write;

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use super::{escape, page, page::Tag, policy::policy};

/// The id that the boot script looks under for the program.
const WASM_ID: &str = "union-dashboard-wasm";
/// The id that the boot script looks under for the dataset.
const DATA_ID: &str = "union-dashboard-data";

/// What the file is made of: the served page, and a way to read what it names.
pub struct Parts<'a> {
    /// `dist/index.html`.
    pub page: &'a str,
    /// wasm-bindgen's glue.
    pub glue: &'a str,
    /// Our boot script.
    pub boot: &'a str,
    /// The optimised module.
    pub wasm: &'a [u8],
    /// The dataset's JSON text.
    pub dataset: &'a [u8],
    /// The bytes of a file that the page's `<link>` elements name.
    pub read: &'a dyn Fn(&str) -> Result<Vec<u8>>,
}

/// The whole file.
///
/// # Errors
///
/// If the page names a file that cannot be read, or something we would have to leave outside.
pub fn single_file(parts: &Parts) -> Result<String> {
    let script = script(parts.glue, parts.boot);
    let mut styles = Vec::new();
    let mut dropped_links = 0;
    let page = page::rewrite(parts.page, |tag| {
        Ok::<_, anyhow::Error>(match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet")) => {
                let css = String::from_utf8((parts.read)(href(tag)?)?)?;
                let css = escape::style(css.trim());
                let element = format!("<style>{css}</style>");
                styles.push(css);
                Some(element)
            }
            ("link", Some("icon")) => {
                let image = STANDARD.encode((parts.read)(href(tag)?)?);
                Some(format!(
                    r#"<link rel="icon" href="data:image/svg+xml;base64,{image}">"#
                ))
            }
            ("link", Some("preload")) => {
                dropped_links += 1;
                Some(String::new())
            }
            ("script", _) => Some(String::new()),
            ("link" | "img" | "iframe" | "object" | "embed" | "base", _) => {
                bail!(
                    "index.html has a <{}> that the single file cannot carry",
                    tag.name
                )
            }
            _ => None,
        })
    })?;
    let styles: Vec<&str> = styles.iter().map(String::as_str).collect();
    let policy = policy(&[&script], &styles);
    let meta = format!(
        r#"<meta http-equiv="Content-Security-Policy" data-union-dashboard content="{policy}">"#
    );
    let body = [
        block(WASM_ID, parts.wasm)?,
        block(DATA_ID, parts.dataset)?,
        format!("<script>{script}</script>\n"),
    ];
    let page = insert(&page, "<meta charset=\"utf-8\">", "", &format!("\n{meta}"))?;
    let page = insert(&page, "", "</body>", &body.concat())?;
    Ok(without_blank_lines(&page))
}

/// Glue and boot as one script in one scope: the glue's `let wasm_bindgen` stays inside, and a
/// second inclusion does nothing.
fn script(glue: &str, boot: &str) -> String {
    escape::script(&format!(
        "(function () {{\n\
         if (!window.customElements || customElements.get('union-dashboard')) return;\n\
         {glue}\n{boot}}})();\n"
    ))
}

/// A data block: gzip in base64, in an element that no browser runs.
fn block(id: &str, bytes: &[u8]) -> Result<String> {
    let packed = STANDARD.encode(gzip(bytes)?);
    Ok(format!(
        "<script type=\"application/octet-stream\" id=\"{id}\">{packed}</script>\n"
    ))
}

/// `bytes` as a gzip member without name or time, so that equal input gives equal files.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn href(tag: &Tag) -> Result<&str> {
    tag.get("href")
        .context("a <link> in index.html has no href")
}

/// Puts `text` between the two marks, of which one is empty.
fn insert(page: &str, after: &str, before: &str, text: &str) -> Result<String> {
    let mark = [after, before].concat();
    if page.matches(&mark).count() != 1 {
        bail!("index.html must have exactly one {mark}");
    }
    Ok(page.replacen(&mark, &[after, text, before].concat(), 1))
}

/// Where tags were taken out, empty lines are left.
fn without_blank_lines(page: &str) -> String {
    page.lines()
        .filter(|line| !line.trim().is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}
