//! Why a file of an office program is not read. It must never hold a sentence: those are words of
//! the page.

/// Why nothing came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is no ZIP file.
    NotZip,
    /// It is a compound file: of an old format (.doc, .xls, .wps, .et), or locked by a password.
    Compound,
    /// Something in it is not where it must be, or not as large as it is said to be: cut off,
    /// damaged or made up.
    Damaged,
    /// It is a ZIP64 file, which is for what is larger than 4 GB.
    Zip64,
    /// It is encrypted.
    Encrypted,
    /// It is packed by another method than deflate.
    Method,
    /// What is packed in it, or what it says, is larger than [`MOST_BYTES`](super::MOST_BYTES).
    TooLarge,
    /// Two entries have the name that was asked for.
    Twice,
    /// The XML is not well-formed.
    Xml,
    /// The XML declares a document type, which no office program writes.
    DocType,
    /// The XML is another than was expected, or names what is not there.
    Content,
    /// Its days are counted from 1904, so that they would be read four years too early.
    From1904,
}

impl Broken {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotZip => "not-zip",
            Self::Compound => "compound",
            Self::Damaged => "damaged",
            Self::Zip64 => "zip64",
            Self::Encrypted => "encrypted",
            Self::Method => "method",
            Self::TooLarge => "too-large",
            Self::Twice => "twice",
            Self::Xml => "xml",
            Self::DocType => "doctype",
            Self::Content => "content",
            Self::From1904 => "from-1904",
        }
    }
}
