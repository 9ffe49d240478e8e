//! Who publishes an account, when it is somebody with a side: an office, the United Nations, a body that
//! issues a statement.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::camps::Camps;
use crate::account::Account;

/// How the head of an account names the body that publishes it.
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)^(?i:press release|press statement|statement|communiqué|declaration) (?i:by|from|of) (?:the )?(\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)*)",
    )
});

/// Words of the head of what the United Nations publish.
const UNITED_NATIONS: &[&str] = &[
    "security council",
    "general assembly",
    "united nations",
    "secretary-general",
    "human rights council",
];

/// How much of an account's beginning is its head, in bytes.
const HEAD: usize = 400;

/// The beginning of an account, where it says what it is.
pub(super) fn head(text: &str) -> &str {
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The side of the publisher; `None` for a newspaper, or when the account does not say.
pub(super) fn publisher(account: &Account) -> Option<Camps> {
    let head = head(&account.text);
    let lower = head.to_lowercase();
    let is_un = UNITED_NATIONS.iter().any(|words| lower.contains(words));
    if lower.contains("press release") && is_un {
        return Some(united_nations());
    }
    let body = || {
        RELEASE
            .captures(head)
            .and_then(|c| c.get(1))
            .map(|name| Camps::named_so(name.as_str()))
    };
    account.source.side.as_deref().map(Camps::named_so).or_else(body)
}

/// The United Nations and those who speak for them.
pub(super) fn united_nations() -> Camps {
    let mut camps = Camps::named_so("secretary-general");
    camps.join(Camps::named_so("united nations"));
    camps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(text: &str) -> Option<Camps> {
        publisher(&Account {
            text: text.into(),
            ..Account::default()
        })
    }

    #[test]
    fn a_head_names_the_publisher() {
        assert_eq!(
            published("Statement by Amber Watch\nLima"),
            Some(Camps::named_so("Amber Watch"))
        );
        assert_eq!(
            published("GENERAL ASSEMBLY OPENS\nPress release 1"),
            Some(united_nations())
        );
        assert_eq!(published("Rain in Lima\nIt rained."), None);
    }
}
