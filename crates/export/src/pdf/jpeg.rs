//! The size of a JPEG, so that its bytes can go into the file as they are.
use printpdf::{DictItem, ExternalStream, ExternalXObject};

/// What a JPEG's frame header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// Pixels.
    pub width: u16,
    /// Pixels.
    pub height: u16,
    /// Colour channels: 1 for grey, 3 for colour.
    channels: u8,
}

/// The picture's size; none when the bytes are no JPEG of grey or colour.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    while let [0xFF, marker, after @ ..] = rest {
        match marker {
            // Fill bytes may stand before a marker.
            0xFF => rest = &rest[1..],
            0xC0..=0xC2 => return frame(after),
            _ => {
                rest = after
                    .get(usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]))..)?
            }
        }
    }
    None
}

fn frame(header: &[u8]) -> Option<Size> {
    let [_, _, 8, h1, h2, w1, w2, channels, ..] = *header else { return None };
    let size = Size {
        width: u16::from_be_bytes([w1, w2]),
        height: u16::from_be_bytes([h1, h2]),
        channels,
    };
    (size.width > 0 && size.height > 0 && matches!(channels, 1 | 3)).then_some(size)
}

/// The picture as an object of the file; its bytes are not decoded.
pub(super) fn embed(bytes: &[u8], size: Size) -> ExternalXObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let colours = if size.channels == 1 { "DeviceGray" } else { "DeviceRGB" };
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(size.width.into())),
        ("Height", DictItem::Int(size.height.into())),
        ("ColorSpace", name(colours)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let stream = ExternalStream { dict, content: bytes.to_vec(), compress: false };
    ExternalXObject { stream, width: None, height: None, dpi: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start, a comment of two bytes, a frame header of 40 x 30 in colour.
    const SMALL: [u8; 18] =
        [0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 30, 0, 40, 3];

    #[test]
    fn the_frame_header_is_found_behind_other_segments() {
        assert_eq!(
            size(&SMALL),
            Some(Size { width: 40, height: 30, channels: 3 }),
            "height comes before width"
        );
    }

    #[test]
    fn what_is_no_jpeg_has_no_size() {
        for bytes in [
            &b""[..],
            b"\x89PNG\r\n",
            &[0xFF, 0xD8],
            &[0xFF, 0xD8, 0xFF, 0xFE],
            &[0xFF, 0xD8, 0xFF, 0xFE, 0, 0],
            &SMALL[..16],
        ] {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
    }
}
