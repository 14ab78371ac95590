//! The wrapper that keeps a value from leaking by accident.
use std::fmt;
use zeroize::Zeroize;

/// A value that is not cloned, serialised or printed, and is overwritten when
/// dropped. It lives on the heap, so that moving it leaves no copies behind,
/// in a page that is not swapped out where the system allows that.
pub struct Secret<T: Zeroize>(pub(crate) Box<T>);

impl<T: Zeroize> Secret<T> {
    /// Takes a value in. The place it came from is the caller's to wipe; where
    /// that matters, use [`Secret::fill`].
    pub fn new(value: T) -> Self {
        let secret = Self(Box::new(value));
        stay_in_memory(&*secret.0);
        secret
    }

    /// Makes the value in place, so that it never stands anywhere else.
    ///
    /// # Errors
    /// What `write` returns; the half-written value is wiped.
    pub fn fill<E>(write: impl FnOnce(&mut T) -> Result<(), E>) -> Result<Self, E>
    where
        T: Default,
    {
        let mut secret = Self::new(T::default());
        write(&mut secret.0)?;
        Ok(secret)
    }

    /// The value. Every call is a place to look at in a review.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

/// Locks the page that a value stands in. It stays locked when the value goes:
/// locks do not nest, and another secret may stand in the same page. A system
/// that refuses, or a limit that is reached, costs nothing but this.
fn stay_in_memory<T>(value: &T) {
    if let Ok(guard) = region::lock(std::ptr::from_ref(value), size_of::<T>()) {
        std::mem::forget(guard);
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    struct Watched(Arc<AtomicBool>);
    impl Zeroize for Watched {
        fn zeroize(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    #[test]
    fn dropping_wipes() {
        let wiped = Arc::new(AtomicBool::new(false));
        drop(Secret::new(Watched(wiped.clone())));
        assert!(wiped.load(Ordering::SeqCst), "a dropped secret must not stay in freed memory");
    }

    #[test]
    fn a_failed_fill_wipes_what_was_written() {
        #[derive(Default)]
        struct Half(Option<Watched>);
        impl Zeroize for Half {
            fn zeroize(&mut self) {
                self.0.zeroize();
            }
        }
        let wiped = Arc::new(AtomicBool::new(false));
        let failed = Secret::<Half>::fill(|half| {
            half.0 = Some(Watched(wiped.clone()));
            Err("no more")
        });
        assert_eq!(failed.err(), Some("no more"), "the reason must reach the caller");
        assert!(wiped.load(Ordering::SeqCst), "half a secret is a secret too");
    }

    #[test]
    fn printing_shows_nothing() {
        let text =
            format!("{:?} {:#?}", Secret::new(vec![0xAB_u8]), Secret::new(String::from("hunter2")));
        assert!(!text.contains("171") && !text.contains("hunter2"), "{text} gave the value away");
    }

    /// A system may allow nothing to be locked; then nothing is.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_secret_is_not_swapped_out() {
        let line = |file: &str, name: &str| {
            let text = std::fs::read_to_string(file).unwrap();
            let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().to_owned()
        };
        let secret = Secret::new([7_u8; 32]);
        let locked = line("/proc/self/status", "VmLck:");
        let allowed = line("/proc/self/limits", "Max locked memory");
        assert!(locked != "0" || allowed == "0", "{locked} kB locked, {allowed} allowed");
        drop(secret);
    }
}
