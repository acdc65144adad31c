//! Names in quotation marks: what stands in short quotes or in 《》 is a name, not an amount.
//!
//! A sentence that somebody is quoted with is none. It must never run past a block, or past the
//! length of a name: a scan loses marks.

/// The longest name, in characters.
const LONGEST_NAME: usize = 18;
/// The longest title of a document.
const LONGEST_TITLE: usize = 60;

/// From and to of every name, in order, marks included.
pub(super) fn names(chars: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    // The straight mark opens and closes in turn, anew in every block.
    let mut is_open = false;
    while let Some(&open) = chars.get(at) {
        match open {
            '\n' => is_open = false,
            '"' if is_open => {
                is_open = false;
                at += 1;
                continue;
            }
            '"' => is_open = true,
            _ => {}
        }
        let rest = chars.get(at + 1..).unwrap_or(&[]);
        let close = match open {
            '“' => name(rest, "”", LONGEST_NAME),
            '「' | '『' => name(rest, "」』", LONGEST_NAME),
            '‘' => name(rest, "’", LONGEST_NAME),
            '"' => name(rest, "\"", LONGEST_NAME),
            '《' => title(rest, '》'),
            '〈' => title(rest, '〉'),
            '〔' => title(rest, '〕'),
            _ => None,
        };
        match close {
            Some(close) => {
                is_open = false;
                found.push((at, at + close + 2));
                at += close + 2;
            }
            None => at += 1,
        }
    }
    found
}

fn name(rest: &[char], closes: &str, longest: usize) -> Option<usize> {
    let close = rest
        .iter()
        .take(longest + 1)
        .position(|c| closes.contains(*c) || "\n。!?;“".contains(*c))?;
    let inside = rest.get(..close).unwrap_or(&[]);
    let is_closed = rest.get(close).is_some_and(|c| closes.contains(*c));
    // A clause with a verb of saying or a full point inside is speech.
    let is_speech = inside.iter().any(|c| "，,".contains(*c)) && inside.len() > 12;
    (is_closed && close > 0 && !is_speech).then_some(close)
}

fn title(rest: &[char], close: char) -> Option<usize> {
    let found = rest
        .iter()
        .take(LONGEST_TITLE)
        .position(|c| *c == close || *c == '\n')?;
    (rest.get(found) == Some(&close)).then_some(found)
}

/// Whether a position lies in one of the names.
pub(super) fn holds(names: &[(usize, usize)], at: usize) -> bool {
    let after = names.partition_point(|(from, _)| *from <= at);
    after
        .checked_sub(1)
        .and_then(|last| names.get(last))
        .is_some_and(|(_, to)| at < *to)
}
