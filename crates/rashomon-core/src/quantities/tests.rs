use proptest::prelude::*;

use super::*;

fn only(text: &str) -> Quantity {
    let found = find_quantities(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().unwrap()
}

/// Words, value and unit of every quantity.
fn all(text: &str) -> Vec<(&str, f64, String)> {
    find_quantities(text)
        .into_iter()
        .map(|q| (q.span.of(text), q.value, q.unit.unwrap_or_default()))
        .collect()
}

fn interval(text: &str) -> (f64, f64) {
    let q = only(text);
    (q.low, q.high)
}

fn of(text: &str) -> String {
    only(text).of.unwrap_or_default()
}

fn conflict(a: &str, b: &str) -> bool {
    quantities_conflict(&only(a), &only(b))
}

#[test]
fn durations_in_every_dress() {
    for (text, minutes) in [
        ("a ninety-minute call", 90.0),
        ("a 90-minute call", 90.0),
        ("for 90 minutes", 90.0),
        ("a chat of one-hour-and-a-half", 90.0),
        ("about an hour and a half", 90.0),
        ("one and a half hours", 90.0),
        ("half an hour", 30.0),
        ("a half-hour meeting", 30.0),
        ("a little over an hour", 60.0),
        ("almost two hours", 120.0),
        ("a three-hour dinner", 180.0),
        ("an hour and twenty minutes", 80.0),
        ("three-quarters of an hour", 45.0),
        ("2½ hours", 150.0),
    ] {
        let q = only(text);
        assert_eq!((q.value, q.unit.as_deref()), (minutes, Some("minutes")), "{text}");
    }
    assert_eq!(
        all("a two-day visit, then three weeks")[0],
        ("two-day", 2.0, "days".to_owned())
    );
    assert_eq!(
        all("over three weeks"),
        [("over three weeks", 21.0, "days".to_owned())]
    );
}

#[test]
fn percent_money_and_measures() {
    let unit = |text: &'static str, words: &'static str, value: f64, unit: &str| {
        assert_eq!(all(text), [(words, value, unit.to_owned())], "{text}");
    };
    unit("up nearly 5% since", "nearly 5%", 5.0, "percent");
    unit("a bit over 5 percent", "a bit over 5 percent", 5.0, "percent");
    unit("cut by 12.5 per cent", "12.5 per cent", 12.5, "percent");
    unit("a $1.5 billion loan", "$1.5 billion", 1.5e9, "USD");
    unit("US$20 million", "US$20 million", 2e7, "USD");
    unit("some €300m", "some €300m", 3e8, "EUR");
    unit("two million euros", "two million euros", 2e6, "EUR");
    unit("300 billion rubles", "300 billion rubles", 3e11, "RUB");
    unit("a strip 140km long", "140km", 140.0, "km");
    unit(
        "400,000 barrels per day",
        "400,000 barrels per day",
        4e5,
        "barrels per day",
    );
}

#[test]
fn things_counted() {
    let unit = |text: &'static str, words: &'static str, value: f64, unit: &str| {
        assert_eq!(all(text), [(words, value, unit.to_owned())], "{text}");
    };
    unit(
        "more than 50 nations agree",
        "more than 50 nations",
        50.0,
        "country",
    );
    unit("he sent 1,200 troops", "1,200 troops", 1200.0, "troop");
    unit("two dozen ships left", "two dozen ships", 24.0, "ship");
    unit(
        "hundreds of protesters",
        "hundreds of protesters",
        200.0,
        "protester",
    );
    unit("killed at least 12 people", "at least 12 people", 12.0, "people");
    unit(
        "fifty-three Spanish fishing boats",
        "fifty-three Spanish fishing boats",
        53.0,
        "boat",
    );
    unit("a 50-nation force", "50-nation", 50.0, "country");
    assert_eq!(of("twelve members of parliament"), "parliament");
}

#[test]
fn numbers_that_are_no_amounts() {
    for text in [
        "on 14 May 2019 in Brest",
        "in 2016 he won",
        "the 2019 talks",
        "at 10:30 or 5 p.m. or 5pm or seven o'clock",
        "Anna Example, 45, said",
        "the 45-year-old minister, aged 45",
        "on the 3rd day of the 21st century",
        "Resolution 2231 and Article 5",
        "1. First point\n2) Second point",
        "the G20, the P5+1, a Boeing 737 and COVID-19",
        "two weeks ago",
        "the two leaders",
        "won 3-2",
        "the Group of Seven",
        "one of them; a day; an error",
        "warned about 2020: no",
        "people under 30",
        "https://example.org/2019/05/a1b2c3",
    ] {
        assert_eq!(all(text), [], "{text}");
    }
}

#[test]
fn ranges() {
    assert_eq!(interval("growth of 5 to 7 percent"), (5.0, 7.0));
    assert_eq!(interval("between 20 and 30 soldiers"), (20.0, 30.0));
    assert_eq!(interval("5-7 million barrels"), (5e6, 7e6));
    assert_eq!(interval("an hour and a half, almost two hours"), (90.0, 120.0));
    assert_eq!(interval("two to three hours"), (120.0, 180.0));
}

#[test]
fn hedges_set_the_ends() {
    assert_eq!(interval("5 percent"), (4.5, 5.5));
    assert_eq!(interval("nearly 5%"), (4.5, 5.0));
    assert_eq!(interval("a bit over 5 percent"), (5.0, 5.5));
    assert_eq!(interval("90 minutes"), (85.0, 95.0));
    assert_eq!(interval("up to 200 soldiers"), (0.0, 200.0));
    assert_eq!(interval("more than 200 soldiers"), (200.0, 400.0));
    assert_eq!(interval("12 sailors"), (11.5, 12.5));
    assert_eq!(interval("1,200 troops"), (1150.0, 1250.0));
}

#[test]
fn what_is_measured() {
    assert_eq!(
        of("He praised the nearly 5% increase in bilateral trade this year."),
        "increase in bilateral trade"
    );
    assert_eq!(of("after a 90-minute phone call with his guest"), "phone call");
    assert_eq!(
        of("They had a telephone conversation of one-hour-and-a-half."),
        "telephone conversation"
    );
    assert_eq!(of("The talks lasted three hours."), "talks");
    assert_eq!(
        of("Talks between the two ministers lasted about three hours."),
        "Talks"
    );
    assert_eq!(of("Bilateral trade grew by 5 percent."), "Bilateral trade");
    assert_eq!(of("There were two hours of talks in Brest."), "talks");
    assert_eq!(of("They got $2 billion in aid."), "aid");
    assert_eq!(of("15 percent of the exports"), "exports");
    assert_eq!(of("They spoke for three hours."), "");
    assert_eq!(of("Friday’s call between them lasted an hour."), "Friday’s call");
    assert_eq!(
        of("He saw her in Brest on Monday in talks that went on for an hour."),
        "talks"
    );
    assert_eq!(
        of("Exports showed an increase of “nearly 5 percent”."),
        "increase"
    );
    assert_eq!(of("a road 40km north of the border"), "");
    assert_eq!(all("paid $12 an hour"), [("$12", 12.0, "USD".to_owned())]);
}

#[test]
fn conflicts() {
    assert!(conflict("nearly 5%", "a bit over 5 percent"));
    assert!(!conflict("90 minutes", "an hour and a half"));
    assert!(conflict("half an hour", "90 minutes"));
    assert!(conflict("a little over an hour", "90 minutes"));
    assert!(!conflict("almost an hour and a half", "90 minutes"));
    assert!(!conflict("5 percent", "nearly 5%"));
    assert!(!conflict("an hour and a half, almost two hours", "90 minutes"));
    assert!(conflict("12 sailors", "13 sailors"));
    assert!(!conflict("12 sailors", "13 ships"));
    assert!(!conflict("more than 50 nations", "54 countries"));
}

proptest! {
    #[test]
    fn any_text_gives_ordered_disjoint_spans(
        text in "\\PC*|((nearly|5|1,200|an|half|hour|and|a|to|-|%|\\$|million|of|two|dozen|\\.|talks|é|’s|½)[ -]?)*"
    ) {
        let mut last = 0;
        for q in find_quantities(&text) {
            prop_assert!(q.span.start >= last && !q.span.is_empty());
            prop_assert!(text.is_char_boundary(q.span.start) && text.is_char_boundary(q.span.end));
            prop_assert!(q.low.is_finite() && q.high.is_finite() && q.low <= q.value && q.value <= q.high);
            last = q.span.end;
        }
    }
}
