//! What a page says of itself in its head.

use dom_query::Document;
use dom_smoothie::Readability;

use crate::date;

/// What a page says of itself; each is `None` when it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Headline, without the site's name.
    pub title: Option<String>,
    /// By-line, without "By".
    pub author: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Address under which the page wants to be known.
    pub url: Option<String>,
    /// Language tag of the page ("en-GB").
    pub language: Option<String>,
}

/// Reads a page's metadata: JSON-LD and meta elements first, then the usual elements.
pub(super) fn of(document: &Document) -> About {
    let readability = Readability {
        doc: document.clone(),
        doc_url: None,
        config: dom_smoothie::Config::default(),
    };
    let json_ld = readability.parse_json_ld();
    let found = readability.get_article_metadata(json_ld);
    let attribute = |selector: &str, name: &str| {
        document
            .try_select(selector)
            .and_then(|nodes| nodes.attr(name))
            .and_then(|value| tidy(&value))
    };
    let site = found.site_name.and_then(|name| tidy(&name));
    let published = found
        .published_time
        .or_else(|| attribute("meta[property='article:published_time']", "content"))
        .or_else(|| attribute("meta[itemprop='datePublished']", "content"))
        .or_else(|| {
            attribute(
                "meta[name='date'], meta[name='dc.date'], meta[name='DC.date.issued']",
                "content",
            )
        })
        .or_else(|| attribute("time[pubdate], time[itemprop='datePublished']", "datetime"));
    About {
        title: tidy(&found.title).map(|title| without_site(&title, site.as_deref())),
        author: found.byline.and_then(|by| tidy(&by)).and_then(|by| name(&by)),
        published: published.as_deref().and_then(date::of_timestamp),
        url: attribute("link[rel='canonical']", "href")
            .or_else(|| attribute("meta[property='og:url']", "content"))
            .or(found.url)
            .filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        language: attribute("html", "lang")
            .or_else(|| attribute("html", "xml:lang"))
            .or(found.lang),
        site,
    }
}

/// A title without the name of the site after a bar, dash or dot.
fn without_site(title: &str, site: Option<&str>) -> String {
    let bare = site.and_then(|site| {
        let head = title.get(..title.len().checked_sub(site.len())?)?;
        let tail = title.get(head.len()..)?;
        let stem = head
            .trim_end()
            .trim_end_matches(['|', '-', '–', '—', '·', '•', '»', ':']);
        (tail.eq_ignore_ascii_case(site) && stem.len() < head.trim_end().len()).then(|| stem.trim_end())
    });
    bare.filter(|bare| !bare.is_empty()).unwrap_or(title).to_owned()
}

/// White space collapsed; `None` when nothing is left.
fn tidy(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// A by-line without "By"; `None` for an address of a profile.
fn name(by: &str) -> Option<String> {
    let bare = by
        .strip_prefix("By ")
        .or_else(|| by.strip_prefix("by "))
        .unwrap_or(by)
        .trim();
    let is_address = bare.contains("://") || bare.starts_with("www.") || bare.starts_with('@');
    (!is_address && !bare.is_empty()).then(|| bare.to_owned())
}
