//! Numerals: every one of a line that a reader would ask about, figure or not.
//!
//! It must never guess what a numeral means: [`leading`](super::leading) reads it.

/// What a Chinese numeral counts; without one of these behind it, it is a part of a word.
const MEASURES: &str =
    "个名家人场件项条批户期年月天日种部篇份支位所座处类幅轮次起套台届大步连元倍成分岁";

/// Whether a character is of a numeral: 0–9, their fullwidth forms, or a Chinese one.
pub fn is_numeral(c: char) -> bool {
    is_arabic(c) || is_han(c)
}

fn is_arabic(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_han(c: char) -> bool {
    "〇零一二两三四五六七八九十百千万亿".contains(c)
}

/// The numerals of a line, each with its offset in code points: every run of Arabic digits, and
/// Chinese numerals with a measure word behind them. 一 alone is left out, since 一个 and 一项 are
/// articles; so is a numeral within a word (统一, 万众).
pub fn numerals(line: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = line.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let kinds = [is_arabic as fn(char) -> bool, is_han];
        let Some(is_digit) = kinds.into_iter().find(|is| is(c)) else {
            at += 1;
            continue;
        };
        let rest = chars.get(at..).unwrap_or(&[]);
        let numeral: String = rest.iter().take_while(|c| is_digit(**c)).collect();
        let run = numeral.chars().count();
        let next = chars.get(at + run);
        let counts = next.is_some_and(|next| MEASURES.contains(*next)) && numeral != "一";
        if is_arabic(c) || counts {
            found.push((at, numeral));
        }
        at += run;
    }
    found
}
