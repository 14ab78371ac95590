//! The app in its real window, as a person has it: a screen of its own, a
//! keychain of its own, a home of its own.
