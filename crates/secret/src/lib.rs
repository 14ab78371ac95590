//! Secrets that do not leak, and the operating system's keychain
