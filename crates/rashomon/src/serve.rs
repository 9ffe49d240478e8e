//! `rashomon serve`: the local web app.

use std::net::{IpAddr, SocketAddr};

use anyhow::{Context as _, Result, bail};
use rashomon_case::Case;
use rashomon_serve::{App, Reach, Settings, serve};

use crate::analyst::{Engine, clock};
use crate::cli::ServeArguments;
use crate::{Outcome, person};

/// Serves a case until the program is stopped.
///
/// # Errors
/// When the case cannot be opened, the models fail, or the address cannot be used.
pub fn run(arguments: &ServeArguments) -> Result<Outcome> {
    let case = match arguments.case.is_file() {
        true => Case::open(&arguments.case)?,
        false => {
            let title = arguments.case.file_stem().unwrap_or_default().to_string_lossy();
            Case::create(&arguments.case, &title)?
        }
    };
    let address: IpAddr = arguments.address.parse().with_context(|| {
        format!(
            "{}: is no address of this machine; 127.0.0.1 is its own",
            arguments.address
        )
    })?;
    let token = token(address, arguments)?;
    let settings = Settings {
        name: arguments.name.clone().unwrap_or_else(person::name),
        keep_name_in: person::settings().filter(|_| arguments.name.is_none()),
        token: token.clone(),
        hosts: arguments.hosts.clone(),
        reach: if arguments.no_fetch {
            Reach::Nowhere
        } else {
            Reach::Public
        },
        clock,
    };
    let app = App::new(case, Box::new(Engine::new()?), settings)?;
    let started = |bound: SocketAddr| {
        let query = token
            .as_ref()
            .map(|token| format!("?token={token}"))
            .unwrap_or_default();
        println!("http://{bound}/{query}");
    };
    serve(app, SocketAddr::new(address, arguments.port), started).with_context(|| {
        format!(
            "{address}:{}: cannot be listened on; try another --port",
            arguments.port
        )
    })?;
    Ok(Outcome::Done)
}

/// The token that requests need: the one given, or a new one wherever others could reach the app.
fn token(address: IpAddr, arguments: &ServeArguments) -> Result<Option<String>> {
    let given = arguments.token.clone();
    if given
        .as_ref()
        .is_some_and(|token| token.len() < 16 || !token.chars().all(|c| c.is_ascii_alphanumeric()))
    {
        bail!("--token: needs at least 16 letters and digits");
    }
    Ok(given.or_else(|| (!address.is_loopback()).then(rashomon_serve::random_token)))
}
