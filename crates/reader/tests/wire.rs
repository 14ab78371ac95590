//! What a broken or hostile child could send.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use fault::Code;
use proptest::prelude::*;
use proptest::sample::Index;
use reader::wire::{Answer, Asked, MAX_HEAD};
use reader::{read_frame, write_frame};

/// Largest body in these tests.
const BODY: usize = 4096;

fn frame(body: &[u8]) -> Vec<u8> {
    let mut pipe = Vec::new();
    write_frame(&mut pipe, &Answer::Failed(Code::PictureDamaged), &[body]).unwrap();
    pipe
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_an_error(noise in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(read_frame::<Answer>(&mut noise.as_slice(), MAX_HEAD, BODY).is_err());
        prop_assert!(read_frame::<Asked>(&mut noise.as_slice(), MAX_HEAD, BODY).is_err());
    }

    #[test]
    fn any_body_comes_back(body in prop::collection::vec(any::<u8>(), 0..BODY)) {
        let pipe = frame(&body);
        let (head, back) = read_frame::<Answer>(&mut pipe.as_slice(), MAX_HEAD, BODY).unwrap();
        prop_assert!(matches!(head, Answer::Failed(Code::PictureDamaged)), "{head:?}");
        prop_assert_eq!(back, body);
    }

    #[test]
    fn a_spoilt_frame_is_an_error_or_a_whole_message(
        body in prop::collection::vec(any::<u8>(), 0..64),
        at in any::<Index>(),
        value in any::<u8>(),
        cut in any::<Index>(),
    ) {
        let whole = frame(&body);
        let mut spoilt = whole.clone();
        let at = at.index(whole.len());
        spoilt[at] = value;
        if let Ok((_, back)) = read_frame::<Answer>(&mut spoilt.as_slice(), MAX_HEAD, BODY) {
            prop_assert!(back.len() <= body.len(), "no byte comes from nowhere");
        }
        let half = &whole[..cut.index(whole.len())];
        prop_assert!(read_frame::<Answer>(&mut &*half, MAX_HEAD, BODY).is_err(), "half a message");
    }
}
