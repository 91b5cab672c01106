//! `gian` (기안) turns plain YAML and Markdown into formal Korean administrative documents and a
//! public archive.
//!
//! The folders are the steps, and [`pipeline`] is their order:
//!
//! 1. [`source`] reads a folder into files, trees and byte positions.
//! 2. [`model`] turns files into plain structs: what an institution, a plan, a review, a record are.
//! 3. [`check`] finds every problem of the facts in one run.
//! 4. [`disclose`] makes the view of one document in one edition; withheld values end here.
//! 5. [`compose`] renders the view through Tera into Markdown and reads that once into a tree.
//! 6. [`document`] is that tree, which knows no format.
//! 7. [`emit`] writes the tree as Typst, HTML or text; [`typeset`] turns Typst into PDF.
//! 8. [`archive`] makes the site around the emitted files.
//!
//! [`search`] makes the index that the site asks, and knows no documents.
//! [`verify`] stands beside the steps: it proves a built public tree from its bytes alone.
//! [`impact`] goes the steps again with other facts, to tell what depends on one.
//! Around them, [`supervise`] stops a document that takes too much, by what [`watch`] tells it.

pub mod archive;
pub mod audit;
pub mod check;
pub mod cli;
pub mod compose;
pub mod diagnostics;
pub mod disclose;
pub mod document;
pub mod emit;
pub mod hwpx;
pub mod impact;
pub mod import;
pub mod korean;
pub mod ledger;
pub mod model;
pub mod output;
pub mod picture;
pub mod pipeline;
pub mod search;
pub mod source;
pub mod supervise;
pub mod typeset;
pub mod verify;
pub mod watch;
