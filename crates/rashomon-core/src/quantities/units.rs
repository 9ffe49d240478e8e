//! What amounts are given in.

use super::numbers::phrase_at;
use super::tokens::Token;

/// A unit with its factor to the one that is reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// "percent", "minutes", "USD".
    pub(super) name: &'static str,
    /// How many of `name` it is.
    pub(super) factor: f64,
}

/// Longer phrases before shorter ones that they begin with.
const UNITS: &[(&str, &str, f64)] = &[
    ("percentage points", "percentage points", 1.0),
    ("percentage point", "percentage points", 1.0),
    ("percent", "percent", 1.0),
    ("per cent", "percent", 1.0),
    ("%", "percent", 1.0),
    ("minutes", "minutes", 1.0),
    ("minute", "minutes", 1.0),
    ("min", "minutes", 1.0),
    ("mins", "minutes", 1.0),
    ("hours", "minutes", 60.0),
    ("hour", "minutes", 60.0),
    ("hrs", "minutes", 60.0),
    ("seconds", "seconds", 1.0),
    ("second", "seconds", 1.0),
    ("days", "days", 1.0),
    ("day", "days", 1.0),
    ("weeks", "days", 7.0),
    ("week", "days", 7.0),
    ("months", "months", 1.0),
    ("month", "months", 1.0),
    ("years", "years", 1.0),
    ("year", "years", 1.0),
    ("kilometers", "km", 1.0),
    ("kilometres", "km", 1.0),
    ("kilometer", "km", 1.0),
    ("kilometre", "km", 1.0),
    ("km", "km", 1.0),
    ("nautical miles", "km", 1.852),
    ("miles", "km", 1.609),
    ("mile", "km", 1.609),
    ("meters", "m", 1.0),
    ("metres", "m", 1.0),
    ("meter", "m", 1.0),
    ("metre", "m", 1.0),
    ("kilograms", "kg", 1.0),
    ("kilogrammes", "kg", 1.0),
    ("kilogram", "kg", 1.0),
    ("kg", "kg", 1.0),
    ("tonnes", "tonne", 1.0),
    ("tonne", "tonne", 1.0),
    ("metric tons", "tonne", 1.0),
    ("tons", "tonne", 1.0),
    ("ton", "tonne", 1.0),
    ("barrels per day", "barrels per day", 1.0),
    ("barrels a day", "barrels per day", 1.0),
    ("bpd", "barrels per day", 1.0),
    ("barrels", "barrel", 1.0),
    ("barrel", "barrel", 1.0),
    ("megawatts", "MW", 1.0),
    ("megawatt", "MW", 1.0),
    ("mw", "MW", 1.0),
    ("us dollars", "USD", 1.0),
    ("u . s . dollars", "USD", 1.0),
    ("american dollars", "USD", 1.0),
    ("dollars", "USD", 1.0),
    ("dollar", "USD", 1.0),
    ("usd", "USD", 1.0),
    ("euros", "EUR", 1.0),
    ("euro", "EUR", 1.0),
    ("eur", "EUR", 1.0),
    ("rubles", "RUB", 1.0),
    ("roubles", "RUB", 1.0),
    ("ruble", "RUB", 1.0),
    ("rouble", "RUB", 1.0),
    ("pounds sterling", "GBP", 1.0),
    ("pounds", "GBP", 1.0),
    ("yuan", "CNY", 1.0),
    ("renminbi", "CNY", 1.0),
    ("yen", "JPY", 1.0),
    ("won", "KRW", 1.0),
    ("rupees", "INR", 1.0),
    ("shekels", "ILS", 1.0),
    ("rials", "IRR", 1.0),
    ("riyals", "SAR", 1.0),
    ("lira", "TRY", 1.0),
    ("lire", "TRY", 1.0),
    ("hryvnias", "UAH", 1.0),
    ("hryvnia", "UAH", 1.0),
    ("francs", "CHF", 1.0),
    ("zlotys", "PLN", 1.0),
    ("zloty", "PLN", 1.0),
];

/// The unit that begins at `at`, and where the tokens go on after it.
pub(super) fn unit_at(tokens: &[Token], at: usize) -> Option<(Unit, usize)> {
    UNITS.iter().find_map(|(phrase, name, factor)| {
        let next = phrase_at(tokens, at, phrase)?;
        Some((
            Unit {
                name,
                factor: *factor,
            },
            next,
        ))
    })
}

/// The currency whose sign stands before the number at `at`, and where the sign begins.
pub(super) fn currency_before(tokens: &[Token], number_at: usize) -> Option<(Unit, usize)> {
    let sign = number_at.checked_sub(1)?;
    let attached = |at: usize| !tokens[at].spaced;
    let mut start = sign;
    let name = match tokens[sign].lower.as_str() {
        "$" => match sign
            .checked_sub(1)
            .filter(|_| attached(sign))
            .map(|p| tokens[p].lower.as_str())
        {
            Some(prefix @ ("us" | "a" | "c" | "hk")) => {
                start = sign - 1;
                match prefix {
                    "a" => "AUD",
                    "c" => "CAD",
                    "hk" => "HKD",
                    _ => "USD",
                }
            }
            _ => "USD",
        },
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₽" => "RUB",
        "₹" => "INR",
        "₩" => "KRW",
        "₪" => "ILS",
        "₴" => "UAH",
        "₺" => "TRY",
        _ => return None,
    };
    Some((Unit { name, factor: 1.0 }, start))
}

/// Plurals that do not end in "s", with the unit that is reported.
const IRREGULAR: &[(&str, &str)] = &[
    ("people", "people"),
    ("persons", "people"),
    ("dead", "people"),
    ("wounded", "people"),
    ("injured", "people"),
    ("nations", "country"),
    ("men", "man"),
    ("women", "woman"),
    ("servicemen", "serviceman"),
    ("policemen", "policeman"),
    ("fishermen", "fisherman"),
    ("gunmen", "gunman"),
    ("children", "child"),
    ("aircraft", "aircraft"),
    ("personnel", "personnel"),
    ("police", "police"),
    ("lives", "life"),
    ("series", "series"),
];

/// The unit for a counted noun in the plural, or `None` when the word does not look like one.
pub(super) fn counted(plural: &str) -> Option<String> {
    if let Some((_, unit)) = IRREGULAR.iter().find(|(word, _)| *word == plural) {
        return Some((*unit).to_owned());
    }
    let long = plural.chars().count() >= 4;
    if !long || !plural.ends_with('s') || ["ss", "us", "is", "ous"].iter().any(|end| plural.ends_with(end)) {
        return None;
    }
    if let Some(stem) = plural.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let hissing = ["ches", "shes", "xes", "sses"]
        .iter()
        .any(|end| plural.ends_with(end));
    Some(plural[..plural.len() - if hissing { 2 } else { 1 }].to_owned())
}

/// The unit for a counted noun in the singular, as in "a 50-nation force".
pub(super) fn counted_singular(noun: &str) -> String {
    if noun == "nation" {
        "country".to_owned()
    } else {
        noun.to_owned()
    }
}
