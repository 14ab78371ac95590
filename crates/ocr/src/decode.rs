//! Bytes to an upright picture, within limits.
use crate::pdf::Document;
use crate::{Format, OcrError, Upright, heif, jpeg};
use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The most pixels a picture may have: any phone, and A4 at 600 dpi twice over.
pub const MAX_PIXELS: u64 = 80_000_000;
/// The longest side a JPEG can have.
const MAX_SIDE: u32 = 65_500;
/// What a decoder may allocate, in bytes.
const MAX_MEMORY: u64 = 1 << 30;

/// Decodes a picture of any supported kind, or the first page of a PDF, and turns
/// it the right way up.
pub fn upright(bytes: &[u8]) -> Result<Upright, OcrError> {
    let image = match Format::of(bytes)? {
        Format::Heic => heif::decode(bytes)?,
        Format::Pdf => Document::open(bytes, &[])?.draw(0)?,
        Format::Jpeg if !jpeg::is_whole(bytes) => {
            return Err(OcrError::Damaged("JPEG without its end".into()));
        }
        Format::Jpeg => decode(bytes, ImageFormat::Jpeg)?,
        Format::Png => decode(bytes, ImageFormat::Png)?,
        Format::WebP => decode(bytes, ImageFormat::WebP)?,
        Format::Tiff => decode(bytes, ImageFormat::Tiff)?,
        Format::Bmp => decode(bytes, ImageFormat::Bmp)?,
        Format::Gif => decode(bytes, ImageFormat::Gif)?,
    };
    if image.width() == 0 || image.height() == 0 {
        return Err(OcrError::Damaged("no pixels".into()));
    }
    Ok(Upright::new(image))
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, OcrError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(undecoded)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(OcrError::TooLarge);
    }
    // A picture with a malformed EXIF block is still a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(undecoded)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

fn undecoded(error: ImageError) -> OcrError {
    match error {
        ImageError::Limits(limit)
            if !matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) =>
        {
            OcrError::TooLarge
        }
        ImageError::Unsupported(what) => OcrError::Unsupported(what.to_string()),
        other => OcrError::Damaged(other.to_string()),
    }
}
