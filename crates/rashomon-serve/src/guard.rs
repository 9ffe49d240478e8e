//! Who may ask, and from where.
//!
//! A page of another site that the same browser shows can send requests here. It cannot read the answers, and it must
//! not change anything: a request has to be meant for this machine (`Host`, against names that lead elsewhere and
//! back), a change has to come from one of our own pages (`Origin`, a cookie that other sites' requests do not carry,
//! and a token that only our pages hold).

use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;

use axum::http::{HeaderMap, Method, Uri, header};
use sha2::{Digest as _, Sha256};

/// Checks requests. Knows nothing until the address is known.
#[derive(Default)]
pub(crate) struct Guard {
    post: OnceLock<Post>,
}

struct Post {
    address: SocketAddr,
    token: Option<String>,
    hosts: Vec<String>,
    secret: String,
}

/// A browser that may ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    /// Known by its cookie alone.
    pub id: String,
    /// What every form of this session carries.
    pub csrf: String,
    /// A cookie that the answer has to set.
    pub cookie: Option<String>,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Meant for another machine.
    Host,
    /// Without the token.
    Token,
    /// A change that another site asks for.
    Origin,
    /// A change without the session's own token.
    Form,
}

impl Refusal {
    /// What to tell the one who asked.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Host => {
                "This request was meant for another machine. Open the address that the program printed."
            }
            Self::Token => "This case needs its token. Open the whole address that the program printed.",
            Self::Origin => "This change was asked for by another site, so nothing was changed.",
            Self::Form => {
                "This form is from an earlier run of the program, so nothing was changed. Go back, reload the page, \
                 and send it again."
            }
        }
    }
}

/// What a request that is let in may do.
pub(crate) enum Entrance {
    /// It is answered.
    Open(Session),
    /// The token was in the address: it goes into a cookie, and the browser asks again without it.
    Swap { cookie: String, to: String },
}

impl Guard {
    /// Learns the address it stands at.
    pub fn stand(&self, address: SocketAddr, token: Option<String>, hosts: Vec<String>) {
        let secret = random();
        // A second call changes nothing: an app is served once.
        let _ = self.post.set(Post {
            address,
            token,
            hosts,
            secret,
        });
    }

    /// Lets a request in or refuses it. Forms are checked later by [`Guard::is_own_form`].
    pub fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<Entrance, Refusal> {
        let post = self.post.get().ok_or(Refusal::Host)?;
        let host = text(headers, header::HOST).unwrap_or_default();
        if !post.is_own_host(host) {
            return Err(Refusal::Host);
        }
        let changes = !matches!(*method, Method::GET | Method::HEAD);
        if changes && !is_own_origin(headers, host) {
            return Err(Refusal::Origin);
        }
        if let Some(token) = &post.token {
            let name = post.cookie_name("key");
            if cookie(headers, &name).is_none_or(|given| !is_same(given, token)) {
                let in_address = query_value(uri, "token").filter(|given| is_same(given, token));
                return match in_address {
                    Some(_) if !changes => Ok(Entrance::Swap {
                        cookie: cookie_line(&name, token),
                        to: uri.path().to_owned(),
                    }),
                    _ => Err(Refusal::Token),
                };
            }
        }
        Ok(Entrance::Open(post.session(headers)))
    }

    /// Whether a form carries the token of its session.
    pub fn is_own_form(&self, session: &Session, given: Option<&str>) -> bool {
        session.cookie.is_none() && given.is_some_and(|given| is_same(given, &session.csrf))
    }
}

impl Post {
    fn cookie_name(&self, of: &str) -> String {
        // Cookies are shared by all ports of a machine.
        format!("rashomon-{}-{of}", self.address.port())
    }

    fn session(&self, headers: &HeaderMap) -> Session {
        let name = self.cookie_name("session");
        let known =
            cookie(headers, &name).filter(|id| id.len() == 64 && id.chars().all(|c| c.is_ascii_hexdigit()));
        let (id, cookie) = match known {
            Some(id) => (id.to_owned(), None),
            None => {
                let id = random();
                let line = cookie_line(&name, &id);
                (id, Some(line))
            }
        };
        let csrf = digest(&format!("{}/{id}", self.secret));
        Session { id, csrf, cookie }
    }

    /// On loopback only loopback's names, with our port; else also addresses and the names that were given. Names that
    /// someone else could lead here are refused.
    fn is_own_host(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) && !port.is_empty() => {
                (name, Some(port))
            }
            _ => (host, None),
        };
        let is_own_port = port.unwrap_or("80") == self.address.port().to_string();
        let name = name
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_ascii_lowercase();
        let is_address = name.parse::<IpAddr>().is_ok();
        let is_loopback = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let is_named = self.hosts.iter().any(|own| own.eq_ignore_ascii_case(&name));
        let is_known = is_loopback || is_named || (is_address && !self.address.ip().is_loopback());
        // Behind a name that was given there may be another port.
        is_known && (is_own_port || is_named)
    }
}

