//! What the files of a workspace mean: plain structs without positions or formats.
//!
//! Keys and values are Korean in the sources and English in templates and JSON. The JSON Schemas
//! and the table of keys in the docs come from these types ([`schema`]); [`read`] checks a file
//! against its schema and then builds the struct.

pub mod grant;
pub mod institution;
pub mod marks;
pub mod plan;
pub mod read;
pub mod record;
pub mod review;
pub mod schema;
pub mod values;
pub mod withheld;

pub use grant::GrantFile;
pub use institution::{Department, Institution, Settings};
pub use plan::PlanFile;
pub use record::Record;
pub use review::ReviewFile;
pub use withheld::{Line, PrivateFile, Secret, WithheldFile, Won};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::picture::{Picture, Unfit};

/// A whole office: its settings and its dossiers, in the order of their folders.
#[derive(Debug, Clone)]
pub struct Workspace {
    pub settings: Settings,
    pub dossiers: Vec<Dossier>,
}

/// One dossier (건): the facts and the documents made from them.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Folder below the workspace root, such as `content/2019/gangdong`.
    pub folder: String,
    pub plan: Option<PlanFile>,
    pub review: Option<ReviewFile>,
    pub grant: Option<GrantFile>,
    pub documents: Vec<DocumentFile>,
    /// Withheld facts that are kept apart, by key (`private/*.yaml`).
    pub private: PrivateFile,
    /// What is withheld under which key, and why (`withheld.yaml`).
    pub withheld: WithheldFile,
    /// What its pictures are, by the names of their files below `figures/`.
    pub pictures: BTreeMap<String, Result<Picture, Unfit>>,
}

/// A document of a dossier: its record and the Markdown that its writer wrote, if any.
#[derive(Debug, Clone)]
pub struct DocumentFile {
    /// Path below the workspace root.
    pub path: String,
    pub record: Record,
    /// Markdown body; empty when the kind's template renders the dossier.
    pub body: String,
}

impl Dossier {
    /// Path of the plan.
    pub fn plan_path(&self) -> String {
        format!("{}/plan.yaml", self.folder)
    }

    /// Path of the decisions on keys.
    pub fn withheld_path(&self) -> String {
        format!("{}/withheld.yaml", self.folder)
    }

    /// Path of the subsidy.
    pub fn grant_path(&self) -> String {
        format!("{}/grant.yaml", self.folder)
    }

    /// Path of the review.
    pub fn review_path(&self) -> String {
        format!("{}/review.yaml", self.folder)
    }
}

/// Markdown text of a writer. Withheld words are links with the scheme `비공개`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Markdown(pub String);

impl schemars::JsonSchema for Markdown {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "markdown", "minLength": 1, withheld::HOW: "marks" })
    }
}
