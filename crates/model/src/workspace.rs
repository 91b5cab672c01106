//! The workspace of an office: its dossiers and their documents.

use std::collections::BTreeMap;

use gian_diagnostics::Route;
use gian_media::picture::{Picture, Unfit};
use gian_vocabulary::institution::Settings;

use crate::grant::GrantFile;
use crate::meetings::MeetingsFile;
use crate::plan::PlanFile;
use crate::record::Record;
use crate::register::RegisterFile;
use crate::review::{Person, ReviewFile};
use crate::routes;
use crate::withheld::{PrivateFile, WithheldFile};

/// A workspace: the settings and all dossiers of an office.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The settings of the office (`gian.yaml`).
    pub settings: Settings,
    /// Its dossiers, in the order of their folders.
    dossiers: Vec<Dossier>,
    /// The publication log; `None` if the office keeps none.
    pub register: Option<RegisterFile>,
}

impl Workspace {
    /// A workspace without a publication log.
    pub fn new(settings: Settings, dossiers: Vec<Dossier>) -> Self {
        Self { settings, dossiers, register: None }
    }

    /// All dossiers, in the order of their folders. To know something of other dossiers, use their digests; a walk over all
    /// of them is for the few steps that an architecture test lists.
    pub fn all_dossiers(&self) -> &[Dossier] {
        &self.dossiers
    }

    /// The dossiers alone.
    pub fn into_dossiers(self) -> Vec<Dossier> {
        self.dossiers
    }

    /// A copy of the workspace with one dossier replaced.
    pub fn with(&self, at: usize, dossier: Dossier) -> Self {
        let mut dossiers = self.dossiers.clone();
        dossiers[at] = dossier;
        Self { register: self.register.clone(), ..Self::new(self.settings.clone(), dossiers) }
    }
}

/// One dossier (건): the facts and the documents made from them.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Folder below the workspace root, such as `content/2019/gangdong`.
    pub folder: String,
    /// `plan.yaml`; `None` where the dossier has none.
    pub plan: Option<PlanFile>,
    /// `review.yaml`; `None` where the dossier has none.
    pub review: Option<ReviewFile>,
    /// `grant.yaml`; `None` where the dossier has none.
    pub grant: Option<GrantFile>,
    /// `meetings.yaml`; `None` where the dossier has none.
    pub meetings: Option<MeetingsFile>,
    /// Its documents (`documents/*.md`), in the order of their paths.
    pub documents: Vec<DocumentFile>,
    /// Withheld values by key (`private/*.yaml`).
    pub private: PrivateFile,
    /// Decisions on withheld values by key (`withheld.yaml`).
    pub withheld: WithheldFile,
    /// Pictures in `figures/` by file name, or why a file is not usable.
    pub pictures: BTreeMap<String, Result<Picture, Unfit>>,
}

/// A document of a dossier: record and Markdown body.
#[derive(Debug, Clone)]
pub struct DocumentFile {
    /// Path below the workspace root.
    pub path: String,
    /// Front matter of the file.
    pub record: Record,
    /// Markdown body; empty where the template of the kind renders the document from the facts.
    pub body: String,
}

impl Dossier {
    /// The document at a path, by binary search: documents are sorted by path.
    pub fn document(&self, path: &str) -> Option<&DocumentFile> {
        let at = self.documents.binary_search_by(|d| d.path.as_str().cmp(path)).ok()?;
        Some(&self.documents[at])
    }

    /// Everybody on a list of those present, at a meeting of the review or another, with file and route.
    pub fn members(&self) -> Vec<(String, Route, &Person)> {
        let mut all = Vec::new();
        for (r, round) in self.review.iter().flat_map(|review| review.rounds.iter().enumerate()) {
            for (g, group) in round.attendance.iter().enumerate() {
                let people = group.members.iter().enumerate();
                all.extend(people.map(|(p, person)| (self.review_path(), routes::member(r, g, p), person)));
            }
        }
        for (m, meeting) in self.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
            for (g, group) in meeting.attendance.iter().enumerate() {
                let people = group.members.iter().enumerate();
                all.extend(people.map(|(p, person)| (self.meetings_path(), routes::own_member(m, g, p), person)));
            }
        }
        all
    }

    /// Path of the plan.
    pub fn plan_path(&self) -> String {
        plan_path(&self.folder)
    }

    /// Path of the decisions on keys.
    pub fn withheld_path(&self) -> String {
        format!("{}/withheld.yaml", self.folder)
    }

    /// Path of the subsidy.
    pub fn grant_path(&self) -> String {
        format!("{}/grant.yaml", self.folder)
    }

    /// Path of the meetings that are no rounds of the review.
    pub fn meetings_path(&self) -> String {
        format!("{}/meetings.yaml", self.folder)
    }

    /// Path of the review.
    pub fn review_path(&self) -> String {
        format!("{}/review.yaml", self.folder)
    }
}

/// Path of the plan of the dossier in a folder.
pub fn plan_path(folder: &str) -> String {
    format!("{folder}/plan.yaml")
}
