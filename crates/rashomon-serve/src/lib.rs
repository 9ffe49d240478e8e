//! The local web app of a case: its accounts, what was found in them, and what people decide about it.
//!
//! Pages are rendered here, on the machine that the case lies on, and work without their scripts. Nothing is loaded
//! from anywhere else. Account text is hostile and only ever shown as text. Every request is checked for the host it
//! was meant for, and every change for where it came from (`guard`).

mod act;
mod analyst;
mod answer;
mod app;
mod asked;
mod desk;
mod export;
mod fetch;
mod guard;
mod intake;
mod judge;
mod pages;
mod routes;
mod view;

use std::net::SocketAddr;

pub use analyst::Analyst;
pub use app::{App, Settings};
pub use export::{make, names as formats};
pub use fetch::{FetchError, Fetched, Reach, fetch};
pub use guard::random as random_token;

/// Answers requests on an address until the program ends. `started` is told the address that was bound.
///
/// # Errors
/// When the address cannot be bound, or the system refuses to go on listening.
pub fn serve(app: App, address: SocketAddr, started: impl FnOnce(SocketAddr)) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_io()
        .enable_time()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        let bound = listener.local_addr()?;
        let router = routes::router(app.listening_on(bound));
        started(bound);
        axum::serve(listener, router).await
    })
}
