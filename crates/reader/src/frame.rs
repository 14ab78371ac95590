//! Length-prefixed frames: `u32` head length, `u32` body length (little
//! endian), a JSON head, raw bytes.
//!
//! Lengths come from the other side and are not believed: above the limit they
//! are refused, below it memory grows only as bytes really arrive.
use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Why no frame came or went.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The other side closed the pipe between two frames.
    #[error("the pipe is closed")]
    Closed,
    /// The pipe broke, or ended inside a frame.
    #[error("the pipe broke")]
    Io(#[from] io::Error),
    /// A length above what is allowed here.
    #[error("a frame of {0} bytes is not allowed here")]
    TooLong(usize),
    /// The head is not what was expected.
    #[error("the head of a frame is malformed")]
    Malformed(#[from] serde_json::Error),
}

/// Writes one frame whose body is the given pieces, and flushes.
pub fn write_frame(
    out: &mut impl Write,
    head: &impl Serialize,
    body: &[&[u8]],
) -> Result<(), FrameError> {
    let head = serde_json::to_vec(head)?;
    let length: usize = body.iter().map(|piece| piece.len()).sum();
    let mut start = Vec::with_capacity(8 + head.len());
    start.extend_from_slice(&prefix(head.len())?);
    start.extend_from_slice(&prefix(length)?);
    start.extend_from_slice(&head);
    out.write_all(&start)?;
    for piece in body {
        out.write_all(piece)?;
    }
    Ok(out.flush()?)
}

fn prefix(length: usize) -> Result<[u8; 4], FrameError> {
    u32::try_from(length).map(u32::to_le_bytes).map_err(|_| FrameError::TooLong(length))
}

/// Reads one frame with a head and a body of at most so many bytes.
pub fn read_frame<T: DeserializeOwned>(
    input: &mut impl Read,
    max_head: usize,
    max_body: usize,
) -> Result<(T, Vec<u8>), FrameError> {
    let mut lengths = [0; 8];
    match input.read(&mut lengths[..1])? {
        0 => return Err(FrameError::Closed),
        _ => input.read_exact(&mut lengths[1..])?,
    }
    let [a, b, c, d, e, f, g, h] = lengths;
    let head = allowed(u32::from_le_bytes([a, b, c, d]), max_head)?;
    let body = allowed(u32::from_le_bytes([e, f, g, h]), max_body)?;
    let head = exactly(input, head)?;
    Ok((serde_json::from_slice(&head)?, exactly(input, body)?))
}

fn allowed(length: u32, max: usize) -> Result<usize, FrameError> {
    let length = length as usize;
    if length > max { Err(FrameError::TooLong(length)) } else { Ok(length) }
}

fn exactly(input: &mut impl Read, length: usize) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::with_capacity(length.min(1 << 20));
    input.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_went() {
        let mut pipe = Vec::new();
        write_frame(&mut pipe, &"head", &[b"ab", b"c"]).unwrap();
        let (head, body): (String, _) = read_frame(&mut pipe.as_slice(), 100, 100).unwrap();
        assert_eq!((head.as_str(), body.as_slice()), ("head", b"abc".as_slice()), "in order");
    }

    #[test]
    fn a_length_above_the_limit_is_refused_before_anything_is_allocated() {
        let lie = [2, 0, 0, 0, 255, 255, 255, 255];
        let error = read_frame::<String>(&mut lie.as_slice(), 100, 100).unwrap_err();
        assert!(
            matches!(error, FrameError::TooLong(4_294_967_295)),
            "a lying child must not make us allocate 4 GiB: {error}"
        );
    }

    #[test]
    fn an_end_between_frames_is_told_from_an_end_within_one() {
        let nothing = read_frame::<String>(&mut [].as_slice(), 9, 9).unwrap_err();
        assert!(matches!(nothing, FrameError::Closed), "an idle child may be closed: {nothing}");
        let half = [4, 0, 0, 0, 0, 0, 0, 0, b'"'];
        let broken = read_frame::<String>(&mut half.as_slice(), 9, 9).unwrap_err();
        assert!(matches!(broken, FrameError::Io(_)), "a cut frame is a fault: {broken}");
    }

    #[test]
    fn a_head_that_is_not_json_is_refused() {
        let noise = [3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3];
        let error = read_frame::<String>(&mut noise.as_slice(), 9, 9).unwrap_err();
        assert!(matches!(error, FrameError::Malformed(_)), "noise is no answer: {error}");
    }
}
