//! What a reader sees without the program: the content between the tags of the element, and the
//! colours of the sheet around it. It must never write markup of its own: the content comes from
//! the domain, escaped.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::page;

/// `page` with `content` between the tags of its only dashboard, in the place of what is there.
///
/// # Errors
///
/// If the page has not exactly one.
pub fn inserted(page: &str, content: &str) -> Result<String> {
    const END: &str = "</union-dashboard>";
    let mut found = 0;
    let marked = page::rewrite(page, |tag| {
        if tag.name == "union-dashboard" {
            found += 1;
        }
        Ok::<_, anyhow::Error>(None)
    })?;
    if found != 1 || marked.matches(END).count() != 1 {
        bail!("index.html must have exactly one <union-dashboard>");
    }
    let start = page.find("<union-dashboard").context("it has one")?;
    let open = page[start..].find('>').context("its tag ends")? + start + 1;
    let end = page.find(END).context("it ends")?;
    Ok([&page[..open], "\n", content, &page[end..]].concat())
}

/// End tags that HTML lets be left out where the next element of the kind, or their parent's end,
/// follows (HTML, "Optional tags"), as it does in our tables and lists.
const OPTIONAL: [&str; 6] = ["</td>", "</th>", "</tr>", "</tbody>", "</thead>", "</li>"];

/// The content as short as HTML allows: the single file carries it unpacked.
pub fn without_end_tags(content: &str) -> String {
    let shorter = |text: String, tag: &&str| text.replace(*tag, "");
    OPTIONAL.iter().fold(content.to_owned(), shorter)
}

/// The sheet around the element with the values of the tokens that it uses: those of the light
/// theme, and of the dark one where the reader's system asks for it. Without them the sheet falls
/// back to the system's colours.
///
/// # Errors
///
/// If the tokens' file is not what it was.
pub fn sheet(css: &str, tokens: &str) -> Result<String> {
    let block = |start: &str| {
        let (_, after) = tokens.split_once(start).context("a theme's block")?;
        let (inside, _) = after.split_once('}').context("its end")?;
        let mut block = String::new();
        for line in inside.lines().map(str::trim) {
            let name = line.split(':').next().unwrap_or_default();
            if !name.is_empty() && css.contains(&format!("var({name},")) {
                block.push_str(line);
            }
        }
        anyhow::Ok(block)
    };
    let light = block(".dashboard {")?;
    let dark = block(".dashboard[data-theme^=\"dark\"] {")?;
    let mut out = format!(":root{{{light}}}");
    let _ = write!(
        out,
        "@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    );
    Ok(out + css)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_stands_between_the_tags() -> Result<()> {
        let page = "<body><union-dashboard src='a'><p>x</p></union-dashboard><p>y</p></body>";
        assert_eq!(
            inserted(page, "<b>z</b>")?,
            "<body><union-dashboard src='a'>\n<b>z</b></union-dashboard><p>y</p></body>"
        );
        assert!(inserted("<body></body>", "").is_err());
        assert!(inserted(&[page, page].concat(), "").is_err());
        Ok(())
    }

    #[test]
    fn what_html_does_not_need_is_left_out() {
        let content = "<table><tr><th>a</th><td>b</td></tr></table><ul><li>c</li></ul><p>d</p>";
        assert_eq!(
            without_end_tags(content),
            "<table><tr><th>a<td>b</table><ul><li>c</ul><p>d</p>"
        );
    }

    #[test]
    fn the_sheet_has_the_tokens_that_it_uses_and_no_other() -> Result<()> {
        let tokens = ".dashboard {\n  --ink: black;\n  --rule: gray;\n}\n\
                      .dashboard[data-theme^=\"dark\"] {\n  --ink: white;\n}\n";
        let css = "p{color:var(--ink, CanvasText)}";
        assert_eq!(
            sheet(css, tokens)?,
            ":root{--ink: black;}@media screen and (prefers-color-scheme:dark)\
             {:root{--ink: white;}}p{color:var(--ink, CanvasText)}"
        );
        assert!(sheet(css, "").is_err());
        Ok(())
    }
}
