//! A tag-by-tag walk over the page that Trunk built, which is our own `index.html` with file names
//! filled in. It must never be taken for an HTML parser: it knows the tags we write, and the single
//! file's check fails on anything left that points outside.

/// A start tag of the page: its name and its attributes in order, a missing value being empty.
#[derive(Debug, PartialEq)]
pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The page with every start tag replaced by what `replace` returns for it (`None`: unchanged).
/// A replaced `<script>` takes its end tag with it.
pub fn rewrite<E>(
    page: &str,
    mut replace: impl FnMut(&Tag) -> Result<Option<String>, E>,
) -> Result<String, E> {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = end_of_tag(rest) else { break };
        let (source, after) = rest.split_at(end);
        rest = after;
        let replaced = match parse(source) {
            Some(tag) => replace(&tag)?.map(|text| (text, tag.name)),
            None => None,
        };
        match replaced {
            Some((text, name)) => {
                out.push_str(&text);
                if name == "script" {
                    rest = rest.strip_prefix("</script>").unwrap_or(rest);
                }
            }
            None => out.push_str(source),
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// Where the tag or comment at the front of `text` ends.
fn end_of_tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// A start tag; `None` for end tags, comments and the doctype.
fn parse(source: &str) -> Option<Tag> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, mut rest) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(Tag {
                name: name.to_ascii_lowercase(),
                attributes,
            });
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after)?,
            None => ("", after),
        };
        attributes.push((key.to_ascii_lowercase(), value.to_owned()));
        rest = after;
    }
}

fn value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote),
        _ => Some(text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn attributes_are_read_whatever_their_quotes() {
        let tag = parse(r#"<LINK rel=icon href="a b.svg" title='>' crossorigin/>"#);
        let tag = tag.expect("a tag");
        assert_eq!(tag.name, "link");
        assert_eq!(tag.get("rel"), Some("icon"));
        assert_eq!(tag.get("href"), Some("a b.svg"));
        assert_eq!(tag.get("title"), Some(">"));
        assert_eq!(tag.get("crossorigin"), Some(""));
        assert_eq!(tag.get("src"), None);
    }

    #[test]
    fn only_what_is_asked_for_changes() {
        let page = "<!doctype html><!-- <link> --><p a='>'>5 < 6</p><link rel=x><script src=y>\
                    </script><b>z</b>";
        let Ok(out) = rewrite(page, |tag| {
            Ok::<_, Infallible>(match tag.name.as_str() {
                "link" => Some("L".to_owned()),
                "script" => Some(String::new()),
                _ => None,
            })
        });
        assert_eq!(
            out,
            "<!doctype html><!-- <link> --><p a='>'>5 < 6</p>L<b>z</b>"
        );
    }
}
