//! Positions in a dataset's tables as newtypes, so that a city is never taken for a source, and
//! columns of them. They must never outlive the dataset that gave them: what is kept longer is kept
//! by its code or id.

use std::marker::PhantomData;

use crate::rows::Column;
/// One observation.
pub use crate::rows::Row;

/// A position by its number.
pub trait Id: Copy {
    /// The position of a number.
    fn of(number: u32) -> Self;

    /// Its number.
    fn number(self) -> u32;
}

/// A position a row.
#[derive(Clone, Debug)]
pub struct Ids<T> {
    numbers: Column,
    of: PhantomData<T>,
}

impl<T> Default for Ids<T> {
    fn default() -> Self {
        Self {
            numbers: Column::default(),
            of: PhantomData,
        }
    }
}

impl<T: Id> Ids<T> {
    /// The position of a row.
    pub fn at(&self, row: usize) -> T {
        T::of(self.numbers.at(row))
    }

    /// The positions of all rows.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.numbers.iter().map(T::of)
    }

    /// The numbers of the positions.
    pub fn numbers(&self) -> &Column {
        &self.numbers
    }

    /// Gives the next row its position.
    pub(super) fn push(&mut self, id: T) {
        self.numbers.push(id.number());
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.numbers.shrink_to_fit();
    }
}

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

        impl Id for $name {
            fn of(number: u32) -> Self {
                Self(number)
            }

            fn number(self) -> u32 {
                self.0
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
