//! Whether a JPEG is all there.
//!
//! The decoder paints what is missing in grey and says nothing. A receipt with
//! a grey half would be read as if it were whole, and a wrong total shown as
//! found; so a JPEG that ends before its end marker is called damaged.
const START_OF_SCAN: u8 = 0xDA;
const END: u8 = 0xD9;

/// Whether every scan is there up to the end marker; what follows it is not looked at.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some((marker, next)) = marker(bytes, at) {
        at = match marker {
            END => return true,
            // Markers without a length.
            0x01 | 0xD0..=0xD8 => next,
            START_OF_SCAN => entropy_end(bytes, segment_end(bytes, next)),
            _ => segment_end(bytes, next),
        };
    }
    false
}

/// The next marker at or behind a place, and what follows it.
fn marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let start = from + bytes.get(from..)?.iter().position(|byte| *byte == 0xFF)?;
    let code = start + bytes.get(start..)?.iter().position(|byte| *byte != 0xFF)?;
    Some((*bytes.get(code)?, code + 1))
}

fn segment_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 2) {
        Some(&[high, low]) => at + usize::from(u16::from_be_bytes([high, low])).max(2),
        _ => bytes.len(),
    }
}

/// Where compressed data ends: at a marker that is neither a stuffed zero nor a restart.
fn entropy_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == 0xFF)) {
        at += step;
        match bytes.get(at + 1) {
            Some(0 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    const WHOLE: &[u8] = &[
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xD9, 0xFF, 0xDA, 0, 3, 1, 7, 0xFF, 0, 0xFF, 0xD0, 9,
        0xFF, 0xD9, 1, 2,
    ];

    #[test]
    fn only_an_end_marker_outside_segments_and_data_counts() {
        assert!(is_whole(WHOLE), "what follows the end is a phone's own business");
        for length in 2..WHOLE.len() - 2 {
            assert!(!is_whole(&WHOLE[..length]), "cut at {length} it is not whole");
        }
    }
}
