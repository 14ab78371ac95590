//! What a seller's receipts mostly have.

/// As many of the newest values are looked at: habits change.
const LOOKED_AT: usize = 5;

/// The most frequent of the newest values; of equals the newest. Give the newest first.
pub fn usual<T: PartialEq + Copy>(newest_first: &[T]) -> Option<T> {
    let recent = &newest_first[..newest_first.len().min(LOOKED_AT)];
    let count = |value: &T| recent.iter().filter(|other| *other == value).count();
    // Of equals `max_by_key` takes the last: from the oldest to the newest.
    recent.iter().rev().max_by_key(|value| count(value)).copied()
}

/// What the newest three agree on, or the newest two where there are no more.
/// Give the newest first.
pub fn steady<T: PartialEq + Copy>(newest_first: &[T]) -> Option<T> {
    let recent = &newest_first[..newest_first.len().min(3)];
    let first = *recent.first()?;
    (recent.len() > 1 && recent.iter().all(|value| *value == first)).then_some(first)
}
