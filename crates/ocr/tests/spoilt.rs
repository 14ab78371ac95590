//! Pictures of which some bytes are not as they were.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]
mod drawn;

use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(drawn::of_every_kind);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_picture_is_a_picture_or_an_error_and_soon(
        which in any::<Index>(),
        spoilt in prop::collection::vec((any::<Index>(), any::<u8>()), 1..12),
        early in any::<bool>(),
        cut in prop::option::of(any::<Index>()),
    ) {
        let mut bytes = which.get(&WHOLE).clone();
        // Headers decide what is allocated, so they are met more often.
        let reach = if early { bytes.len().min(200) } else { bytes.len() };
        for (at, value) in spoilt {
            bytes[at.index(reach)] = value;
        }
        bytes.truncate(cut.map_or(usize::MAX, |cut| cut.index(bytes.len())));
        let begun = Instant::now();
        if let Ok(picture) = ocr::upright(&bytes) {
            let pixels = u64::from(picture.width()) * u64::from(picture.height());
            prop_assert!(pixels <= ocr::MAX_PIXELS, "{pixels} pixels are too many");
        }
        prop_assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
    }
}
