//! The single file: the served page with everything it loads written into it, under its own policy.
//! It is generated and never edited. First comes a template with gaps, which travels in the program
//! too, so that a page can save itself anew (`src/boot/pack.js` fills the same gaps). It must never
//! point at anything outside itself.

use std::io::Write;

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use zopfli::{Format, Options};

use super::{escape, page, page::Tag, policy, septets};

/// The ids that the starter looks under for the program's two modules.
const WASM_ID: &str = "union-dashboard-wasm";
const MORE_ID: &str = "union-dashboard-more";
/// The id that the starter looks under for the dataset.
const DATA_ID: &str = "union-dashboard-data";

/// How far LZMA looks back, in bytes: over all of a module.
const DICTIONARY: u32 = 1 << 20;

/// The element in a template: what it asks is a gap, and what is inside travels along.
const ELEMENT: &str = "<union-dashboard sync-url query=\"%query%\">";

/// What fills the gaps of a template.
pub struct Parts<'a> {
    /// The page's title.
    pub title: &'a str,
    /// The starter's script.
    pub script: &'a str,
    /// The optimised module that everybody needs.
    pub wasm: &'a [u8],
    /// The one that is loaded later.
    pub more: &'a [u8],
    /// The dataset's JSON text.
    pub dataset: &'a [u8],
}

/// The page without its scripts, its data and its title; `read` gives the bytes of a file that it
/// names.
///
/// # Errors
///
/// If the page names a file that cannot be read, or something we would have to leave outside.
pub fn template(page: &str, read: &dyn Fn(&str) -> Result<Vec<u8>>) -> Result<String> {
    let (mut styles, mut scripts) = (Vec::new(), vec!["%hash%".to_owned()]);
    let mut elements = 0;
    let page = page::rewrite(page, |tag| {
        Ok::<_, anyhow::Error>(match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet")) => {
                let css = String::from_utf8(read(href(tag)?)?)?;
                let css = escape::style(css.trim());
                let element = format!("<style>{css}</style>");
                styles.push(policy::hash(&css));
                Some(element)
            }
            ("link", Some("icon")) => {
                let image = STANDARD.encode(read(href(tag)?)?);
                Some(format!(
                    r#"<link rel="icon" href="data:image/svg+xml;base64,{image}">"#
                ))
            }
            // What is not deferred runs where it stands, before the page is painted.
            ("script", _) if tag.get("defer").is_none() => {
                let src = tag.get("src").context("a <script> has no src")?;
                let code = String::from_utf8(read(src)?)?;
                let code = escape::script(code.trim());
                let element = format!("<script>{code}</script>");
                scripts.push(policy::hash(&code));
                Some(element)
            }
            ("link", Some("preload")) | ("script", _) => Some(String::new()),
            ("union-dashboard", _) => {
                elements += 1;
                Some(ELEMENT.to_owned())
            }
            ("link" | "img" | "iframe" | "object" | "embed" | "base", _) => {
                bail!(
                    "index.html has a <{}> that the single file cannot carry",
                    tag.name
                )
            }
            _ => None,
        })
    })?;
    if elements != 1 {
        bail!("index.html must have exactly one <union-dashboard>");
    }
    let policy = policy::policy(&scripts, &styles);
    let meta = format!(
        r#"<meta http-equiv="Content-Security-Policy" data-union-dashboard content="{policy}">"#
    );
    let page = page.replacen(title(&page)?, "%title%", 1);
    let block = |id: &str, gap: &str| {
        format!("<script type=\"application/octet-stream\" id=\"{id}\">{gap}</script>\n")
    };
    let body = [
        block(WASM_ID, "%wasm%"),
        block(MORE_ID, "%more%"),
        block(DATA_ID, "%data%"),
        "<script>%script%</script>\n".to_owned(),
    ];
    let page = insert(&page, "<meta charset=\"utf-8\">", "", &format!("\n{meta}"))?;
    insert(&page, "", "</body>", &body.concat())
}

/// The title of a page.
///
/// # Errors
///
/// If it has none.
pub fn title(page: &str) -> Result<&str> {
    let rest = page.split_once("<title>").map(|(_, rest)| rest);
    let title = rest.and_then(|rest| rest.split_once("</title>"));
    Ok(title.context("index.html has no title")?.0)
}

/// The whole file.
///
/// # Errors
///
/// If the template has a gap that nobody fills.
pub fn filled(template: &str, parts: &Parts) -> Result<String> {
    let fill = |gap: &str| {
        Ok(match gap {
            "title" => parts.title.to_owned(),
            "hash" => policy::hash(parts.script),
            "query" => String::new(),
            "wasm" => packed(parts.wasm)?,
            "more" => packed_closer(parts.more)?,
            "data" => packed(parts.dataset)?,
            "script" => parts.script.to_owned(),
            _ => bail!("the template has a gap `{gap}`"),
        })
    };
    // In one pass: what fills a gap may itself hold a template.
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.split_once('%') {
            Some((gap, after)) if is_gap(gap) => {
                out.push_str(&fill(gap)?);
                rest = after;
            }
            _ => {
                out.push('%');
                rest = after;
            }
        }
    }
    Ok(out + rest)
}

/// Whether what stands between two percent signs names a gap; a style sheet has such signs too.
fn is_gap(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Bytes as they travel in a script or a page: gzip, as small as it can be made, as text.
pub fn packed(bytes: &[u8]) -> Result<String> {
    let mut gzip = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, bytes, &mut gzip)?;
    Ok(septets::encoded(&gzip))
}

