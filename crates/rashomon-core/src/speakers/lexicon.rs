//! The words by which English tells people, bodies and offices apart.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Grammatical gender as far as words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

static GIVEN_NAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    include_str!("../../data/given_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(gender, names)| {
            let gender = if gender == "m" {
                Gender::Male
            } else {
                Gender::Female
            };
            names.split_whitespace().map(move |name| (name, gender))
        })
        .collect()
});

/// The usual gender of a given name; `None` when it is not in the list.
pub fn given_name(word: &str) -> Option<Gender> {
    GIVEN_NAMES.get(word).copied()
}

/// Words that stand right before a person's name and name an office or a rank, lower-cased.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "premier",
    "minister",
    "secretary",
    "chancellor",
    "ambassador",
    "envoy",
    "senator",
    "sen",
    "congressman",
    "congresswoman",
    "representative",
    "rep",
    "governor",
    "gov",
    "mayor",
    "general",
    "gen",
    "admiral",
    "adm",
    "colonel",
    "col",
    "major",
    "captain",
    "lieutenant",
    "marshal",
    "commander",
    "chief",
    "king",
    "queen",
    "prince",
    "princess",
    "emir",
    "sheikh",
    "sultan",
    "ayatollah",
    "pope",
    "cardinal",
    "archbishop",
    "bishop",
    "imam",
    "rabbi",
    "judge",
    "justice",
    "speaker",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "head",
    "leader",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "adviser",
    "advisor",
    "aide",
    "counsel",
    "commissioner",
    "representative",
    "attorney",
    "prosecutor",
    "analyst",
    "candidate",
    "nominee",
    "lawmaker",
    "deputy",
    "diplomat",
    "official",
    "officer",
    "inspector",
    "economist",
    "reporter",
    "correspondent",
    "journalist",
    "host",
    "anchor",
    "author",
    "activist",
    "lawyer",
    "expert",
    "historian",
    "scientist",
    "researcher",
    "negotiator",
    "coordinator",
    "chargé",
    "consul",
    "premier",
    "taoiseach",
    "comrade",
    "mullah",
    "maulana",
];

/// Words that may stand inside an office's name besides [`TITLES`], lower-cased.
const OFFICE_WORDS: &[&str] = &[
    "foreign",
    "prime",
    "defence",
    "defense",
    "finance",
    "interior",
    "vice",
    "deputy",
    "first",
    "acting",
    "former",
    "then",
    "special",
    "senior",
    "national",
    "security",
    "supreme",
    "presidential",
    "affairs",
    "policy",
    "press",
    "state",
    "treasury",
    "home",
    "energy",
    "trade",
    "economy",
    "justice",
    "chief",
    "executive",
    "staff",
    "general",
    "high",
    "attorney",
    "permanent",
    "assistant",
    "under",
    "of",
    "for",
    "and",
    "the",
    "military",
    "opposition",
    "party",
    "house",
    "senate",
    "majority",
    "minority",
    "republican",
    "democratic",
    "top",
    "veteran",
    "retired",
    "longtime",
    "designate",
    "elect",
    "crown",
    "hardline",
    "parliament",
    "parliamentary",
    "government",
    "intelligence",
    "army",
    "navy",
    "air",
    "force",
    "federal",
    "central",
    "bank",
    "health",
    "environment",
    "union",
    "council",
    "commission",
    "independent",
    "outgoing",
    "incoming",
    "new",
    "current",
    "incumbent",
    "deputy",
    "regional",
    "personal",
    "sen",
    "investigative",
    "political",
    "economic",
    "cabinet",
    "ministry",
    "department",
    "embassy",
    "office",
];

/// Whether the lower-cased word names an office or a rank when it stands before a name.
pub fn is_title(lower: &str) -> bool {
    TITLES.contains(&lower.trim_end_matches('.'))
}

/// Whether the lower-cased word can belong to the name of an office.
pub fn is_office_word(lower: &str) -> bool {
    is_title(lower) || OFFICE_WORDS.contains(&lower)
}

/// The gender that a title or a role's head word shows.
pub fn title_gender(lower: &str) -> Option<Gender> {
    match lower.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" | "spokesman" | "chairman" | "congressman" | "emir"
        | "sheikh" | "sultan" | "ayatollah" | "pope" | "imam" | "cardinal" | "man" | "father" | "son"
        | "brother" | "mullah" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "spokeswoman" | "chairwoman"
        | "congresswoman" | "woman" | "mother" | "daughter" | "sister" => Some(Gender::Female),
        _ => None,
    }
}

/// Head nouns of sources that nobody could look up, lower-cased singular and plural.
const UNNAMED: &[&str] = &[
    "source",
    "sources",
    "official",
    "officials",
    "diplomat",
    "diplomats",
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "analyst",
    "analysts",
    "expert",
    "experts",
    "observer",
    "observers",
    "critic",
    "critics",
    "witness",
    "witnesses",
    "resident",
    "residents",
    "insider",
    "insiders",
    "people",
    "person",
    "someone",
    "others",
    "some",
    "many",
    "supporter",
    "supporters",
    "opponent",
    "opponents",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "spokespeople",
    "representative",
    "representatives",
    "lawmaker",
    "lawmakers",
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "officer",
    "officers",
    "soldier",
    "soldiers",
    "commander",
    "commanders",
    "investigator",
    "investigators",
    "researcher",
    "researchers",
    "scientist",
    "scientists",
    "economist",
    "economists",
    "historian",
    "historians",
    "lawyer",
    "lawyers",
    "negotiator",
    "negotiators",
    "envoys",
    "leaders",
    "ministers",
    "authorities",
    "police",
    "media",
    "man",
    "woman",
    "men",
    "women",
    "student",
    "students",
    "activist",
    "activists",
    "protester",
    "protesters",
    "villager",
    "villagers",
    "official’s",
    "hardliners",
    "politicians",
    "senators",
    "republicans",
    "democrats",
    "voters",
    "participants",
    "participant",
    "sides",
    "parties",
    "leaders",
    "host",
    "anchor",
    "correspondent",
    "moderator",
    "question",
    "questioner",
    "interpreter",
    "figure",
    "figures",
    "member",
    "members",
    "staffer",
    "staffers",
    "operative",
    "operatives",
    "everyone",
    "nobody",
    "anyone",
];

