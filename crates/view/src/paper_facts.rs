//! Facts of certificates, agreements and check sheets, as one edition shows them.

use gian_vocabulary::values::Date;
use serde::Serialize;

use crate::values::PersonView;

/// `증서`: a certificate.
#[derive(Debug, Clone, Serialize)]
pub struct CertificateView {
    /// `증서번호`.
    pub number: Option<String>,
    /// `표제`, else the kind of the document: `상장`.
    pub name: String,
    /// `등급`.
    pub grade: Option<String>,
    /// `받는이`.
    pub recipient: Option<PersonView>,
    /// `받는단체`.
    pub recipient_body: Option<String>,
    /// `수여일`.
    pub day: Date,
    /// `수여자`.
    pub givers: Vec<PersonView>,
}

/// `협약`: an agreement or a contract.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementView {
    /// What is concluded: `협약` of a 협약서.
    pub word: String,
    /// `당사자`.
    pub parties: Vec<PartyView>,
    /// `전문`, Markdown; `None` for the usual words.
    pub preamble: Option<String>,
    /// `맺음말`; `None` for the usual words.
    pub closing: Option<String>,
    /// `체결일`; `None` before it.
    pub day: Option<Date>,
    /// Whether the places of the signatures are beside one another.
    pub beside: bool,
}

/// A party of an agreement.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    /// `이름`.
    pub name: String,
    /// `약칭`: `갑`.
    pub short: Option<String>,
    /// `주소`.
    pub address: Option<String>,
    /// `대표`: who signs.
    pub signer: Option<PersonView>,
}

/// `점검`: a check sheet.
#[derive(Debug, Clone, Serialize)]
pub struct InspectionView {
    /// `점검일`.
    pub day: Date,
    /// `대상`.
    pub subject: String,
    /// `점검자`.
    pub checkers: Vec<PersonView>,
    /// `확인자`.
    pub confirmers: Vec<PersonView>,
    /// `선택지`.
    pub choices: Vec<String>,
    /// `항목`.
    pub points: Vec<CheckedPointView>,
    /// For each of `choices`, how many points have it.
    pub counts: Vec<CountView>,
    /// Number of points.
    pub total: usize,
    /// Whether any point is in a group.
    pub grouped: bool,
}

/// A point that was checked.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedPointView {
    /// `구분`; `None` also if the point before has the same one.
    pub group: Option<String>,
    /// Whether the point before has the same `구분`.
    pub continued: bool,
    /// `항목`.
    pub point: String,
    /// For each choice, whether it is the result.
    pub marks: Vec<bool>,
    /// `비고` and `조치`, one after the other.
    pub remark: String,
}

/// How many points have a result.
#[derive(Debug, Clone, Serialize)]
pub struct CountView {
    /// The result: `적합`.
    pub word: String,
    /// Number of points.
    pub count: usize,
}
