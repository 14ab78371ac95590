//! What kind of file bytes are, by how they begin. File names are not asked.
use crate::OcrError;

/// A kind of file that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG, CMYK too.
    Jpeg,
    /// PNG, of 16 bits a channel too.
    Png,
    /// WebP.
    WebP,
    /// TIFF; its first page.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// GIF; its first frame.
    Gif,
    /// HEIC: HEVC in a HEIF container.
    Heic,
    /// PDF, of several pages too.
    Pdf,
}

impl Format {
    /// The kind of these bytes.
    pub fn of(bytes: &[u8]) -> Result<Self, OcrError> {
        match bytes {
            [] => Err(OcrError::Empty),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok(Self::Tiff),
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Ok(Self::Bmp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] => container([*a, *b, *c, *d]),
            _ if bytes.trim_ascii_start().starts_with(b"%PDF-") => Ok(Self::Pdf),
            _ => known_elsewhere(bytes),
        }
    }
}

/// HEIF names its content in the major brand. `mif1` alone leaves it open, so
/// the decoder has to look.
fn container(brand: [u8; 4]) -> Result<Format, OcrError> {
    match &brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            Ok(Format::Heic)
        }
        b"avif" | b"avis" => Err(OcrError::Unsupported("AVIF".into())),
        b"crx " => Err(OcrError::Unsupported("camera raw".into())),
        _ => Err(OcrError::NotAPicture),
    }
}

/// Pictures that a person rightly calls pictures, and that have no decoder here.
fn known_elsewhere(bytes: &[u8]) -> Result<Format, OcrError> {
    let known: [(&[u8], &str); 4] = [
        (b"\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL"),
        (b"\xFF\x0A", "JPEG XL"),
        (b"\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000"),
        (b"8BPS", "Photoshop"),
    ];
    match known.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, name)) => Err(OcrError::Unsupported((*name).into())),
        None => Err(OcrError::NotAPicture),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_not_the_name() {
        assert_eq!(Format::of(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), Ok(Format::Jpeg));
        assert_eq!(Format::of(b"\0\0\0\x18ftypheic\0\0\0\0"), Ok(Format::Heic));
        assert_eq!(Format::of(b"GIF89a"), Ok(Format::Gif));
        assert_eq!(Format::of(b"MM\0*\0\0\0\x08"), Ok(Format::Tiff));
        assert_eq!(Format::of(b"\r\n%PDF-1.7\n"), Ok(Format::Pdf), "some begin with an empty line");
    }

    #[test]
    fn what_is_no_picture_is_told_from_a_picture_of_another_kind() {
        assert_eq!(Format::of(b""), Err(OcrError::Empty));
        assert_eq!(Format::of(b"Dear Sir or Madam"), Err(OcrError::NotAPicture));
        assert_eq!(Format::of(b"\0\0\0\x18ftypisom"), Err(OcrError::NotAPicture), "a film");
        let avif = Format::of(b"\0\0\0\x18ftypavif");
        assert!(matches!(avif, Err(OcrError::Unsupported(_))), "it is a picture: {avif:?}");
    }
}
