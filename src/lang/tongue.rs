//! Chinese within another language, so that a voice can change there (WCAG 2.2, 3.1.2). It must
//! never change a character.

/// Letters of a word that tell a sentence of another language from a name of a key.
const WORD: usize = 6;

/// What stands before a word and not after one.
const OPENING: &[char] = &[' ', '(', '“', '"'];

/// A text of two languages as its runs, each with whether it is Chinese; empty if the text is of
/// one. Digits, spaces and marks belong to what stands before them.
pub fn runs(text: &str) -> Vec<(bool, &str)> {
    if !text.contains(is_chinese) || !has_word(text) {
        return Vec::new();
    }
    let mut runs = Vec::new();
    let (mut start, mut now) = (0, None);
    for (at, character) in text.char_indices() {
        let is = match character {
            _ if is_chinese(character) => true,
            _ if character.is_ascii_alphabetic() => false,
            _ => continue,
        };
        if let Some(was) = now.filter(|was| *was != is) {
            // What opens belongs to what it opens.
            let end = start + text[start..at].trim_end_matches(OPENING).len();
            runs.push((was, &text[start..end]));
            start = end;
        }
        now = Some(is);
    }
    runs.extend(now.map(|is| (is, &text[start..])));
    runs
}

/// Han characters and what is set with them: 。，《》（）.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

fn has_word(text: &str) -> bool {
    // With digits between its letters it is a number of a version.
    let mut words = text.split(|character: char| !character.is_ascii_alphanumeric());
    words.any(|word| word.len() >= WORD && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_text() {
        let text = "安庆市 (Anqing), printed “7615万人”";
        let found = runs(text);
        assert_eq!(
            found,
            [
                (true, "安庆市"),
                (false, " (Anqing), printed “7615"),
                (true, "万人”")
            ]
        );
        assert_eq!(found.iter().map(|(_, run)| *run).collect::<String>(), text);
        let version = "版本 fdddce48-7e32ae6c";
        for one in ["安庆市 2025年", "Shift 加方向键", version, "3 cities", ""] {
            assert!(runs(one).is_empty(), "{one}");
        }
    }
}
