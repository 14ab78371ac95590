//! How a whole file is spoilt.

/// Chance that can be repeated: `SplitMix64`.
pub struct Chance(u64);

impl Chance {
    /// Of the file with this number.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0xD134_2543_DE82_EF95) ^ number.wrapping_mul(0x2545_F491_4F6C_DD1D))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below an end; 0 where the end is.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Headers decide what is allocated, so they are met more often.
    fn place(&mut self, length: usize) -> usize {
        let reach = if self.below(2) == 0 { length.min(256) } else { length };
        self.below(reach)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Sizes and offsets at which arithmetic goes wrong.
const NUMBERS: [u32; 10] =
    [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 60_000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

/// One of these files, spoilt in up to eight ways.
pub fn file(whole: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = chance.pick(whole).clone();
    for _ in 0..=chance.below(8) {
        once(&mut bytes, chance.pick(whole).as_slice(), chance);
    }
    // A decoder that checks sums would stop at the first and see nothing else.
    mend_sums(&mut bytes);
    bytes
}

fn once(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    if bytes.is_empty() {
        return;
    }
    let at = chance.place(bytes.len());
    let end = (at + 1 + chance.below(64)).min(bytes.len());
    match chance.below(16) {
        0..6 => bytes[at] = chance.next() as u8,
        6..8 => bytes[at] ^= 1 << chance.below(8),
        8..11 => number(&mut bytes[at..], chance),
        11 => drop(bytes.drain(at..end)),
        12 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
        13 => {
            let from = chance.below(other.len());
            let piece = &other[from..(from + 1 + chance.below(256)).min(other.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
        14 => bytes[at..end].fill(chance.next() as u8),
        _ => bytes.truncate(chance.below(bytes.len())),
    }
}

/// Writes a number in either order, of 16 or 32 bits.
fn number(to: &mut [u8], chance: &mut Chance) {
    let value = *chance.pick(&NUMBERS);
    let written = match chance.below(4) {
        0 => value.to_be_bytes().to_vec(),
        1 => value.to_le_bytes().to_vec(),
        2 => (value as u16).to_be_bytes().to_vec(),
        _ => (value as u16).to_le_bytes().to_vec(),
    };
    to.iter_mut().zip(written).for_each(|(to, byte)| *to = byte);
}

/// Makes the sums of a PNG's chunks right.
fn mend_sums(bytes: &mut [u8]) {
    if !bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return;
    }
    let mut rest = &mut bytes[8..];
    while let Some((length, body)) = rest.split_first_chunk_mut::<4>() {
        let end = (u32::from_be_bytes(*length) as usize).saturating_add(4);
        if end.saturating_add(4) > body.len() {
            return;
        }
        let (chunk, after) = body.split_at_mut(end);
        after[..4].copy_from_slice(&sum(chunk).to_be_bytes());
        rest = &mut after[4..];
    }
}

/// CRC-32 as PNG has it.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}
