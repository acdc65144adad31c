//! A Markdown text becomes one page for those who have no checkout: sheet and pictures inside,
//! links only to what is delivered beside it, under a policy that lets it load nothing. It must
//! never let markup of the text through.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::{escape, policy, static_content};

/// The sheet of these pages; the colours are put in front of it.
const SHEET: &str = include_str!("document.css");

/// From how many sections on a page has a list of them.
const FEWEST_LISTED: usize = 4;

/// A text, and what is delivered beside it.
pub struct Document<'a> {
    pub markdown: &'a str,
    /// Of the page, as BCP 47 has it.
    pub lang: &'a str,
    /// Where a link of the text leads in the package; what is not delivered has no link.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// A PNG picture that the text names; left out if there is none.
    pub picture: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// `style/tokens.css`.
    pub tokens: &'a str,
}

/// The document as an HTML page.
///
/// # Errors
///
/// If it has no heading of the first level, which is its title, or the tokens are not what they
/// were.
pub fn page(document: &Document) -> Result<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<Event> = Parser::new_ext(document.markdown, options).collect();
    let headings = headings(&events);
    let title = headings
        .iter()
        .find(|heading| heading.level == HeadingLevel::H1);
    let title = escaped(&title.context("a document begins with its title")?.text);
    let mut body = String::new();
    html::push_html(&mut body, written(document, events, &headings).into_iter());
    let sheet = escape::style(&static_content::sheet(SHEET, document.tokens)?);
    let (lang, hash) = (document.lang, policy::hash(&sheet));
    Ok(format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src '{hash}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <style>{sheet}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    ))
}

/// A heading: its place among the events, and the anchor that GitHub would give it.
struct Heading {
    at: usize,
    level: HeadingLevel,
    text: String,
    id: String,
}

fn headings(events: &[Event]) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            continue;
        };
        let inside = events[at..]
            .iter()
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let text: String = inside
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let anchor = anchor(&text);
        let before = seen.entry(anchor.clone()).or_default();
        let id = match before {
            0 => anchor,
            _ => format!("{anchor}-{before}"),
        };
        *before += 1;
        headings.push(Heading {
            at,
            level: *level,
            text,
            id,
        });
    }
    headings
}

/// Small letters, blanks as dashes, no punctuation: the same links work on GitHub.
fn anchor(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The events with anchors, links within the package, pictures inside, and with a frame for what
/// may be wider than a phone: it can be scrolled with the keyboard too.
fn written<'a>(
    document: &Document,
    events: Vec<Event<'a>>,
    headings: &[Heading],
) -> Vec<Event<'a>> {
    let mut out = Vec::with_capacity(events.len());
    let mut links = Vec::new();
    let mut section = 0;
    let listed: Vec<&Heading> = headings
        .iter()
        .filter(|heading| heading.level == HeadingLevel::H2)
        .collect();
    let mut is_unlisted = listed.len() >= FEWEST_LISTED;
    for (at, event) in events.into_iter().enumerate() {
        let heading = headings.iter().position(|heading| heading.at == at);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                section = heading.unwrap_or(section);
                if level == HeadingLevel::H2 && is_unlisted {
                    is_unlisted = false;
                    out.push(markup(list(document.lang, &listed)));
                }
                let id = headings.get(section).map(|heading| heading.id.clone());
                out.push(Event::Start(Tag::Heading {
                    level,
                    id: id.map(CowStr::from),
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
            }
            Event::Start(Tag::Table(columns)) => {
                let name = headings.get(section).map_or("", |heading| &heading.text);
                out.push(markup(format!(
                    "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">",
                    escaped(name)
                )));
                out.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                out.push(Event::End(TagEnd::Table));
                out.push(markup("</div>\n".into()));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                out.push(markup("<pre tabindex=\"0\"><code>".into()));
            }
            Event::End(TagEnd::CodeBlock) => out.push(markup("</code></pre>\n".into())),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let target = target(document, &dest_url);
                links.push(target.is_some());
                out.extend(target.map(|target| {
                    let dest_url = CowStr::from(target);
                    Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    })
                }));
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let bytes = (document.picture)(&dest_url);
                let url =
                    bytes.map(|bytes| format!("data:image/png;base64,{}", STANDARD.encode(bytes)));
                links.push(url.is_some());
                out.extend(url.map(|url| {
                    let dest_url = CowStr::from(url);
                    Event::Start(Tag::Image {
                        link_type,
                        dest_url,
                        title,
                        id,
                    })
                }));
            }
            Event::End(TagEnd::Image) => {
                if links.pop() == Some(true) {
                    out.push(Event::End(TagEnd::Image));
                }
            }
            // Text, whatever it looks like.
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text)),
            event => out.push(event),
        }
    }
    out
}

