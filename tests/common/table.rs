//! A table of texts and what is read of each. It must never know who reads, nor what of.

/// Whether each text is read as the table says.
#[track_caller]
pub fn check_read(table: &[(&str, &str)], read: fn(&str) -> String) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expect)| read(text) != *expect)
        .map(|(text, expect)| format!("{text}: {}, expected {expect}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
