//! Eight bytes of a text at a time: how many of them are digits, what number these are, and whether
//! they can hold the edge of a text or a list. It must never read beyond a text.

/// A byte in each of eight places.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = all(0x80);

/// Powers of ten by the number of digits in a word.
const TENS: [u64; 8] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

fn word(text: &[u8], at: usize) -> Option<u64> {
    let bytes = text.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

/// How many digits a word begins with.
fn count(word: u64) -> usize {
    // What is no digit is more than 9 then, and 0x76 more has the highest bit, or had it before.
    // What is carried into the next byte is of no matter: it stands behind.
    let rest = word ^ all(b'0');
    let marks = (rest.wrapping_add(all(0x76)) | rest) & HIGH;
    marks.trailing_zeros() as usize / 8
}

/// The number that the first digits of a word are, at least one and at most eight.
fn number(word: u64, digits: usize) -> u64 {
    // The digits move to the end, zeros before them; then ones become pairs, pairs fours.
    let ones = (word ^ all(b'0')) << (64 - 8 * digits);
    let pairs = ones.wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000 << 32 | 1) >> 32
}

/// Reads digits on from a place: the number with them, and the place behind. Of more than 19 digits
/// it is none.
#[inline]
pub fn digits(text: &[u8], mut at: usize, mut whole: u64) -> (u64, usize) {
    while let Some(word) = word(text, at) {
        let digits = count(word);
        if let Some(ten) = TENS.get(digits) {
            if digits > 0 {
                whole = whole.wrapping_mul(*ten).wrapping_add(number(word, digits));
            }
            return (whole, at + digits);
        }
        whole = whole
            .wrapping_mul(100_000_000)
            .wrapping_add(number(word, 8));
        at += 8;
    }
    while let Some(digit) = text.get(at).map(|byte| byte.wrapping_sub(b'0'))
        && digit < 10
    {
        whole = whole.wrapping_mul(10).wrapping_add(digit.into());
        at += 1;
    }
    (whole, at)
}

/// The place behind the digits from a place on.
#[inline]
pub fn after_digits(text: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(text, at) {
        let digits = count(word);
        at += digits;
        if digits < 8 {
            return at;
        }
    }
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// A place not before `at`, between which and `at` there is neither a quotation mark nor a bracket:
/// behind most of the numbers that stand there.
pub fn after_numbers(text: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(text, at) {
        // Brackets have a bit that no digit, sign, comma or space has.
        let quotes = word ^ all(b'"');
        let is_quote = quotes.wrapping_sub(all(1)) & !quotes & HIGH;
        if word & all(0x40) | is_quote != 0 {
            break;
        }
        at += 8;
    }
    at
}
