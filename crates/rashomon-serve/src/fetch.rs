//! Fetching an account from an address: the only thing here that goes out, and only when the user names the address.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Longest that a fetch may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most bytes that are fetched (8 MiB): far more than any article.
const MOST_BYTES: u64 = 8 << 20;

/// Which addresses may be fetched from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those that anyone on the internet can reach: neither this machine nor its own network.
    Public,
    /// Any, this machine too.
    Anywhere,
    /// None: nothing goes out.
    Nowhere,
}

/// What came from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the server says that it is a web page.
    pub is_page: bool,
}

/// Why nothing came.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Not a web address.
    #[error("this is not a web address; it has to begin with https:// or http://")]
    Address,
    /// The program was told to fetch nothing.
    #[error("this program was started so that it fetches nothing; save the page and upload the file")]
    Nowhere,
    /// The server has no such page, or refuses it.
    #[error("the server answered with status {0}; open the page in a browser, save it and upload the file")]
    Status(u16),
    /// More than is read.
    #[error("the page is larger than 8 MiB; save it and upload the file")]
    TooLarge,
    /// No connection, or it took too long.
    #[error("the page cannot be fetched ({0}); save it in a browser and upload the file")]
    Failed(String),
}

/// Fetches what is at an address.
///
/// # Errors
/// When it is no web address, lies outside of `reach`, takes over 20 seconds or is larger than 8 MiB.
pub fn fetch(address: &str, reach: Reach) -> Result<Fetched, FetchError> {
    if reach == Reach::Nowhere {
        return Err(FetchError::Nowhere);
    }
    let uri: Uri = address.trim().parse().map_err(|_| FetchError::Address)?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err(FetchError::Address);
    }
    let config = Config::builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(5)
        // A proxy would resolve names out of our sight.
        .proxy(None)
        .http_status_as_error(false)
        .user_agent(concat!("Rashomon/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Filtered { reach });
    let failed = |error: ureq::Error| FetchError::Failed(error.to_string());
    let mut response = agent.get(uri).call().map_err(failed)?;
    if !response.status().is_success() {
        return Err(FetchError::Status(response.status().as_u16()));
    }
    let kind = response
        .headers()
        .get("content-type")
        .and_then(|kind| kind.to_str().ok());
    let is_page = kind.is_some_and(|kind| kind.contains("html"));
    let bytes = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
    match bytes {
        Ok(bytes) => Ok(Fetched { bytes, is_page }),
        Err(ureq::Error::BodyExceedsLimit(_)) => Err(FetchError::TooLarge),
        Err(error) => Err(failed(error)),
    }
}

/// Finds the addresses of names, but for those out of reach: also after a redirect.
#[derive(Debug)]
struct Filtered {
    reach: Reach,
}

impl Resolver for Filtered {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut within = self.empty();
        let is_within = |address: &&SocketAddr| self.reach == Reach::Anywhere || is_public(address.ip());
        all.iter()
            .filter(is_within)
            .for_each(|address| within.push(*address));
        match within.is_empty() {
            true => Err(ureq::Error::HostNotFound),
            false => Ok(within),
        }
    }
}

/// Whether an address belongs to the internet at large.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let is_shared = a == 100 && (64..128).contains(&b);
            let is_testing = a == 198 && (18..20).contains(&b);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_broadcast()
                || v4.is_documentation()
                || is_shared
                || is_testing
                || a == 0
                || a >= 240
                || (a == 192 && b == 0))
        }
        IpAddr::V6(v6) => {
            let within = v6.to_ipv4();
            let first = v6.segments()[0];
            // Only 2000::/3 is given out; 2002::/16 and 64:ff9b::/96 lead to addresses of the older kind.
            (first & 0xe000) == 0x2000 && first != 0x2002 && within.is_none_or(|v4| is_public(IpAddr::V4(v4)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_its_network_are_out_of_reach() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn only_web_addresses_are_fetched() {
        for address in [
            "file:///etc/passwd",
            "ftp://example.org/x",
            "example.org",
            "",
            "https://",
            "javascript:alert(1)",
        ] {
            assert!(
                matches!(fetch(address, Reach::Anywhere), Err(FetchError::Address)),
                "{address}"
            );
        }
        assert!(matches!(
            fetch("https://example.org", Reach::Nowhere),
            Err(FetchError::Nowhere)
        ));
    }

    #[test]
    fn a_server_on_this_machine_is_reached_only_when_that_is_wanted() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/story", listener.local_addr().unwrap());
        assert!(matches!(
            fetch(&address, Reach::Public),
            Err(FetchError::Failed(_))
        ));
        let server = std::thread::spawn(move || {
            use std::io::{Read as _, Write as _};
            let (mut stream, _) = listener.accept().unwrap();
            let read = stream.read(&mut [0; 2048]).unwrap();
            let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>Hi";
            stream.write_all(answer.as_bytes()).unwrap();
            read
        });
        let fetched = fetch(&address, Reach::Anywhere).unwrap();
        assert_eq!(
            fetched,
            Fetched {
                bytes: b"<p>Hi".to_vec(),
                is_page: true
            }
        );
        assert!(server.join().unwrap() > 0);
    }
}
