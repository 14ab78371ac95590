//! HEIC, what phones make.
use crate::{MAX_PIXELS, OcrError};
use heic::{DecoderConfig, HeicError, ImageInfo, Limits, PixelLayout, ProbeError};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

/// What the decoder may allocate, in bytes.
const MAX_MEMORY: u64 = 1 << 30;
/// What phones make. The decoder gives noise for full chroma and for grey.
const CHROMA_420: u8 = 1;

/// Decodes and turns upright.
pub(crate) fn decode(bytes: &[u8]) -> Result<DynamicImage, OcrError> {
    let info = ImageInfo::from_bytes(bytes).map_err(unprobed)?;
    if info.chroma_format != CHROMA_420 {
        return Err(OcrError::Unsupported("HEIC with other chroma than 4:2:0".into()));
    }
    if u64::from(info.width) * u64::from(info.height) > MAX_PIXELS {
        return Err(OcrError::TooLarge);
    }
    let mut image = DynamicImage::from(pixels(bytes)?);
    if let Some(orientation) = untransformed(bytes, &info) {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

/// Transparency is left out: it is stored as a grey picture.
fn pixels(bytes: &[u8]) -> Result<RgbImage, OcrError> {
    let mut limits = Limits::default();
    limits.max_pixels = Some(MAX_PIXELS);
    limits.max_memory_bytes = Some(MAX_MEMORY);
    let config = DecoderConfig::new();
    let request = config.decode_request(bytes).with_output_layout(PixelLayout::Rgb8);
    let out = request.with_limits(&limits).decode().map_err(|error| undecoded(error.error()))?;
    RgbImage::from_raw(out.width, out.height, out.data)
        .ok_or_else(|| OcrError::Damaged("HEIC of another size than it says".into()))
}

/// The EXIF orientation, where the container has no transform of its own: a
/// phone writes both and means one turn, some converters copy EXIF alone.
fn untransformed(bytes: &[u8], info: &ImageInfo) -> Option<Orientation> {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let has = |name: &[u8; 4]| head.windows(4).any(|window| window == name);
    if has(b"irot") || has(b"imir") {
        return None;
    }
    Orientation::from_exif_chunk(info.exif.as_deref()?)
}

fn unprobed(error: ProbeError) -> OcrError {
    match error {
        ProbeError::InvalidFormat => OcrError::NotAPicture,
        ProbeError::Corrupt(error) => undecoded(error.error()),
        other => OcrError::Damaged(other.to_string()),
    }
}

fn undecoded(error: &HeicError) -> OcrError {
    match error {
        HeicError::LimitExceeded(_) | HeicError::OutOfMemory => OcrError::TooLarge,
        HeicError::Unsupported(what) | HeicError::UnsupportedCodec(what) => {
            OcrError::Unsupported((*what).into())
        }
        other => OcrError::Damaged(other.to_string()),
    }
}
