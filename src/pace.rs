//! Long work in slices: where it may rest, so that a page stays alive meanwhile. Work is written
//! once, as a future that rests now and then; who has nothing to wait for has it done at once.
//! It must never know a clock or a page: whoever rests brings them.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// When to rest, and how.
pub trait Slices {
    /// Whether the slice is over.
    fn is_due(&self) -> bool;

    /// Lets others do what waits, and begins the next slice.
    fn rest(&mut self) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// What long work asks at every place where it may rest.
pub struct Pace<'s>(Option<&'s mut dyn Slices>);

impl<'s> Pace<'s> {
    /// With a rest behind each slice.
    pub fn with(slices: &'s mut dyn Slices) -> Self {
        Self(Some(slices))
    }

    /// Without a rest.
    pub fn steady() -> Self {
        Self(None)
    }

    /// Rests, if the slice is over.
    pub async fn rest(&mut self) {
        if let Some(slices) = &mut self.0
            && slices.is_due()
        {
            slices.rest().await;
        }
    }
}

/// Does work at once that does not rest.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Slices of so many questions; rests are counted.
    struct Counted<'c>(Cell<u32>, &'c Cell<u32>);

    impl Slices for Counted<'_> {
        fn is_due(&self) -> bool {
            self.0.set(self.0.get() + 1);
            self.0.get() == 10
        }

        fn rest(&mut self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
            self.0.set(0);
            self.1.set(self.1.get() + 1);
            Box::pin(std::future::ready(()))
        }
    }

    async fn work(mut pace: Pace<'_>) -> u32 {
        let mut done = 0;
        for _ in 0..95 {
            done += 1;
            pace.rest().await;
        }
        done
    }

    #[test]
    fn work_is_the_same_with_rests_and_without() {
        let rests = Cell::new(0);
        let mut slices = Counted(Cell::new(0), &rests);
        assert_eq!(at_once(work(Pace::with(&mut slices))), 95);
        assert_eq!(rests.get(), 9);
        assert_eq!(at_once(work(Pace::steady())), 95);
    }
}
