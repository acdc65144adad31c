//! Positions in a dataset's tables as newtypes, so that a city is never taken for a source. They
//! must never outlive the dataset that gave them: what is kept longer is kept by its code or id.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub $inner);

        impl $name {
            /// The position as an index into the table.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the `index`-th entry; tables longer than the type's range end there.
            pub fn new(index: usize) -> Self {
                Self(<$inner>::try_from(index).unwrap_or(<$inner>::MAX))
            }
        }
    };
}

id!(
    /// A city of the dataset.
    CityId(u32)
);
id!(
    /// A category of the dataset.
    CategoryId(u32)
);
id!(
    /// An indicator of the dataset.
    IndicatorId(u32)
);
id!(
    /// A source of the dataset.
    SourceId(u32)
);
id!(
    /// A distinct period of the dataset.
    PeriodId(u32)
);
id!(
    /// A distinct scope of the dataset.
    ScopeId(u32)
);
id!(
    /// One observation.
    Row(u32)
);
