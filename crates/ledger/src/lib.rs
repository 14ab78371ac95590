//! Categories, merchants and duplicate matching
