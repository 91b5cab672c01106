//! What others may know of one dossier.

use gian_diagnostics::Place;
use gian_view::{ChangeView, CorrectionView, DocumentHead, DossierView, Held, Listed};
use gian_vocabulary::values::{Date, Disclosure, Retention};
use serde::{Deserialize, Serialize};

/// What others may know of one dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    /// What the public edition of others may show.
    pub public: PublicDigest,
    /// What the internal edition of others may show, and what the rules compare.
    pub private: PrivateDigest,
}

/// What the public edition of other dossiers may show of one dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicDigest {
    /// Folder of the dossier, for its place among the others; never shown.
    pub folder: String,
    /// Documents with a public page and what they say of others.
    pub shown: Shown,
    /// Rows of its closed documents in the public list.
    pub closed: Vec<Listed>,
}

/// What the internal edition of other dossiers may show of one dossier, and what the rules compare across dossiers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateDigest {
    /// Folder of the dossier: `content/2019/gangdong`.
    pub folder: String,
    /// All its documents and what they say of others.
    pub shown: Shown,
    /// `식별자` of the plan, which is the address of the dossier.
    pub id: Option<String>,
    /// All its documents, as the rules compare them.
    pub documents: Vec<DocumentFacts>,
    /// Values that must not stand in public text of any dossier.
    pub withheld: Vec<Found>,
    /// Names of agencies and districts that its public texts state, which may contain the letters of a withheld name.
    pub places: Vec<String>,
}

/// What one edition of other dossiers may show of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Documents with a page in the edition, for lists and links.
    pub documents: Vec<DocumentHead>,
    /// What its documents correct.
    pub corrections: Vec<Correction>,
    /// Its row in documents that summarise several dossiers; `None` if the edition shows none.
    pub summary: Option<Summary>,
}

/// A document that corrects another one (`구분: 정정`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// `문서번호` of the corrected document.
    pub doc_no: String,
    /// Year of the corrected document, because numbers restart each year.
    pub year: i32,
    /// The document that corrects it.
    pub by: CorrectionView,
}

/// The row of a dossier in documents that summarise several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The row.
    pub row: DossierView,
    /// Ids of the documents of the dossier that have a page in the edition.
    pub documents: Vec<String>,
    /// What the row withholds, without keys.
    pub held: Vec<Held>,
}

/// A document as the rules compare it with those of other dossiers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// Path of the file.
    pub path: String,
    /// `식별자`.
    pub id: String,
    /// `부서`, by its id.
    pub department: String,
    /// `문서번호`.
    pub doc_no: Option<String>,
    /// `본문서`: id of the document whose number it shares.
    pub belongs_to: Option<String>,
    /// `관리번호`.
    pub management_no: Option<String>,
    /// Whether the record was imported from the list of another archive.
    pub imported: bool,
    /// Day that the document carries.
    pub date: Date,
    /// `결재일`.
    pub approved_on: Option<Date>,
    /// `시행일`.
    pub sent_on: Option<Date>,
    /// `분류`: the task, from function to unit task (단위과제).
    pub classification: Vec<String>,
    /// `보존기간`.
    #[serde(serialize_with = "Retention::write_label")]
    pub retention: Retention,
    /// Title without whitespace; `None` if words of it are withheld, because it cannot be compared then.
    pub title: Option<String>,
    /// Telephone of the author, which documents print.
    pub phone: Option<String>,
    /// Telephones of the officials who answer questions about a press release.
    pub contacts: Vec<String>,
    /// Whether it has a page in the public edition.
    pub published: bool,
    /// Class in force.
    #[serde(serialize_with = "Disclosure::write_label")]
    pub class: Disclosure,
    /// The change of class in force.
    pub change: Option<ChangeView>,
    /// Title in the public list of closed documents; `None` if the list does not have it or withholds the title.
    pub listed_title: Option<String>,
}

/// Nature of a withheld value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Words inside a mark.
    Words,
    /// Name of a person.
    Name,
    /// A property of a person, such as a position, which others may share.
    Detail,
    /// A value kept in `private/`, or withheld always.
    Private,
    /// A form of an amount that is withheld or from which a withheld one could be computed.
    Amount,
    /// Text of a document without a public page.
    Document,
}

/// A value that the public edition must not contain, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The value in one of the forms in which it may be written.
    pub value: String,
    /// Where it is withheld.
    pub place: Place,
    /// Nature of the value, which decides how strictly it is searched for.
    pub nature: Nature,
    /// Folder of its dossier.
    pub folder: String,
}
