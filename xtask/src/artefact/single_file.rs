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
    /// What [`script`] makes of the glue and the boot script.
    pub script: &'a str,
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
    let script = escape::script(parts.script.trim());
    let (mut styles, mut scripts) = (Vec::new(), vec![script.clone()]);
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
            // What is not deferred runs where it stands, before the page is painted.
            ("script", _) if tag.get("defer").is_none() => {
                let src = tag.get("src").context("a <script> has no src")?;
                let code = String::from_utf8((parts.read)(src)?)?;
                let code = escape::script(code.trim());
                let element = format!("<script>{code}</script>");
                scripts.push(code);
                Some(element)
            }
            ("link", Some("preload")) | ("script", _) => Some(String::new()),
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
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let policy = policy(&scripts, &styles);
    let meta = format!(
        r#"<meta http-equiv="Content-Security-Policy" data-union-dashboard content="{policy}">"#
    );
    let body = [
        block(WASM_ID, parts.wasm)?,
        block(DATA_ID, parts.dataset)?,
        format!("<script>{script}</script>\n"),
    ];
    let page = insert(&page, "<meta charset=\"utf-8\">", "", &format!("\n{meta}"))?;
    insert(&page, "", "</body>", &body.concat())
}

/// Glue and boot as one script in one scope: the glue's `let wasm_bindgen` stays inside, and a
/// second inclusion does nothing.
///
/// The glue works out where its own script came from, which nobody asks here, and which throws in
/// an `about:srcdoc` frame.
pub fn script(glue: &str, boot: &str) -> String {
    let glue = glue.replace(
        "script_src = new URL(document.currentScript.src, location.href).toString();",
        "",
    );
    format!(
        "(function () {{\n\
         if (window.customElements && customElements.get('union-dashboard')) return;\n\
         {glue}\n{boot}}})();\n"
    )
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

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head>
<meta charset="utf-8">

<link rel="icon" href="./icon.svg"/>
<link rel="stylesheet" href="./page.css"/>
<script src="./early.js"></script>
<link rel="preload" as="fetch" href="x.wasm"></head>
<body><union-dashboard></union-dashboard>
<script defer src="./glue.js"></script><script src="./boot.js" defer></script>
</body></html>"#;

    fn build(page: &str, glue: &str) -> Result<String> {
        single_file(&Parts {
            page,
            script: &script(glue, "boot('</script>');\r\n\n\nend();\n"),
            wasm: b"\0asm",
            dataset: b"{}",
            read: &|name| Ok(format!("/* {name} */\r\n\np {{}}").into_bytes()),
        })
    }

    /// The text of the page's only element with exactly this start tag.
    fn text<'a>(page: &'a str, start: &str, end: &str) -> Result<&'a str> {
        let (_, after) = page.split_once(start).context("no such element")?;
        Ok(after.split_once(end).context("no end tag")?.0)
    }

    #[test]
    fn the_policy_names_what_the_browser_will_hash() -> Result<()> {
        let file = build(PAGE, "let wasm_bindgen = '<!--';\n\nglue();")?;
        let early = ("<script>/* ./early.js */", "</script>");
        assert!(file.find(early.0) < file.find("<body>"));
        for (start, end) in [("<script>", "</script>"), ("<style>", "</style>")] {
            let text = text(&file, start, end)?;
            assert!(
                !text.contains('\r'),
                "the parser would drop it before hashing"
            );
            let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
            assert!(file.contains(&format!("'sha256-{hash}'")), "{start}");
        }
        Ok(())
    }

    #[test]
    fn nothing_points_outside() -> Result<()> {
        let file = build(PAGE, "glue();")?;
        for outside in [" src=", "href=\"./", "preload", "glue.js"] {
            assert!(!file.contains(outside), "{outside} in {file}");
        }
        assert!(file.find("<meta charset").is_some_and(|at| at < 1024));
        assert!(build(&PAGE.replace("<body>", "<body><img src=a.png>"), "").is_err());
        assert!(build(&PAGE.replace("</body>", ""), "").is_err());
        Ok(())
    }

    #[test]
    fn blocks_unpack_to_what_went_in() -> Result<()> {
        let file = build(PAGE, "")?;
        let start = format!("<script type=\"application/octet-stream\" id=\"{DATA_ID}\">");
        let packed = STANDARD.decode(text(&file, &start, "</script>")?)?;
        let mut unpacked = String::new();
        let mut decoder = flate2::read::GzDecoder::new(packed.as_slice());
        std::io::Read::read_to_string(&mut decoder, &mut unpacked)?;
        assert_eq!(unpacked, "{}");
        Ok(())
    }

    #[test]
    fn equal_input_gives_equal_files() -> Result<()> {
        assert_eq!(build(PAGE, "a")?, build(PAGE, "a")?);
        Ok(())
    }
}
