//! Secrets that do not leak, and the operating system's keychain.
//!
//! A [`Secret`] cannot be cloned, serialised or printed, and its memory is
//! overwritten when it goes. Whoever needs the value says so with
//! [`Secret::expose`], which makes every use easy to find.
//!
//! ```
//! use secret::{Key, Secret};
//! let pin = Secret::new(String::from("1234"));
//! assert_eq!(format!("{pin:?}"), "Secret(redacted)");
//! assert_eq!(pin.expose(), "1234");
//!
//! let key = Key::make_random().unwrap();
//! assert!(key.matches(&Key::copy_from(key.expose())));
//! ```
//!
//! The [`Keychain`] port is what the app asks for; [`OsKeychain`] is the Secret
//! Service on Linux, the keychain on macOS and the credential manager on
//! Windows.
mod key;
mod keychain;
mod sealed;

pub use key::{Key, NoRandomness, fill_random};
pub use keychain::{Keychain, KeychainError, KeychainState, OsKeychain};
pub use sealed::Secret;
