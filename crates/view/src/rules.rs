//! The rules of the projection, each with a name, so that a test can show that each is needed.

use serde::{Deserialize, Serialize};

/// A rule that keeps a value out of the public edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Words in the brackets of a mark.
    MarkedWords,
    /// The value of a key.
    KeyedValue,
    /// A person that is withheld.
    Person,
    /// A member that was appointed, without a decision of the document to name them (6호마목).
    AppointedMember,
    /// Resident registration numbers, accounts: always.
    PersonalNumber,
    /// A marked amount.
    Amount,
    /// A sum or a product, from which a withheld amount could be computed.
    DerivedAmount,
    /// A document that is 비공개.
    ClosedDocument,
    /// A document that is not approved.
    Draft,
    /// The file of an attachment that is not open.
    AttachmentFile,
    /// A dossier without a public document, in a document that summarizes several.
    UnpublishedDossier,
}

impl Rule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::MarkedWords,
        Self::KeyedValue,
        Self::Person,
        Self::AppointedMember,
        Self::PersonalNumber,
        Self::Amount,
        Self::DerivedAmount,
        Self::ClosedDocument,
        Self::Draft,
        Self::AttachmentFile,
        Self::UnpublishedDossier,
    ];

    /// Name of the withheld value for the register.
    pub fn label(self) -> &'static str {
        match self {
            Self::MarkedWords => "글의 일부",
            Self::KeyedValue => "따로 둔 값",
            Self::Person => "사람",
            Self::AppointedMember => "위촉위원",
            Self::PersonalNumber => "고유식별정보·계좌",
            Self::Amount => "금액",
            Self::DerivedAmount => "가린 금액이 든 계산",
            Self::ClosedDocument => "문서 전체",
            Self::Draft => "결재 전의 문서",
            Self::AttachmentFile => "붙임",
            Self::UnpublishedDossier => "공개한 문서가 없는 건",
        }
    }

    /// Whether the rule is active: always, except in the test that switches one off to verify that the proofs fail.
    #[cfg(not(feature = "mutation"))]
    pub fn holds(self) -> bool {
        true
    }

    /// Whether the rule is active: not in the test that switches it off.
    #[cfg(feature = "mutation")]
    #[expect(clippy::disallowed_methods, reason = "exists in test builds only")]
    pub fn holds(self) -> bool {
        let off = std::env::var("GIAN_MUTATION").unwrap_or_default();
        serde_json::to_value(self).is_ok_and(|name| name != off.as_str())
    }

    /// Whether a test has switched a rule off to verify that the proofs fail; then no check may stop the build first.
    #[cfg(not(feature = "mutation"))]
    pub fn one_is_off() -> bool {
        false
    }

    /// Whether `GIAN_MUTATION` names a rule, which is then switched off.
    #[cfg(feature = "mutation")]
    pub fn one_is_off() -> bool {
        Self::ALL.iter().any(|rule| !rule.holds())
    }
}
