//! One typed id a table.
money::typed_id! {
    /// A receipt.
    ReceiptMark => ReceiptId;
    /// A line of goods.
    ItemMark => ItemId;
    /// A page of a receipt: where on which picture it stands.
    PageMark => PageId;
    /// A stored file.
    AttachmentMark => AttachmentId;
    /// A category.
    CategoryMark => CategoryId;
    /// What a reader made of a receipt.
    ReadingMark => ReadingId;
    /// Work that waits or runs.
    JobMark => JobId;
    /// A seller that was forgotten.
    ForgottenMark => ForgottenId;
    /// That a receipt is held.
    HoldMark => HoldId;
    /// How long receipts are kept.
    PolicyMark => PolicyId;
    /// A pair that may be one purchase.
    DuplicateMark => DuplicateId;
}
pub use journal::{ActionId, DeviceId};
