//! An entry of a ZIP file (PKWARE's APPNOTE 6.3.10, section 4.3), as a gzip file (RFC 1952): both
//! wrap the same deflated bytes, and every browser that runs this program unpacks gzip.
//!
//! The central directory decides; the entry's own header must agree with it. It must never inflate,
//! search the file for headers, or read where the directory does not point.

use super::broken::Broken;

/// The largest entry, unpacked. A report has some 100 KB, a sheet of 300,000 rows 60 MB.
pub const MOST_BYTES: usize = 64 << 20;

/// An entry of a ZIP file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member<'b> {
    /// It is not packed.
    Stored(&'b [u8]),
    /// It is packed.
    Gzip {
        /// A gzip file of one member.
        bytes: Vec<u8>,
        /// How many bytes it holds unpacked. Whoever unpacks it must stop at more: the size that
        /// a directory states can be a lie, which gzip notices only at the end.
        size: usize,
    },
}

/// Signatures and the lengths of what follows them up to what varies.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
const LOCAL: (&[u8], usize) = (b"PK\x03\x04", 30);

/// How a compound file begins.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Bits of the flags: encrypted, strongly encrypted, with a masked directory.
const ENCRYPTED: usize = 1 | 1 << 6 | 1 << 13;

/// A byte of deflate gives at most so many (a match of 258 bytes by two bits).
const MOST_PACKED: usize = 1032;

/// The entry of a name, without regard to ASCII case; `None` if there is none.
///
/// # Errors
/// Why the file or the entry is not read.
pub fn member<'b>(bytes: &'b [u8], name: &str) -> Result<Option<Member<'b>>, Broken> {
    let directory = Directory::of(bytes)?;
    match directory.find(name)? {
        Some(entry) => directory.member(bytes, entry).map(Some),
        None => Ok(None),
    }
}

/// The number of `length` bytes at a place of a record, the lowest first.
fn number(record: &[u8], at: usize, length: usize) -> Result<usize, Broken> {
    let bytes = part(record, at, length)?.iter().rev();
    Ok(bytes.fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// Part of some bytes.
fn part(bytes: &[u8], at: usize, length: usize) -> Result<&[u8], Broken> {
    let end = at.checked_add(length).ok_or(Broken::Damaged)?;
    bytes.get(at..end).ok_or(Broken::Damaged)
}

/// The fixed part of a record, whose signature must stand at its beginning.
fn record<'b>(bytes: &'b [u8], at: usize, kind: (&[u8], usize)) -> Result<&'b [u8], Broken> {
    let record = part(bytes, at, kind.1)?;
    let is_one = record.starts_with(kind.0);
    is_one.then_some(record).ok_or(Broken::Damaged)
}

/// The central directory.
struct Directory<'b> {
    bytes: &'b [u8],
    /// Where it begins, and everything else ends.
    start: usize,
    count: usize,
}

impl<'b> Directory<'b> {
    fn of(bytes: &'b [u8]) -> Result<Self, Broken> {
        if bytes.starts_with(COMPOUND) {
            return Err(Broken::Compound);
        }
        let at = end_record(bytes).ok_or(match bytes.starts_with(LOCAL.0) {
            true => Broken::Damaged,
            false => Broken::NotZip,
        })?;
        let end = record(bytes, at, END)?;
        let (disk, first, here) = (number(end, 4, 2)?, number(end, 6, 2)?, number(end, 8, 2)?);
        let (count, size) = (number(end, 10, 2)?, number(end, 12, 4)?);
        let start = number(end, 16, 4)?;
        if count == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
            return Err(Broken::Zip64);
        }
        // A file in several volumes is not whole.
        if disk != 0 || first != 0 || here != count || start.checked_add(size) != Some(at) {
            return Err(Broken::Damaged);
        }
        Ok(Self {
            bytes: part(bytes, start, size)?,
            start,
            count,
        })
    }

    /// The directory's record of a name, with the name.
    fn find(&self, name: &str) -> Result<Option<&'b [u8]>, Broken> {
        let (mut at, mut found) = (0, None);
        for _ in 0..self.count {
            let entry = record(self.bytes, at, ENTRY)?;
            let length = ENTRY.1 + number(entry, 28, 2)?;
            let named = part(self.bytes, at, length)?;
            let is_it =
                (named.get(ENTRY.1..)).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
            if is_it && found.replace(named).is_some() {
                return Err(Broken::Twice);
            }
            at += length + number(entry, 30, 2)? + number(entry, 32, 2)?;
        }
        // What is left over is counted nowhere.
        (at == self.bytes.len())
            .then_some(found)
            .ok_or(Broken::Damaged)
    }

    fn member(&self, bytes: &'b [u8], entry: &[u8]) -> Result<Member<'b>, Broken> {
        let (flags, method) = (number(entry, 8, 2)?, number(entry, 10, 2)?);
        let (packed, size) = (number(entry, 20, 4)?, number(entry, 24, 4)?);
        let at = number(entry, 42, 4)?;
        if flags & ENCRYPTED != 0 {
            return Err(Broken::Encrypted);
        }
        if [packed, size, at].contains(&0xffff_ffff) {
            return Err(Broken::Zip64);
        }
        if size > MOST_BYTES {
            return Err(Broken::TooLarge);
        }
        // Nothing lies behind the directory's beginning.
        let before = part(bytes, 0, self.start)?;
        let local = record(before, at, LOCAL)?;
        let length = number(local, 26, 2)?;
        let named = part(before, at + LOCAL.1, length)?;
        let is_same = number(local, 8, 2)? == method && entry.get(ENTRY.1..) == Some(named);
        let start = at + LOCAL.1 + length + number(local, 28, 2)?;
        let data = part(before, start, packed)?;
        let checksum = part(entry, 16, 4)?;
        match method {
            _ if !is_same => Err(Broken::Damaged),
            0 if packed == size && crc32(data).to_le_bytes() == *checksum => {
                Ok(Member::Stored(data))
            }
            8 if size <= packed.saturating_mul(MOST_PACKED) => Ok(Member::Gzip {
                bytes: gzip(data, checksum, part(entry, 24, 4)?),
                size,
            }),
            0 | 8 => Err(Broken::Damaged),
            _ => Err(Broken::Method),
        }
    }
}

/// Where the record begins that ends the file: the last one whose comment fits.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END.1)?;
    let first = last.saturating_sub(0xffff);
    (first..=last).rev().find(|at| {
        let record = record(bytes, *at, END).and_then(|record| number(record, 20, 2));
        record.is_ok_and(|comment| comment <= last - at)
    })
}

/// A gzip file around deflated bytes: no name, no time, an unknown system.
fn gzip(deflated: &[u8], checksum: &[u8], size: &[u8]) -> Vec<u8> {
    let head: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\xff";
    [head, deflated, checksum, size].concat()
}

/// The CRC-32 of what is not packed; what is packed is checked by who unpacks it.
fn crc32(bytes: &[u8]) -> u32 {
    let half = |crc: u32| (0..4).fold(crc, |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)));
    let table: [u32; 16] = std::array::from_fn(|low| half(low as u32));
    let step = |crc: u32| (crc >> 4) ^ table[(crc & 15) as usize];
    !bytes
        .iter()
        .fold(!0, |crc, byte| step(step(crc ^ u32::from(*byte))))
}