/// Markup of ours.
fn markup<'a>(text: String) -> Event<'a> {
    Event::Html(CowStr::from(text))
}

fn target(document: &Document, url: &str) -> Option<String> {
    let is_as_it_is =
        url.starts_with('#') || url.starts_with("https://") || url.starts_with("http://");
    if is_as_it_is {
        return Some(url.to_owned());
    }
    let (file, anchor) = url.split_at(url.find('#').unwrap_or(url.len()));
    (document.link)(file).map(|file| file + anchor)
}

/// The list of sections.
fn list(lang: &str, headings: &[&Heading]) -> String {
    let name = if lang.starts_with("zh") {
        "目录"
    } else {
        "Contents"
    };
    let items: String = headings
        .iter()
        .map(|heading| {
            let text = escaped(&heading.text);
            format!("<li><a href=\"#{}\">{text}</a></li>\n", heading.id)
        })
        .collect();
    format!("<nav aria-label=\"{name}\">\n<ul>\n{items}</ul>\n</nav>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = ".dashboard {\n  --ink: black;\n}\n\
                          .dashboard[data-theme^=\"dark\"] {\n  --ink: white;\n}\n";

    fn made(markdown: &str) -> Result<String> {
        page(&Document {
            markdown,
            lang: "zh-CN",
            link: &|file| (file == "b.md").then(|| "乙.html".to_owned()),
            picture: &|file| (file == "p.png").then(|| vec![1, 2, 3]),
            tokens: TOKENS,
        })
    }

    #[test]
    fn a_page_says_what_it_is_before_anything_else() -> Result<()> {
        let page = made("# 使用 & 说明\n\n双击打开。\n")?;
        let start = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">";
        assert!(page.starts_with(start));
        assert!(page.contains("<title>使用 &amp; 说明</title>"));
        assert!(page.contains("<h1 id=\"使用--说明\">使用 &amp; 说明</h1>"));
        assert!(made("没有标题").is_err());
        Ok(())
    }

    #[test]
    fn the_policy_names_the_sheet_and_allows_no_more() -> Result<()> {
        let page = made("# a")?;
        let (_, rest) = page.split_once("<style>").context("a sheet")?;
        let (sheet, _) = rest.split_once("</style>").context("its end")?;
        assert!(page.contains(&format!("style-src '{}';", policy::hash(sheet))));
        assert!(page.contains("default-src 'none'") && !page.contains("unsafe"));
        Ok(())
    }

    #[test]
    fn links_lead_to_what_is_delivered() -> Result<()> {
        let page = made("# a\n\n[一](b.md#x) [二](c.md) [三](https://d/) [四](#a)\n")?;
        assert!(page.contains("<a href=\"%E4%B9%99.html#x\">一</a>"));
        assert!(page.contains(" 二 ") && !page.contains("c.md"));
        assert!(page.contains("<a href=\"https://d/\">三</a> <a href=\"#a\">四</a>"));
        Ok(())
    }

    #[test]
    fn pictures_are_inside_or_left_out() -> Result<()> {
        let page = made("# a\n\n![甲](p.png)\n\n![乙](q.png)\n")?;
        assert!(page.contains("<img src=\"data:image/png;base64,AQID\" alt=\"甲\" />"));
        assert!(page.contains("<p>乙</p>"));
        Ok(())
    }

    #[test]
    fn markup_in_the_text_is_text() -> Result<()> {
        let page = made("# a\n\n<script>x</script>\n\n`<union-dashboard>` <b>y</b>\n")?;
        assert!(!page.contains("<script") && !page.contains("<b>"));
        assert!(page.contains("<code>&lt;union-dashboard&gt;</code>"));
        Ok(())
    }

    #[test]
    fn what_is_wide_scrolls_and_has_a_name() -> Result<()> {
        let page =
            made("# a\n\n## 记号\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```html\n<a>\n```\n")?;
        let frame = "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"记号\"><table>";
        assert!(page.contains(frame));
        assert!(page.contains("<pre tabindex=\"0\"><code>&lt;a&gt;\n</code></pre>"));
        Ok(())
    }

    #[test]
    fn a_long_page_lists_its_sections_and_anchors_are_unlike() -> Result<()> {
        let page = made("# a\n\n## b\n\n## b\n\n## C: d\n\n## e\n")?;
        assert!(page.contains("<nav aria-label=\"目录\">"));
        for id in ["b", "b-1", "c-d", "e"] {
            assert!(page.contains(&format!("<h2 id=\"{id}\">")), "{id}");
            assert!(page.contains(&format!("<a href=\"#{id}\">")), "{id}");
        }
        assert!(!made("# a\n\n## b\n")?.contains("<nav"));
        Ok(())
    }
}
