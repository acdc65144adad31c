//! HTML as text, element by element. It must never take markup from its caller: names are ours, and
//! every text and value is escaped, since there is no way past the escaping.

/// Markup that is well formed whatever is written into it.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// An element with what `fill` writes inside.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        fill: impl FnOnce(&mut Self),
    ) {
        // A line for each block keeps the page readable and comparable as text.
        if matches!(name, "tr" | "li" | "section" | "table" | "tbody") {
            self.0.push('\n');
        }
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
        fill(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(character),
            }
        }
    }

    pub(super) fn into_text(self) -> String {
        self.0 + "\n"
    }
}
