//! Text made safe to stand inside a page's `<script>` or `<style>`. It must never
//! change what the text means to its own language.

/// JavaScript for an inline `<script>`: `</script` and `<!--` would end it or put the parser into
/// another state. In both a backslash is lost inside a string, a template or a regular expression,
/// which is the only place where well-formed code has them. Carriage returns go, because the
/// parser drops them before the policy's hash is taken.
pub fn script(code: &str) -> String {
    let code = code
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace("<!--", "<\\!--");
    insert_before_slash(&code, "</script")
}

/// CSS for an inline `<style>`.
pub fn style(css: &str) -> String {
    insert_before_slash(&css.replace("\r\n", "\n").replace('\r', "\n"), "</style")
}

/// A backslash before the slash of every `end` tag, whatever its case.
fn insert_before_slash(text: &str, end: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, _) in lower.match_indices(end) {
        out.push_str(&text[copied..at]);
        out.push_str("<\\");
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_cannot_end_early() {
        assert_eq!(script("a('</script>')"), r"a('<\/script>')");
        assert_eq!(script("a('</ScRiPt >')"), r"a('<\/ScRiPt >')");
        assert_eq!(script("a('<!--<script>')"), r"a('<\!--<script>')");
        assert_eq!(script("a\r\nb\rc"), "a\nb\nc");
        assert_eq!(script("a < b && c </d/.x"), "a < b && c </d/.x");
        assert_eq!(script("'工会</script'"), r"'工会<\/script'");
    }

    #[test]
    fn styles_cannot_end_early() {
        assert_eq!(
            style("a::after{content:'</style>'}"),
            r"a::after{content:'<\/style>'}"
        );
    }
}
