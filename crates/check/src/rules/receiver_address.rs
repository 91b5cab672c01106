//! # 수신주소는 수신자마다 하나씩 적습니다
//!
//! `수신주소`는 `수신`과 같은 차례로 적습니다. 수가 다르면 주소가 다른 사람에게 붙거나 빠집니다. 주소가 없는 수신자에는 `{}`를
//! 적습니다.
//!
//! 예: 수신자가 2명인데 `수신주소: [{우편번호: "04524", 주소: 새벽로 12}]`
//! 대신: `수신주소: [{우편번호: "04524", 주소: 새벽로 12}, {}]`
//!
//! 근거: 행정업무운영 편람(민원인에게 보내는 문서의 수신란).
//!
//! # There is one address for each receiver
//!
//! `수신주소` has the order of `수신`. With another number of entries an address stands beside the wrong receiver, or is
//! lost. A receiver without one has `{}`.
//!
//! Example: two receivers and `수신주소: [{우편번호: "04524", 주소: 새벽로 12}]`
//! Instead: `수신주소: [{우편번호: "04524", 주소: 새벽로 12}, {}]`
//!
//! Source: 행정업무운영 편람 (the receiver of letters to citizens).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("receiver-address", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let (addresses, receivers) = (record.receiver_addresses.len(), record.receivers.len());
        if addresses == 0 || addresses == receivers {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::key(&document.path, Route::of(keys::RECEIVER_ADDRESSES)),
                text!(
                    "수신자는 {receivers}명인데 수신주소는 {addresses}건입니다",
                    "there are {receivers} receivers and {addresses} addresses"
                ),
            )
            .help(text!(
                "`수신`의 차례대로 하나씩 적고, 주소가 없는 수신자에는 `{{}}`를 적으십시오",
                "write one for each entry of 수신, and `{{}}` for a receiver without one"
            )),
        );
    }
}
