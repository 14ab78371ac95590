//! The whole app in its real window.
