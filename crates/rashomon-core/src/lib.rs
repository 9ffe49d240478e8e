//! Pure analysis of several accounts of one event.
//!
//! Values in, values out: an [`Account`] becomes an [`Annotated`] account, several of those become a
//! [`Comparison`]. Nothing here reads files, opens sockets, looks at the clock or prints.
//!
//! Every offset is a UTF-8 byte offset into [`Account::text`], end exclusive, on a character boundary.

pub mod account;
pub mod actor;
pub mod annotate;
pub mod annotated;
pub mod attribute;
pub mod compare;
pub mod comparison;
pub mod coreference;
pub mod encode;
pub mod encounters;
pub mod event;
pub mod gazetteer;
pub mod issues;
pub mod models;
pub mod quantities;
pub mod redline;
pub mod setting;
pub mod span;
pub mod speakers;
pub mod statement;
pub mod text;
pub mod times;
pub mod voice;

pub use account::{Account, Block, BlockKind, Source, Warning};
pub use actor::{Actor, ActorId, ActorKind};
pub use annotate::annotate;
pub use annotated::Annotated;
pub use comparison::Comparison;
pub use event::{
    AskedBy, Event, EventId, EventStatus, Granularity, Issue, IssueId, Length, Place, Quantity, Time, TimeId,
};
pub use models::{Models, Weights};
pub use span::Span;
pub use speakers::Speakers;
pub use statement::{
    Act, Aspect, Channel, Circumstance, Form, Polarity, Record, SaidAt, Sourcing, Statement, StatementId,
    Voucher,
};
pub use voice::{OwnVoice, Voice, VoicedSentence, Voices};

/// The version of the JSON that other programs read.
pub const SCHEMA: &str = "rashomon/1";
