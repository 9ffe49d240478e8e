//! The command line's words.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// One event, every account: who said what, where accounts agree, contradict each other, and fall silent.
///
/// Everything runs on this machine; nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit status: 0 done, 1 nothing comparable, 2 unusable arguments or input.\n\
    A file that cannot be used is named on standard error, and the others are still read.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show who said what in each account.
    #[command(after_help = EXIT_CODES)]
    Read(Arguments<ReadFormat>),
    /// Compare several accounts of one event.
    #[command(after_help = EXIT_CODES)]
    Compare(CompareArguments),
    /// Show what changed from one text to a later version of it.
    #[command(after_help = EXIT_CODES)]
    Redline(RedlineArguments),
    /// Score attributions against annotated articles.
    Score(ScoreArguments),
    /// Keep accounts, what is found in them and what you decide in one file.
    #[command(subcommand)]
    Case(CaseCommand),
    /// Work on a case in the browser.
    Serve(ServeArguments),
}

/// What to do with a case file.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Make a new case, with accounts if any are named.
    New {
        /// The case file to make.
        case: PathBuf,
        /// What the case is called; by default as the file.
        #[arg(long)]
        title: Option<String>,
        /// Text files, web pages, or folders of them.
        files: Vec<PathBuf>,
    },
    /// Add accounts, read them, and compare all anew.
    Add {
        /// The case file.
        case: PathBuf,
        /// Text files, web pages, or folders of them.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// List the accounts.
    List(CaseFile),
    /// Find words in the accounts.
    Search {
        /// The case file.
        case: PathBuf,
        /// The words; in quotation marks where they must stand together.
        #[arg(required = true)]
        query: Vec<String>,
        /// Most paragraphs to show.
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Take accounts out of the case; they are kept and can be put back.
    Rm {
        /// The case file.
        case: PathBuf,
        /// Their ids, as `list` shows them.
        #[arg(required = true)]
        accounts: Vec<String>,
        /// Delete them for good.
        #[arg(long)]
        erase: bool,
    },
    /// Write the result with your decisions applied, in the format that the file's name asks for.
    Export {
        /// The case file.
        case: PathBuf,
        /// report.html, paper.docx, paper.md, tables.zip, statements-dna.csv, network.graphml, network.gexf,
        /// annotations.jsonld, inception.zip, project.qdpx, comparison.json, accounts.jsonl, decisions.json, or
        /// another name with one of these endings; NAME.case for a copy of the case.
        output: PathBuf,
    },
    /// Bring in the accounts and decisions of another case, and show how far people agree.
    Merge {
        /// The case file that takes them in.
        case: PathBuf,
        /// The case file they come from; it is not changed.
        other: PathBuf,
    },
}

/// A case file.
#[derive(Debug, Args)]
pub struct CaseFile {
    /// The case file.
    pub case: PathBuf,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The case file; made when there is none.
    #[arg(default_value = "rashomon.case")]
    pub case: PathBuf,

    /// Port to listen on; 0 for any that is free.
    #[arg(long, default_value_t = 8750)]
    pub port: u16,

    /// Address to listen on; any but this machine's own asks for a token.
    #[arg(long, default_value = "127.0.0.1")]
    pub address: String,

    /// A name of this machine by which others reach it; may be given several times.
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,

    /// Answer only those who have this token (at least 16 letters and digits).
    #[arg(long)]
    pub token: Option<String>,

    /// Your name, under which decisions are written down.
    #[arg(long)]
    pub name: Option<String>,

    /// Never fetch anything from an address.
    #[arg(long)]
    pub no_fetch: bool,
}

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// What and how.
    #[command(flatten)]
    pub common: Arguments<CompareFormat>,

    /// Take the accounts for versions of one text, in the order of their dates, and show what changed at each step.
    #[arg(long)]
    pub series: bool,
}

/// What `redline` takes.
#[derive(Debug, Args)]
pub struct RedlineArguments {
    /// The earlier text.
    #[arg(value_name = "EARLIER")]
    pub earlier: PathBuf,

    /// The later text.
    #[arg(value_name = "LATER")]
    pub later: PathBuf,

    /// How to write the result.
    #[command(flatten)]
    pub writing: Writing<RedlineFormat>,
}

/// What `score` takes.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// Folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff).
    #[arg(long, value_name = "FOLDER")]
    pub gold: PathBuf,

    /// Predictions, one JSON object a line; without it the texts are read and annotated here.
    #[arg(long, value_name = "FILE")]
    pub pred: Option<PathBuf>,

    /// Whose annotations count where several people annotated: an id, or the one that sorts first.
    #[arg(long, value_name = "ID", default_value = "first")]
    pub annotator: String,

    /// How many times to resample the documents for 95 % intervals.
    #[arg(long, value_name = "TIMES", default_value_t = 0)]
    pub bootstrap: usize,

    /// Which tagger finds the statements.
    #[arg(long, value_enum, default_value_t = Tier::Accurate)]
    pub tier: Tier,

    /// Where to write all figures as JSON.
    #[arg(long, value_name = "PATH")]
    pub json: Option<PathBuf>,

    /// Show no progress.
    #[arg(short, long)]
    pub quiet: bool,
}

/// What both `read` and `compare` take.
#[derive(Debug, Args)]
pub struct Arguments<F: ValueEnum + Clone + Send + Sync + 'static> {
    /// Text files or web pages; a folder stands for the .txt, .md and .html files in it, `-` for standard
    /// input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Your own table of who held which office, beside the one built in; docs/actors.md explains it.
    #[arg(long, value_name = "FILE")]
    pub actors: Option<PathBuf>,

    /// Which tagger finds the statements.
    #[arg(long, value_enum, default_value_t = Tier::Accurate)]
    pub tier: Tier,

    /// How to write the result.
    #[command(flatten)]
    pub writing: Writing<F>,
}

/// Which tagger finds the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tier {
    /// Six layers: the better one.
    Accurate,
    /// Three layers: for large collections.
    Fast,
}

/// How a result is written, and where to.
#[derive(Debug, Args)]
pub struct Writing<F: ValueEnum + Clone + Send + Sync + 'static> {
    /// How to write the result; by default as the output file's name says, else as text.
    #[arg(short, long, value_enum)]
    pub format: Option<F>,

    /// Where to write the result, instead of standard output.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Columns of the text output; by default those of the terminal, else 80.
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,

    /// When to use colour in text output; `NO_COLOR` is respected.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub colour: Colour,

    /// Show no progress.
    #[arg(short, long)]
    pub quiet: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How `read` writes its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For people.
    Text,
    /// One JSON object a line, one line an account.
    Jsonl,
}

/// How `redline` writes its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RedlineFormat {
    /// For people, in the terminal.
    Text,
    /// One file, for a browser.
    Html,
    /// One JSON object.
    Json,
}

/// How `compare` writes its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people, in the terminal.
    Text,
    /// A report in one file, for a browser.
    Html,
    /// One JSON object.
    Json,
    /// One JSON object a line, one line an account, as `read` writes them.
    Jsonl,
}
