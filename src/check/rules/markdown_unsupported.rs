//! Markdown of a writer is such that the document can hold it.
//!
//! Why: what cannot be shown would be lost without a word.
//! Example: a picture, or HTML. Instead: a `표` block, or plain items.

use crate::check::Scope;
use crate::compose::markdown::{self, Problem};
use crate::diagnostics::{BODY, Diag, Place};
use crate::disclose::tokens::token;
use crate::model::Dossier;
use crate::model::marks;
use crate::model::read::kind_of;
use crate::model::schema::each_value;
use crate::model::values::Ground;
use crate::source::File;
use crate::source::yaml::Kind;
use crate::watch::step;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (path, file) in scope.sources.below(&dossier.folder) {
        step(scope.watch, path, || of_file(path, file, diags));
    }
}

fn of_file(path: &str, file: &File, diags: &mut Vec<Diag>) {
    let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { return };
    each_value(kind, tree, &mut |route, node, schema| {
        if schema["format"] != "markdown" {
            return;
        }
        if let Kind::Scalar { text, .. } = &node.kind {
            let text = same_length(text);
            let problems =
                if is_line(route) { markdown::parse_inline(&text).1 } else { markdown::parse_value(&text).1 };
            report(path, route, problems, diags);
        }
    });
    let body = file.body.map_or("", |at| &file.text[at..]);
    if !body.contains("{{") && !body.contains("{%") {
        report(path, BODY, markdown::parse_document(&same_length(body)).1, diags);
    }
}

fn report(path: &str, route: &str, problems: Vec<Problem>, diags: &mut Vec<Diag>) {
    for problem in problems {
        diags.push(Diag::error(CODE, Place::within(path, route, problem.range), problem.message).help(problem.help));
    }
}

/// The text with marks replaced by as many bytes, so that places stay right: a token, by which a
/// reader of dates knows that one is withheld, and plain words.
fn same_length(text: &str) -> String {
    let token = token(Ground(6));
    marks::replace(text, |mark| format!("{token}{}", "x".repeat(mark.range.len() - token.len_utf8())))
}

/// Whether the Markdown at a route is one line of text.
fn is_line(route: &str) -> bool {
    !matches!(route.rsplit('/').next(), Some("내용"))
}

const CODE: &str = "markdown-unsupported";
