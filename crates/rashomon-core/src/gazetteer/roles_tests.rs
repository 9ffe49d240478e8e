use jiff::civil::date;

use super::*;

fn on(phrase: &str, day: Date) -> &'static str {
    resolve_role(phrase, Some(day)).map_or("", |tenure| tenure.person.name)
}

fn in_may_2019(phrase: &str) -> &'static str {
    on(phrase, date(2019, 5, 14))
}

#[test]
fn a_side_and_a_title() {
    for (phrase, name) in [
        ("the Russian president", "Vladimir Putin"),
        ("Russia’s Foreign Minister", "Sergey Lavrov"),
        ("the US Secretary of State", "Mike Pompeo"),
        ("the U.S. secretary of state", "Mike Pompeo"),
        ("the US president", "Donald Trump"),
        ("the British prime minister", "Theresa May"),
        ("Britain's foreign secretary", "Jeremy Hunt"),
        ("Iran's supreme leader", "Ali Khamenei"),
        ("the Iranian president", "Hassan Rouhani"),
        ("the Kremlin spokesman", "Dmitry Peskov"),
        ("Kremlin press secretary", "Dmitry Peskov"),
        ("the UN secretary-general", "Antonio Guterres"),
        ("U.N. Secretary General", "Antonio Guterres"),
        ("the UN chief", "Antonio Guterres"),
        ("NATO chief", "Jens Stoltenberg"),
        ("the German chancellor", "Angela Merkel"),
        ("the German president", "Frank-Walter Steinmeier"),
        ("President of France", "Emmanuel Macron"),
        ("Foreign Minister of Iran", "Mohammad Javad Zarif"),
        ("the White House press secretary", "Sarah Huckabee Sanders"),
        ("the White House spokeswoman", "Sarah Huckabee Sanders"),
        ("the State Department spokeswoman", "Morgan Ortagus"),
        ("US State Department spokesperson", "Morgan Ortagus"),
        ("the Russian Foreign Ministry spokeswoman", "Maria Zakharova"),
        ("European Commission president", "Jean-Claude Juncker"),
        ("the EU foreign policy chief", "Federica Mogherini"),
        ("EU High Representative", "Federica Mogherini"),
        ("the North Korean leader", "Kim Jong-un"),
        ("the Saudi king", "King Salman"),
        ("Saudi Arabia's crown prince", "Mohammed bin Salman"),
        ("the Pentagon chief", "Patrick Shanahan"),
        ("CIA director", "Gina Haspel"),
        ("US Special Representative for Iran", "Brian Hook"),
        ("the IAEA director general", "Yukiya Amano"),
        ("Hezbollah leader", "Hassan Nasrallah"),
        ("the US national security adviser", "John Bolton"),
    ] {
        assert_eq!(in_may_2019(phrase), name, "{phrase}");
    }
}

#[test]
fn the_day_decides() {
    assert_eq!(
        on("the Chinese foreign ministry spokesperson", date(2004, 1, 1)),
        ""
    );
    assert_eq!(on("the US president", date(2021, 1, 19)), "Donald Trump");
    assert_eq!(on("the US president", date(2021, 1, 20)), "Joe Biden");
    assert_eq!(
        on("the Ukrainian president", date(2019, 5, 14)),
        "Petro Poroshenko"
    );
    assert_eq!(
        on("the Ukrainian president", date(2019, 5, 21)),
        "Volodymyr Zelensky"
    );
    assert!(resolve_role("the US president", None).is_none());
    assert_eq!(
        resolve_role("the Belarusian president", None)
            .unwrap()
            .person
            .name,
        "Alexander Lukashenko"
    );
}

#[test]
fn what_may_be_several_is_left_open() {
    for phrase in [
        "the president",
        "a Russian spokesman",
        "the former US president",
        "the Russian deputy foreign minister",
        "US and Russian presidents",
        "the Russian president's aide",
        "the EU chief",
        "the French chief",
        "the British president",
        "an American diplomat",
        "the Chinese foreign ministry spokesperson",
        "",
    ] {
        assert_eq!(in_may_2019(phrase), "", "{phrase}");
    }
}
