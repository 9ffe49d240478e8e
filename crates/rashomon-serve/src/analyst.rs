//! The analysis in the background: one account after another, then the comparison.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rashomon_core::{Account, Annotated, Comparison, Warning};

use crate::app::Inner;

/// Whoever reads accounts and compares them: the engine with its weights, or a stand-in for tests.
pub trait Analyst: Send + Sync {
    /// A name for the weights and the version of the engine: what is kept under another name is found anew.
    fn models(&self) -> String;

    /// Untrusted bytes to an account; `name` is a path or an address.
    ///
    /// # Errors
    /// A sentence that says why there is no text to read.
    fn read(&self, name: &str, bytes: &[u8]) -> Result<(Account, Vec<Warning>), String>;

    /// Finds who said what in an account.
    ///
    /// # Errors
    /// A sentence that says what failed.
    fn annotate(&self, account: Account, warnings: Vec<Warning>) -> Result<Annotated, String>;

    /// Compares accounts.
    ///
    /// # Errors
    /// A sentence that says what failed.
    fn compare(&self, accounts: Vec<Annotated>) -> Result<Comparison, String>;
}

/// What the analyst is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing: all is done.
    #[default]
    Idle,
    /// About to look whether there is anything to do.
    Waking,
    /// Reading accounts.
    Reading,
    /// Comparing them.
    Comparing,
}

/// How far the analysis is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Accounts read since the analysis began.
    pub done: usize,
    /// Accounts still to be read.
    pub left: usize,
    /// What failed.
    pub failures: Vec<String>,
}

/// Locks, also after another thread panicked: everything locked here is left whole by whoever changes it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Works whenever it is woken, until the app is gone.
pub(crate) fn work(app: &Arc<Inner>, wakes: &std::sync::mpsc::Receiver<()>) {
    let mut failed = BTreeSet::new();
    while wakes.recv().is_ok() {
        loop {
            if let Err(message) = catch_up(app, &mut failed) {
                lock(&app.progress).failures.push(message);
            }
            // Whoever wakes it holds the progress meanwhile, so that it is never idle with something to do.
            let mut progress = lock(&app.progress);
            if wakes.try_recv().is_err() {
                *progress = Progress {
                    failures: std::mem::take(&mut progress.failures),
                    ..Progress::default()
                };
                break;
            }
        }
    }
}

/// Reads what is unread and compares anew if anything changed.
fn catch_up(app: &Arc<Inner>, failed: &mut BTreeSet<String>) -> Result<(), String> {
    if lock(&app.case).is_read_only() {
        return Ok(());
    }
    let models = app.analyst.models();
    loop {
        let unread = lock(&app.case)
            .unread(&models)
            .map_err(|error| error.to_string())?;
        let mut unread: Vec<_> = unread
            .into_iter()
            .filter(|next| !failed.contains(&next.hash))
            .collect();
        if unread.is_empty() {
            break;
        }
        let next = unread.remove(0);
        {
            let mut progress = lock(&app.progress);
            progress.stage = Stage::Reading;
            progress.left = unread.len() + 1;
        }
        let id = next.account.id.clone();
        if let Err(message) = read_one(app, &models, next.hash.clone(), next.account, next.warnings) {
            failed.insert(next.hash);
            lock(&app.progress).failures.push(format!("{id}: {message}"));
        }
        lock(&app.progress).done += 1;
    }
    compare_anew(app, &models)
}

fn read_one(
    app: &Arc<Inner>,
    models: &str,
    hash: String,
    account: Account,
    warnings: Vec<Warning>,
) -> Result<(), String> {
    let annotated = guarded(|| app.analyst.annotate(account, warnings))?;
    lock(&app.case)
        .keep_annotation(&hash, models, &annotated, &app.stamp())
        .map_err(|error| error.to_string())
}

fn compare_anew(app: &Arc<Inner>, models: &str) -> Result<(), String> {
    let stored = |error: rashomon_case::CaseError| error.to_string();
    let (annotated, kept) = {
        let case = lock(&app.case);
        let annotated = case.annotated().map_err(stored)?;
        let kept = case.comparison(&annotated).map_err(stored)?;
        (annotated, kept)
    };
    let is_current = kept.is_some_and(|kept| kept.is_current && kept.models == models);
    if !is_current && !annotated.is_empty() {
        {
            let mut progress = lock(&app.progress);
            (progress.stage, progress.left) = (Stage::Comparing, 0);
        }
        let (hashes, accounts): (Vec<String>, Vec<Annotated>) = annotated.into_iter().unzip();
        let comparison = guarded(|| app.analyst.compare(accounts))?;
        lock(&app.case)
            .keep_comparison(models, &hashes, &comparison, &app.stamp())
            .map_err(stored)?;
    }
    app.look_again().map_err(stored)
}

/// What a piece of analysis gives; a panic in it is an error and not the end of the app.
fn guarded<T>(analysis: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(analysis))
        .unwrap_or_else(|_| Err("the analysis failed; please report this with the account".to_owned()))
}
