//! The closed vocabularies of the format: each word of the file is one variant. It must never
//! hold a word for the screen; those are in `lang`.

use std::fmt;

macro_rules! words {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in the file and in the address.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant of a word, if it is one.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words!(
    /// What kind of number an indicator is.
    Measure {
        /// What is there at a date.
        Stock = "stock",
        /// What happened in a period.
        Flow = "flow",
        /// A share or a rate.
        Ratio = "ratio",
    }
);
words!(
    /// The standing of a figure.
    Status {
        /// Reported as achieved.
        Reported = "reported",
        /// A plan.
        Target = "target",
        /// Printed again.
        Repeat = "repeat",
        /// Included in another figure.
        Part = "part",
    }
);
words!(
    /// What is wrong with a doubted figure.
    DoubtKind {
        /// The scan lost a decimal point.
        DecimalPointLost = "decimal-point-lost",
        /// Other figures contradict it.
        Inconsistent = "inconsistent",
        /// It cannot be told what is meant.
        Unclear = "unclear",
    }
);
words!(
    /// Why a numeral of a report is no figure.
    NotFigure {
        /// A date or a clock time: 2025年.
        Date = "date",
        /// A length of time: 三年.
        Duration = "duration",
        /// Part of a name or a code: 五一, 12351.
        Name = "name",
        /// A place in a row: 第四届.
        Ordinal = "ordinal",
        /// A condition: 100人以上企业.
        Threshold = "threshold",
        /// An age, or years of service.
        Personal = "personal",
        /// The years of an anniversary.
        Anniversary = "anniversary",
        /// A phrase: 千家万户.
        Idiom = "idiom",
        /// What somebody is entitled to: 最高5000元.
        Rule = "rule",
        /// A number for "many": 百万职工.
        Rhetorical = "rhetorical",
    }
);
words!(
    /// How sure a doubt's probable value is, the surest first.
    Confidence {
        /// Nothing else is possible.
        Certain = "certain",
        /// Most likely.
        Probable = "probable",
        /// One of several readings.
        Possible = "possible",
    }
);
words!(
    /// The level of an honour, the highest first.
    Level {
        /// Nation-wide.
        National = "national",
        /// Of a province.
        Provincial = "provincial",
        /// Of several provinces or cities.
        Regional = "regional",
        /// Of a city.
        Municipal = "municipal",
    }
);
words!(
    /// Which way an honour went.
    Direction {
        /// Received by the city or its people.
        Received = "received",
        /// Granted by the city.
        Granted = "granted",
        /// An event held.
        Held = "held",
    }
);
words!(
    /// What a relation between figures says.
    RelationKind {
        /// The result is the sum of the terms.
        Sum = "sum",
        /// The result is the first term divided by the second.
        Rate = "rate",
        /// The terms are parts of the result.
        Part = "part",
    }
);
words!(
    /// Whom a figure is about, without the name.
    ScopeKind {
        /// The whole city.
        City = "city",
        /// The city federation itself (市总工会本级).
        Municipal = "municipal",
        /// A county or district.
        County = "county",
        /// A development zone.
        Zone = "zone",
        /// A company or a project.
        Unit = "unit",
        /// A person.
        Person = "person",
        /// The province.
        Province = "province",
        /// The nation.
        Nation = "nation",
    }
);

/// Whom a figure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// Its name, for a county, zone, unit or person.
    pub name: Option<String>,
}

impl Scope {
    /// Reads `city`, `municipal`, `county:NAME` and the like.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = match text.split_once(':') {
            Some((kind, name)) if !name.is_empty() => (kind, Some(name.to_owned())),
            Some(_) => return None,
            None => (text, None),
        };
        let kind = ScopeKind::parse(kind)?;
        let named = !matches!(
            kind,
            ScopeKind::City | ScopeKind::Municipal | ScopeKind::Province | ScopeKind::Nation
        );
        (named == name.is_some()).then_some(Self { kind, name })
    }

    /// Whether figures of this scope may be compared between cities.
    pub fn is_comparable(&self) -> bool {
        matches!(self.kind, ScopeKind::City | ScopeKind::Municipal)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(out, "{}:{name}", self.kind.as_str()),
            None => out.write_str(self.kind.as_str()),
        }
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            kind: ScopeKind::City,
            name: None,
        }
    }
}
