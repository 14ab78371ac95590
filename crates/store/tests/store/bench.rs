//! What tests begin with: a store on an encrypted file, a clock and ids that can be told.
use jiff::Timestamp;
use journal::{Action, ActionCode};
use money::{Clock, Currency, IdSource, Money};
use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use store::{
    Cache, Context, Founding, ReceiptId, Store,
    table::receipt::{self, Fields, NewReceipt, State},
};
use tempfile::TempDir;
use uuid::Uuid;

pub const KEY: [u8; 32] = [7; 32];

/// A clock that says what it is told.
#[derive(Debug)]
pub struct ToldClock(AtomicI64);

impl ToldClock {
    pub fn tell(&self, millis: i64) {
        self.0.store(millis, Ordering::SeqCst);
    }

    pub fn forward(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for ToldClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Ids in order, told apart by device.
#[derive(Debug)]
pub struct CountedIds {
    device: u128,
    next: AtomicU64,
}

impl IdSource for CountedIds {
    fn next_uuid(&self) -> Uuid {
        let n = u128::from(self.next.fetch_add(1, Ordering::SeqCst));
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | n << 80 | self.device)
    }
}

/// A store in its own folder.
pub struct Bench {
    pub store: Store,
    pub clock: Arc<ToldClock>,
    ids: Arc<CountedIds>,
    pub folder: TempDir,
}

/// The folder in memory where there is one: the bytes are the same, and the disk is spared.
pub fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

pub fn bench() -> Bench {
    device(1, &["groceries", "transport"])
}

/// A device of a profile; one without categories joins.
pub fn device(number: u128, categories: &[&str]) -> Bench {
    let folder = folder();
    let clock = Arc::new(ToldClock(AtomicI64::new(1_770_000_000_000)));
    let ids = Arc::new(CountedIds { device: number, next: AtomicU64::new(1) });
    let founding = Founding {
        device_name: format!("device {number}"),
        categories: categories.iter().map(|key| (*key).to_owned()).collect(),
    };
    let context = Context { clock: clock.clone(), ids: ids.clone() };
    let store = Store::create(&folder.path().join("vault.db"), &KEY, context, founding).unwrap();
    Bench { store, clock, ids, folder }
}

impl Bench {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    pub fn context(&self) -> Context {
        Context { clock: self.clock.clone(), ids: self.ids.clone() }
    }

    /// Another device of the same profile: what a backup is restored to.
    pub fn copy(&self, number: u128) -> Self {
        let folder = folder();
        let clock = Arc::new(ToldClock(AtomicI64::new(self.clock.0.load(Ordering::SeqCst))));
        let ids = Arc::new(CountedIds { device: number, next: AtomicU64::new(1) });
        let context = Context { clock: clock.clone(), ids: ids.clone() };
        let path = folder.path().join("vault.db");
        let mut go_on = |_, _| ControlFlow::Continue(());
        self.store.copy_to(&path, &KEY, Cache::Left, &mut go_on).unwrap();
        let store = Store::open(&path, &KEY, context).unwrap();
        let store = store.become_another_device(&format!("device {number}")).unwrap();
        store.rebuild().unwrap();
        Self { store, clock, ids, folder }
    }

    /// Closes and opens again, as after a restart.
    pub fn reopen(self) -> Self {
        let (path, context) = (self.path(), self.context());
        let Self { store, clock, ids, folder } = self;
        store.close().unwrap();
        let store = Store::open(&path, &KEY, context).unwrap();
        Self { store, clock, ids, folder }
    }

    /// A receipt that was just dropped.
    pub fn ingest(&self, name: &str) -> ReceiptId {
        self.clock.forward(1);
        let new = NewReceipt { file_name: name.to_owned(), sample: false };
        self.store
            .write(Action::user(ActionCode::Ingest), |tx| receipt::insert(tx, new))
            .unwrap()
            .value
    }

    /// A confirmed receipt.
    pub fn confirm(&self, merchant: &str, date: &str, minor: i64) -> ReceiptId {
        let id = self.ingest("scan.jpg");
        let fields = Fields {
            merchant: Some(merchant.to_owned()),
            date: Some(date.parse().unwrap()),
            currency: Some(Currency::MYR),
            total: Some(Money::from_minor(minor, Currency::MYR)),
            ..Fields::default()
        };
        self.edit(ActionCode::ConfirmReceipt, id, move |receipt| {
            receipt.state = State::Confirmed;
            receipt.confirmed_at = Some(receipt.added_at);
            receipt.fields = fields;
        });
        id
    }

    /// Changes a receipt as the user.
    pub fn edit(
        &self,
        code: ActionCode,
        id: ReceiptId,
        change: impl FnOnce(&mut receipt::Receipt) + Send + 'static,
    ) {
        self.write(Action::user(code), id, change);
    }

    /// Changes a receipt under an action.
    pub fn write(
        &self,
        action: Action,
        id: ReceiptId,
        change: impl FnOnce(&mut receipt::Receipt) + Send + 'static,
    ) {
        self.clock.forward(1);
        let written = self.store.write(action, move |tx| {
            let mut receipt = receipt::get(tx, id)?;
            change(&mut receipt);
            receipt::update(tx, &receipt)
        });
        written.unwrap();
    }

    pub fn receipt(&self, id: ReceiptId) -> receipt::Receipt {
        self.store.read(|view| receipt::get(view, id)).unwrap()
    }
}
