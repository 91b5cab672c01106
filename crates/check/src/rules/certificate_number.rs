//! # 증서번호의 해는 수여일의 해이고, 번호마다 증서가 하나입니다
//!
//! 증서번호 `제2025-12호`의 앞은 주는 해, 뒤는 그해에 준 차례입니다. 대장은 해마다 새로 시작하므로 해가 다르면 대장에서 찾을 수
//! 없습니다. 같은 건에 같은 번호의 증서가 둘이면 하나는 번호를 잘못 적은 것입니다.
//!
//! 예: `증서: {증서번호: 제2024-12호, 수여일: 2025-06-20, …}`
//! 대신: `증서: {증서번호: 제2025-12호, 수여일: 2025-06-20, …}`
//!
//! 근거: 증서 발급대장의 관행.
//!
//! # The year of the number of a certificate is that of its day, and a number has one certificate
//!
//! `제2025-12호` is the twelfth certificate of 2025. The register begins anew each year, so that a number of another year is not
//! found in it. Of two certificates of a dossier with one number, one has the wrong one.
//!
//! Example: `증서: {증서번호: 제2024-12호, 수여일: 2025-06-20, …}`
//! Instead: `증서: {증서번호: 제2025-12호, 수여일: 2025-06-20, …}`
//!
//! Source: the practice of registers of certificates.

use std::collections::BTreeMap;

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("certificate-number", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for document in &dossier.documents {
        let Some(certificate) = &document.record.certificate else { continue };
        let Some(number) = &certificate.number else { continue };
        let place = || Place::value(&document.path, routes::certificate().key(keys::CERTIFICATE_NO));
        let stated = number.rsplit_once('제').and_then(|(_, rest)| rest.split_once('-')).map_or("", |(year, _)| year);
        let year = certificate.day.0.year().to_string();
        if stated != year {
            diags.push(
                RULE.problem(
                    place(),
                    text!("번호는 {}년의 것인데 수여일은 {}년입니다", "the number is of {}, but the day is in {}"; stated, year),
                )
                .related(
                    Place::value(&document.path, routes::certificate().key(keys::CERTIFICATE_DAY)),
                    text!("수여일", "the day"),
                )
                .help(text!("번호나 수여일을 고치십시오", "correct the number, or the day")),
            );
        }
        match seen.get(&(&*document.record.kind, &**number)) {
            Some(first) => diags.push(
                RULE.problem(place(), text!("같은 번호의 증서가 또 있습니다", "another certificate has this number"))
                    .related(
                        Place::value(first, routes::certificate().key(keys::CERTIFICATE_NO)),
                        text!("여기에도 있습니다", "it stands here too"),
                    )
                    .help(text!("둘 가운데 하나의 번호를 고치십시오", "correct one of the two")),
            ),
            None => _ = seen.insert((&document.record.kind, number), &document.path),
        }
    }
}
