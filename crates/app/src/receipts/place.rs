//! Where on a picture, as the user pointed at it.
use crate::error::Error;
use page::{Bounds, Turn};
use store::table::attachment_page::{self, Look};
use store::table::receipt_page::{self, Page, Place};
use store::{ReceiptId, View};

/// One picture of a receipt as it is shown now.
pub(super) struct Shown {
    pub(super) page: Page,
    /// None until it was decoded.
    look: Option<Look>,
}

impl Shown {
    /// The picture at this place of a receipt, from 0.
    pub(super) fn find(view: &View<'_>, id: ReceiptId, at: u32) -> store::Result<Option<Self>> {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let page = receipt_page::list(view, id)?.into_iter().nth(at);
        page.map(|page| {
            let look = attachment_page::find(view, page.attachment, page.place.page.unwrap_or(0))?;
            Ok(Self { page, look })
        })
        .transpose()
    }

    /// A part of it, after a further turn.
    ///
    /// # Errors
    /// [`Error::InvalidValue`] for a part outside of the picture.
    pub(super) fn part(
        &self,
        turn: Turn,
        part: Option<Bounds>,
        languages: Vec<String>,
    ) -> Result<Place, Error> {
        let (width, height) = self.look.map_or((0, 0), |look| (look.width, look.height));
        let shown = self.look.map(|look| look.turn).unwrap_or_default();
        let quad = match part {
            Some(part) if !is_within(part, width, height) => {
                return Err(Error::InvalidValue { field: "part" });
            }
            part => part.map(|part| corners(turned(part, turn, width, height))),
        };
        Ok(Place {
            page: self.page.place.page,
            quad,
            turn: shown.then(turn),
            languages: Some(languages),
        })
    }
}

fn is_within(part: Bounds, width: u32, height: u32) -> bool {
    part.width > 0 && part.height > 0 && part.right() <= width && part.bottom() <= height
}

/// The same part once the picture of this size is turned.
fn turned(part: Bounds, turn: Turn, width: u32, height: u32) -> Bounds {
    let (right, below) = (width - part.right(), height - part.bottom());
    let (x, y) = match turn {
        Turn::None => (part.x, part.y),
        Turn::Right => (below, part.x),
        Turn::Half => (right, below),
        Turn::Left => (part.y, right),
    };
    match turn.swaps_sides() {
        true => Bounds { x, y, width: part.height, height: part.width },
        false => Bounds { x, y, ..part },
    }
}

/// Clockwise from the upper left.
fn corners(part: Bounds) -> [(u32, u32); 4] {
    let (right, bottom) = (part.right(), part.bottom());
    [(part.x, part.y), (right, part.y), (right, bottom), (part.x, bottom)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The upper left corner's part of a wide picture.
    const PART: Bounds = Bounds { x: 10, y: 20, width: 30, height: 5 };

    #[test]
    fn a_part_stays_on_what_it_shows_when_the_picture_is_turned() {
        let at = |turn| turned(PART, turn, 200, 100);
        assert_eq!(
            at(Turn::Right),
            Bounds { x: 75, y: 10, width: 5, height: 30 },
            "the top is at the right"
        );
        assert_eq!(at(Turn::Half), Bounds { x: 160, y: 75, width: 30, height: 5 }, "upside down");
        assert_eq!(
            at(Turn::Left),
            Bounds { x: 20, y: 160, width: 5, height: 30 },
            "the top is at the left"
        );
        let back = turned(at(Turn::Right), Turn::Left, 100, 200);
        assert_eq!(back, PART, "and back again");
    }

    #[test]
    fn a_part_must_lie_within() {
        assert!(is_within(PART, 40, 25), "up to the edge");
        assert!(!is_within(PART, 39, 25), "a pixel beyond it");
        assert!(!is_within(Bounds { width: 0, ..PART }, 40, 25), "nothing is no part");
        assert!(!is_within(Bounds { x: u32::MAX, ..PART }, 40, 25), "whatever the face sends");
    }
}