/// Whether a change comes from a page of the host that it is meant for.
fn is_own_origin(headers: &HeaderMap, host: &str) -> bool {
    let is_cross_site = text(headers, "sec-fetch-site").is_some_and(|site| site != "same-origin");
    let origin = text(headers, header::ORIGIN).unwrap_or_default();
    let of = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    !is_cross_site && of.is_some_and(|of| of.eq_ignore_ascii_case(host))
}

fn text(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let mut pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

fn cookie_line(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict")
}

fn query_value<'u>(uri: &'u Uri, name: &str) -> Option<&'u str> {
    let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn is_same(given: &str, own: &str) -> bool {
    digest(given) == digest(own)
}

fn digest(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// 256 random bits in hexadecimal digits.
pub fn random() -> String {
    let mut bytes = [0u8; 32];
    // Without random numbers nothing here could be kept from anyone.
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(address: &str, token: Option<&str>) -> Guard {
        let guard = Guard::default();
        guard.stand(
            address.parse().unwrap(),
            token.map(str::to_owned),
            vec!["desk.example".to_owned()],
        );
        guard
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    fn refusal(guard: &Guard, method: Method, uri: &str, pairs: &[(&'static str, &str)]) -> Option<Refusal> {
        guard.admit(&method, &uri.parse().unwrap(), &headers(pairs)).err()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let guard = guard("127.0.0.1:8750", None);
        for host in [
            "127.0.0.1:8750",
            "localhost:8750",
            "LOCALHOST:8750",
            "[::1]:8750",
            "desk.example",
        ] {
            assert_eq!(
                refusal(&guard, Method::GET, "/", &[("host", host)]),
                None,
                "{host}"
            );
        }
        for host in [
            "evil.example:8750",
            "127.0.0.1:80",
            "127.0.0.1",
            "192.168.1.5:8750",
            "",
            "localhost.evil.example:8750",
        ] {
            assert_eq!(
                refusal(&guard, Method::GET, "/", &[("host", host)]),
                Some(Refusal::Host),
                "{host}"
            );
        }
    }

    #[test]
    fn changes_come_from_our_own_pages() {
        let guard = guard("127.0.0.1:8750", None);
        let from = |more: &[(&'static str, &str)]| {
            let all = [&[("host", "localhost:8750")], more].concat();
            refusal(&guard, Method::POST, "/judge", &all)
        };
        assert_eq!(from(&[("origin", "http://localhost:8750")]), None);
        assert_eq!(from(&[]), Some(Refusal::Origin));
        assert_eq!(from(&[("origin", "null")]), Some(Refusal::Origin));
        assert_eq!(from(&[("origin", "http://evil.example")]), Some(Refusal::Origin));
        assert_eq!(
            from(&[("origin", "http://localhost:9999")]),
            Some(Refusal::Origin)
        );
        let cross = [
            ("origin", "http://localhost:8750"),
            ("sec-fetch-site", "cross-site"),
        ];
        assert_eq!(from(&cross), Some(Refusal::Origin));
    }

    #[test]
    fn the_token_goes_from_the_address_into_a_cookie() {
        let guard = guard("0.0.0.0:8750", Some("secret"));
        let host = ("host", "192.168.1.5:8750");
        assert_eq!(refusal(&guard, Method::GET, "/", &[host]), Some(Refusal::Token));
        assert_eq!(
            refusal(&guard, Method::GET, "/?token=wrong", &[host]),
            Some(Refusal::Token)
        );
        let swap = guard.admit(
            &Method::GET,
            &"/ledger?token=secret".parse().unwrap(),
            &headers(&[host]),
        );
        assert!(matches!(swap, Ok(Entrance::Swap { to, cookie })
            if to == "/ledger" && cookie.contains("HttpOnly; SameSite=Strict")));
        let with = [host, ("cookie", "a=b; rashomon-8750-key=secret")];
        assert_eq!(refusal(&guard, Method::GET, "/", &with), None);
    }

    #[test]
    fn a_form_needs_the_token_of_its_own_session() {
        let guard = guard("127.0.0.1:8750", None);
        let open = |pairs: &[(&'static str, &str)]| match guard.admit(
            &Method::GET,
            &"/".parse().unwrap(),
            &headers(pairs),
        ) {
            Ok(Entrance::Open(session)) => session,
            _ => panic!("is let in"),
        };
        let first = open(&[("host", "localhost:8750")]);
        assert!(
            !guard.is_own_form(&first, Some(&first.csrf)),
            "a session that is not kept yet"
        );
        let cookie = first.cookie.clone().unwrap();
        let again = open(&[
            ("host", "localhost:8750"),
            ("cookie", cookie.split(';').next().unwrap()),
        ]);
        assert!(guard.is_own_form(&again, Some(&first.csrf)));
        assert!(!guard.is_own_form(&again, Some("")) && !guard.is_own_form(&again, None));
        assert!(!guard.is_own_form(&again, Some(&open(&[("host", "localhost:8750")]).csrf)));
    }
}
