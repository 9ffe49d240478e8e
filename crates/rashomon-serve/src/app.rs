//! What all requests share.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, RwLock};

use rashomon_case::{Case, CaseError, Stamp};

use crate::analyst::{Analyst, Progress, Stage, lock, work};
use crate::fetch::Reach;
use crate::guard::Guard;
use crate::view::View;

/// What the app is told when it starts.
pub struct Settings {
    /// Who decides: the name under which decisions are written down.
    pub name: String,
    /// Where a changed name is kept for the next time.
    pub keep_name_in: Option<PathBuf>,
    /// Without this token nothing is answered. Needed for any address but loopback.
    pub token: Option<String>,
    /// Names of this machine that requests may be meant for, besides its addresses.
    pub hosts: Vec<String>,
    /// Which addresses accounts may be fetched from.
    pub reach: Reach,
    /// The time now in UTC, ISO 8601 with milliseconds.
    pub clock: fn() -> String,
}

/// A case with whoever analyses it, ready to be served.
pub struct App {
    inner: Arc<Inner>,
    settings_token: Option<String>,
    settings_hosts: Vec<String>,
}

/// What all requests share.
pub(crate) struct Inner {
    pub case: Mutex<Case>,
    pub analyst: Box<dyn Analyst>,
    pub progress: Mutex<Progress>,
    pub name: Mutex<String>,
    pub keep_name_in: Option<PathBuf>,
    pub reach: Reach,
    pub guard: Guard,
    /// What to tell a session on its next page.
    pub tidings: Mutex<BTreeMap<String, String>>,
    view: RwLock<Arc<View>>,
    wake: Sender<()>,
    clock: fn() -> String,
}

impl App {
    /// Prepares a case for serving, and begins to analyse what is not analysed yet.
    ///
    /// # Errors
    /// When the case cannot be read, or the system gives no random numbers.
    pub fn new(case: Case, analyst: Box<dyn Analyst>, settings: Settings) -> Result<Self, CaseError> {
        let (wake, wakes) = channel();
        let view = View::of(&case, None)?;
        let inner = Arc::new(Inner {
            case: Mutex::new(case),
            analyst,
            progress: Mutex::default(),
            name: Mutex::new(settings.name),
            keep_name_in: settings.keep_name_in,
            reach: settings.reach,
            guard: Guard::default(),
            tidings: Mutex::default(),
            view: RwLock::new(Arc::new(view)),
            wake,
            clock: settings.clock,
        });
        let worker = Arc::clone(&inner);
        std::thread::spawn(move || work(&worker, &wakes));
        inner.wake();
        Ok(Self {
            inner,
            settings_token: settings.token,
            settings_hosts: settings.hosts,
        })
    }

    pub(crate) fn listening_on(self, address: SocketAddr) -> Arc<Inner> {
        let guard = &self.inner.guard;
        guard.stand(address, self.settings_token, self.settings_hosts);
        self.inner
    }
}

impl Inner {
    /// Has the analyst look whether there is anything to do.
    pub fn wake(&self) {
        let mut progress = lock(&self.progress);
        // Without a worker there is nobody to wake, and nothing to be done about it.
        if self.wake.send(()).is_ok() && progress.stage == Stage::Idle {
            progress.stage = Stage::Waking;
        }
    }

    /// Who does something now.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            by: lock(&self.name).clone(),
            at: (self.clock)(),
        }
    }

    /// What the pages show, brought up to date if another program has written to the file.
    pub fn view(&self) -> Result<Arc<View>, CaseError> {
        let now = self.current();
        let changes = lock(&self.case).outside_changes()?;
        if changes == now.outside_changes {
            return Ok(now);
        }
        self.look_again()?;
        self.wake();
        Ok(self.current())
    }

    fn current(&self) -> Arc<View> {
        let view = self
            .view
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&view)
    }

    /// Reads everything anew: what the machine found may have changed.
    pub fn look_again(&self) -> Result<(), CaseError> {
        // The case is held until the picture hangs: else an older picture could be hung over a newer one.
        let case = lock(&self.case);
        let generation = self.current().generation + 1;
        self.show(View::of(&case, Some(generation))?);
        Ok(())
    }

    /// Reads the decisions anew: what the machine found has not changed.
    pub fn judge_again(&self, is_new_numbering: bool) -> Result<(), CaseError> {
        let case = lock(&self.case);
        self.show(self.current().judged(&case, is_new_numbering)?);
        Ok(())
    }

    fn show(&self, fresh: View) {
        let mut view = self
            .view
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *view = Arc::new(fresh);
    }
}