/// Whether the lower-cased word heads the description of an unnamed source.
pub fn is_unnamed_head(lower: &str) -> bool {
    UNNAMED.contains(&lower)
}

/// Whether the lower-cased word ends the name of a body.
pub fn is_body_word(lower: &str) -> bool {
    matches!(
        lower,
        "council"
            | "ministry"
            | "department"
            | "agency"
            | "house"
            | "party"
            | "university"
            | "court"
            | "committee"
            | "commission"
            | "union"
            | "nations"
            | "bank"
            | "times"
            | "post"
            | "news"
            | "group"
            | "institute"
            | "administration"
            | "congress"
            | "senate"
            | "parliament"
            | "office"
            | "embassy"
            | "campaign"
            | "government"
            | "cabinet"
            | "army"
            | "navy"
            | "force"
            | "forces"
            | "corps"
            | "guard"
            | "guards"
            | "center"
            | "centre"
            | "foundation"
            | "association"
            | "organization"
            | "organisation"
            | "company"
            | "corporation"
            | "journal"
            | "herald"
            | "guardian"
            | "telegraph"
            | "tribune"
            | "press"
            | "agence"
            | "radio"
            | "television"
            | "tv"
            | "network"
            | "newspaper"
            | "magazine"
            | "bureau"
            | "service"
            | "board"
            | "delegation"
            | "mission"
            | "alliance"
            | "league"
            | "federation"
            | "movement"
            | "front"
            | "taliban"
            | "hamas"
            | "hezbollah"
            | "fund"
            | "society"
            | "college"
            | "school"
            | "team"
            | "inc"
            | "ltd"
            | "corp"
            | "plc"
            | "secretariat"
            | "presidency"
            | "chamber"
            | "assembly"
            | "duma"
            | "knesset"
            | "bundestag"
            | "pentagon"
            | "kremlin"
            | "outlet"
            | "report"
            | "statement"
            | "readout"
            | "communique"
            | "document"
            | "letter"
            | "memo"
            | "website"
            | "paper"
            | "study"
            | "poll"
            | "survey"
            | "transcript"
            | "coalition"
            | "junta"
            | "regime"
            | "militia"
            | "militants"
            | "rebels"
    )
}

/// Whether the lower-cased word is a personal pronoun that can be a source.
pub fn is_pronoun(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she" | "they" | "it" | "i" | "we" | "you" | "who" | "him" | "her" | "them" | "one" | "both"
    )
}

/// Small words that begin sentences with a capital and are no names.
pub fn is_function_word(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "or"
            | "nor"
            | "so"
            | "yet"
            | "if"
            | "when"
            | "while"
            | "as"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "of"
            | "on"
            | "onto"
            | "to"
            | "with"
            | "without"
            | "about"
            | "after"
            | "before"
            | "since"
            | "until"
            | "during"
            | "although"
            | "though"
            | "because"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "here"
            | "what"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "why"
            | "how"
            | "where"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "not"
            | "no"
            | "yes"
            | "all"
            | "any"
            | "both"
            | "each"
            | "every"
            | "some"
            | "many"
            | "most"
            | "more"
            | "other"
            | "such"
            | "even"
            | "also"
            | "then"
            | "than"
            | "now"
            | "just"
            | "only"
            | "still"
            | "never"
            | "ever"
            | "let"
            | "does"
            | "do"
            | "did"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "shall"
            | "asked"
            | "according"
            | "meanwhile"
            | "however"
            | "despite"
            | "amid"
            | "speaking"
            | "referring"
            | "addressing"
            | "earlier"
            | "later"
            | "last"
            | "next"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
            | "few"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "recent"
            | "recently"
            | "again"
            | "once"
            | "under"
            | "over"
            | "between"
            | "among"
            | "against"
            | "through"
            | "per"
            | "via"
            | "like"
            | "unlike"
            | "instead"
            | "perhaps"
            | "maybe"
            | "talk"
            | "read"
            | "photo"
            | "oh"
            | "well"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "thank"
            | "neither"
            | "nobody"
            | "thanks"
            | "please"
            | "trade"
            | "talks"
            | "nevertheless"
            | "nonetheless"
            | "moreover"
            | "furthermore"
            | "therefore"
            | "thus"
            | "hence"
            | "another"
            | "either"
            | "neither"
            | "others"
            | "everyone"
            | "nobody"
            | "nothing"
            | "something"
            | "pressed"
            | "suspicion"
            | "relations"
            | "sitting"
            | "following"
            | "including"
            | "regarding"
            | "concerning"
            | "on-the-record"
    )
}
