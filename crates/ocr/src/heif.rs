//! HEIC, what phones make.
use crate::{MAX_PIXELS, OcrError};
use heic::{DecoderConfig, HeicError, ImageInfo, Limits, PixelLayout, ProbeError};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, RgbaImage};

/// What the decoder may allocate, in bytes.
const MAX_MEMORY: u64 = 1 << 30;
/// Chroma formats above 4:2:0 come out with wrong colours, so they are refused.
const CHROMA_420: u8 = 1;

/// Decodes and turns upright.
pub(crate) fn decode(bytes: &[u8]) -> Result<DynamicImage, OcrError> {
    let info = ImageInfo::from_bytes(bytes).map_err(unprobed)?;
    if info.chroma_format > CHROMA_420 {
        return Err(OcrError::Unsupported("HEIC with full chroma".into()));
    }
    if u64::from(info.width) * u64::from(info.height) > MAX_PIXELS {
        return Err(OcrError::TooLarge);
    }
    let mut image = pixels(bytes, info.has_alpha)?;
    if let Some(orientation) = untransformed(bytes, &info) {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn pixels(bytes: &[u8], alpha: bool) -> Result<DynamicImage, OcrError> {
    let mut limits = Limits::default();
    limits.max_pixels = Some(MAX_PIXELS);
    limits.max_memory_bytes = Some(MAX_MEMORY);
    let layout = if alpha { PixelLayout::Rgba8 } else { PixelLayout::Rgb8 };
    let config = DecoderConfig::new();
    let request = config.decode_request(bytes).with_output_layout(layout).with_limits(&limits);
    let out = request.decode().map_err(|error| undecoded(error.error()))?;
    let (width, height) = (out.width, out.height);
    let image = match out.layout {
        PixelLayout::Rgba8 => RgbaImage::from_raw(width, height, out.data).map(Into::into),
        _ => RgbImage::from_raw(width, height, out.data).map(Into::into),
    };
    image.ok_or_else(|| OcrError::Damaged("HEIC of another size than it says".into()))
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
