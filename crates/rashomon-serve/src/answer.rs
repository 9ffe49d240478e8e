//! What is sent back.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use maud::Markup;

/// Only our own style sheets and scripts, from this address, and forms that lead back here.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What is sent back.
pub(crate) enum Answer {
    /// A page.
    Page(StatusCode, Markup),
    /// A file of our own for the pages.
    Asset(&'static str, &'static str),
    /// A file to be kept: its name, its kind, its bytes.
    File(String, &'static str, Vec<u8>),
    /// Numbers for the script.
    Json(String),
    /// Another page of ours.
    See(String),
    /// Another page of ours, with a cookie.
    SeeWith(String, String),
}

impl Answer {
    /// The answer as it goes out, with the headers that every answer has; `cookie` is set when there is one.
    pub fn out(self, cookie: Option<&str>) -> Response<Body> {
        let mut cookie = cookie.map(str::to_owned);
        let (status, kind, body, extra) = match self {
            Self::Page(status, page) => (
                status,
                "text/html; charset=utf-8",
                page.into_string().into_bytes(),
                None,
            ),
            Self::Asset(kind, text) => (StatusCode::OK, kind, text.as_bytes().to_vec(), None),
            Self::Json(text) => (StatusCode::OK, "application/json", text.into_bytes(), None),
            Self::File(name, kind, bytes) => {
                let line = format!("attachment; filename=\"{}\"", plain(&name));
                (
                    StatusCode::OK,
                    kind,
                    bytes,
                    Some((header::CONTENT_DISPOSITION, line)),
                )
            }
            Self::See(to) => (
                StatusCode::SEE_OTHER,
                "text/plain",
                Vec::new(),
                Some((header::LOCATION, to)),
            ),
            Self::SeeWith(to, line) => {
                cookie = Some(line);
                (
                    StatusCode::SEE_OTHER,
                    "text/plain",
                    Vec::new(),
                    Some((header::LOCATION, to)),
                )
            }
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let fixed = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            // With "no-referrer" browsers would send no usable Origin with our own forms.
            (header::REFERRER_POLICY, "same-origin"),
            (header::CACHE_CONTROL, "no-store"),
            (
                header::HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            (
                header::HeaderName::from_static("cross-origin-resource-policy"),
                "same-origin",
            ),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let variable = extra
            .into_iter()
            .chain(cookie.map(|line| (header::SET_COOKIE, line)));
        for (name, value) in variable {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// A file name without anything that a header or a folder would take for more.
fn plain(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect()
}

/// Where to go back to: only a path of our own, else the front page.
pub(crate) fn back(wanted: Option<&str>) -> String {
    let is_own = |to: &&str| {
        to.starts_with('/')
            && !to.starts_with("//")
            && !to.contains('\\')
            && to.chars().all(|c| c.is_ascii_graphic())
    };
    wanted.filter(is_own).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_never_sent_to_another_site() {
        assert_eq!(back(Some("/threads?page=2#th4")), "/threads?page=2#th4");
        for to in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "",
            "threads",
        ] {
            assert_eq!(back(Some(to)), "/", "{to:?}");
        }
        assert_eq!(back(None), "/");
    }
}