/// What nobody waits for, packed closer: LZMA, which is a sixth smaller than gzip and which
/// `src/boot/lzma.js` takes a tenth of a second to unpack.
pub fn packed_closer(bytes: &[u8]) -> Result<String> {
    let mut options = LzmaOptions::with_preset(9);
    // No place in a module is a multiple of anything.
    (options.lc, options.lp, options.pb) = (3, 0, 0);
    options.dict_size = DICTIONARY;
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    let size = Some(bytes.len() as u64);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, size)?;
    writer.write_all(bytes)?;
    Ok(septets::encoded(&writer.finish()?))
}

/// `bytes` as a server would send them: a gzip member without name or time, so that equal input gives equal files.
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
    use std::process::Command;

    use sha2::{Digest, Sha256};

    use super::*;
    use crate::{paths, process};

    const PAGE: &str = r#"<!doctype html><html><head>
<meta charset="utf-8">
<title>The page</title>
<link rel="icon" href="./icon.svg"/>
<link rel="stylesheet" href="./page.css"/>
<script src="./early.js"></script>
<link rel="preload" as="fetch" href="x.wasm"></head>
<body><union-dashboard src="data.json"></union-dashboard>
<script defer src="./union-dashboard-light.js"></script>
</body></html>"#;

    fn build(page: &str) -> Result<String> {
        let read = |name: &str| Ok(format!("/* {name} */\r\n\np {{width:50%}}").into_bytes());
        let template = template(page, &read)?;
        filled(
            &template,
            &Parts {
                title: "A title",
                script: r#"(function(){})({"template":"%wasm%"});"#,
                wasm: b"\0asm",
                more: b"\0asm",
                dataset: b"{}",
            },
        )
    }

    /// The text of the page's last element with exactly this start tag.
    fn text<'a>(page: &'a str, start: &str, end: &str) -> Result<&'a str> {
        let (_, after) = page.rsplit_once(start).context("no such element")?;
        Ok(after.split_once(end).context("no end tag")?.0)
    }

    #[test]
    fn the_policy_names_what_the_browser_will_hash() -> Result<()> {
        let file = build(PAGE)?;
        assert!(file.find("<script>/* ./early.js */") < file.find("<body>"));
        for (start, end) in [("<script>", "</script>"), ("<style>", "</style>")] {
            for after in file.split(start).skip(1) {
                let text = after.split(end).next().context("no end tag")?;
                assert!(
                    !text.contains('\r'),
                    "the parser would drop it before hashing"
                );
                let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
                assert!(file.contains(&format!("'sha256-{hash}'")), "{text}");
            }
        }
        Ok(())
    }

    #[test]
    fn nothing_points_outside() -> Result<()> {
        let file = build(PAGE)?;
        for outside in [" src=", "href=\"./", "preload", "union-dashboard-light.js"] {
            assert!(!file.contains(outside), "{outside} in {file}");
        }
        assert!(file.find("<meta charset").is_some_and(|at| at < 1024));
        assert!(build(&PAGE.replace("<body>", "<body><img src=a.png>")).is_err());
        assert!(build(&PAGE.replace("</body>", "")).is_err());
        Ok(())
    }

    #[test]
    fn gaps_are_filled_once() -> Result<()> {
        let file = build(PAGE)?;
        assert!(file.contains("<title>A title</title>"));
        assert!(file.contains(r#"<script>(function(){})({"template":"%wasm%"});</script>"#));
        assert!(file.contains("width:50%"), "a percent sign is no gap");
        assert!(
            filled(
                "%unknown%",
                &Parts {
                    title: "",
                    script: "",
                    wasm: b"",
                    more: b"",
                    dataset: b""
                }
            )
            .is_err()
        );
        Ok(())
    }

    #[test]
    fn blocks_unpack_to_what_went_in() -> Result<()> {
        let file = build(PAGE)?;
        let start = format!("<script type=\"application/octet-stream\" id=\"{DATA_ID}\">");
        let packed = septets::decoded(text(&file, &start, "</script>")?);
        let mut unpacked = String::new();
        let mut decoder = flate2::read::GzDecoder::new(packed.as_slice());
        std::io::Read::read_to_string(&mut decoder, &mut unpacked)?;
        assert_eq!(unpacked, "{}");
        Ok(())
    }

    #[test]
    fn what_is_packed_closer_is_unpacked_by_the_starter() -> Result<()> {
        let starter = std::fs::read_to_string(paths::root().join("src/boot/lzma.js"))?;
        let script = format!(
            "{starter}; unpackedLzma(require('fs').readFileSync(0)).then((all) => process.stdout.write(all))"
        );
        let digests = (0..4000_u32).flat_map(|at| Sha256::digest((at % 3000).to_le_bytes()));
        let text: Vec<u8> = starter
            .bytes()
            .chain(digests)
            .chain(starter.bytes())
            .collect();
        for bytes in [&b"x"[..], &[0; 70_000], &text] {
            let file = septets::decoded(&packed_closer(bytes)?);
            let unpacked = process::filter(Command::new("node").args(["-e", &script]), &file)?;
            assert!(unpacked == bytes, "{} bytes", bytes.len());
        }
        Ok(())
    }

    #[test]
    fn equal_input_gives_equal_files() -> Result<()> {
        assert_eq!(build(PAGE)?, build(PAGE)?);
        Ok(())
    }
}
