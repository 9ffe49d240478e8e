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

/// An office that publishes under its own name and leaves its state out: "Prime Minister's Office".
static LETTERHEAD: LazyLock<Regex> = LazyLock::new(|| {
    const HOLDER: &str =
        "prime minister|president|chancellor|premier|foreign minister|king|queen|governor|mayor";
    pattern(&format!(
        r"(?mi)^(?:the )?(?:({HOLDER})['’]s (?:press |private )?office|(?:press )?office of the ({HOLDER}))\s*$"
    ))
});

/// Words of the head of what the United Nations publish.
const UNITED_NATIONS: &[&str] = &[
    "security council",
    "general assembly",
    "united nations",
    "secretary-general",
    "human rights council",
];

/// What the United Nations call parts of themselves.
const BODIES: &[&str] = &["Mission", "Office", "Programme", "Fund", "Agency", "Commission"];

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
        let mut camps = united_nations();
        // "United Nations Mission in Keld": who heads the Mission is of it.
        let first = head.lines().next().unwrap_or_default();
        for word in first
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| BODIES.contains(w))
        {
            camps.join(Camps::named_so(word));
        }
        return Some(camps);
    }
    let body = || {
        RELEASE
            .captures(head)
            .and_then(|c| c.get(1))
            .map(|name| Camps::named_so(name.as_str()))
    };
    let office =
        || letterhead(&account.text).map(|office| Camps::named_so(&format!("office of the {office}")));
    account
        .source
        .side
        .as_deref()
        .map(Camps::named_so)
        .or_else(body)
        .or_else(office)
}

/// The office in whose name a text is published, in lower case.
pub(super) fn letterhead(text: &str) -> Option<String> {
    let found = LETTERHEAD.captures(head(text))?;
    let office = found.get(1).or_else(|| found.get(2))?;
    Some(office.as_str().to_lowercase())
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
        assert_eq!(
            letterhead("Office of the President\nA call").as_deref(),
            Some("president")
        );
        assert!(published("Prime Minister’s Office\nA call with Oslo").is_some());
    }
}
