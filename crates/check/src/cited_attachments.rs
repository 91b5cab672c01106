//! Numbers of a body that cite an attachment whose title has another one: `점검 대상: 34개소(붙임 1 참조)` and an attachment
//! `점검 대상 명단(32개소)`.

use std::ops::Range;

use gian_diagnostics::{Place, Route};
use gian_korean::quantity::Quantity;
use gian_model::keys;

use crate::prose::{Origin, Prose};
use crate::said::is_counted;

/// A number that differs from that of the attachment that it cites.
pub(crate) struct Wrong {
    /// Range of the number in the body.
    pub(crate) at: Range<usize>,
    /// `붙임 1`
    pub(crate) attachment: String,
    /// The number of its title.
    pub(crate) right: String,
    pub(crate) place: Place,
}

/// Every such number of a body, from the pieces of its file.
pub(crate) fn wrong(body: &Prose<'_>, pieces: &[Prose<'_>]) -> Vec<Wrong> {
    const SIGN: &str = "(붙임";
    let open = body.open();
    let Some(document) = body.document.filter(|d| !d.record.attachments.is_empty() && open.contains(SIGN)) else {
        return Vec::new();
    };
    let attachments = document.record.attachments.len();
    let of = |said: &Quantity| -> Option<Wrong> {
        let cited = open[said.range.end..].trim_start_matches(' ').strip_prefix(SIGN)?.trim_start_matches(' ');
        let digits = cited.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = match digits {
            0 if attachments == 1 => 1,
            _ => cited[..digits].parse().ok()?,
        };
        let rest = cited[digits..].trim_start_matches(' ');
        if ![")", "참조", "참고"].iter().any(|w| rest.starts_with(w)) {
            return None;
        }
        let route = Route::of(keys::ATTACHMENTS).index(number.checked_sub(1)?).key(keys::TITLE);
        let title =
            pieces.iter().find(|p| p.file == body.file && matches!(&p.origin, Origin::Value(r) if *r == route))?;
        let mut same = title.quantities().iter().filter(|q| q.unit == said.unit);
        let (Some(own), None) = (same.next(), same.next()) else { return None };
        (own.micro != said.micro).then(|| Wrong {
            at: said.range.clone(),
            attachment: format!("붙임 {number}"),
            right: title.open()[own.range.clone()].to_owned(),
            place: title.place(own.range.clone()),
        })
    };
    body.quantities().iter().filter(|q| is_counted(q.unit)).filter_map(of).collect()
}
