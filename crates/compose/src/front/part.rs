//! The parts that a front may have, with their options and the keys of the record that they show.

use gian_vocabulary::record::{CoverStyle, RecordKey};

/// The parts of a form around its body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Front {
    /// Parts before the body, in the order of the sheet.
    pub before: Vec<PartDefinition>,
    /// Parts after the body, in the order of the sheet.
    pub after: Vec<PartDefinition>,
    /// `끝표시: false`: the sheet has no end mark (끝), because it is no 기안문 or 시행문.
    pub without_end_mark: bool,
}

/// A part with its options.
#[derive(Debug, Clone, PartialEq)]
pub enum PartDefinition {
    /// 표지
    Cover {
        /// Lines of the record box (`기록`), in order; empty without a box.
        record: Vec<BoxLine>,
        /// Whether it has a field for 문서요지.
        summary: bool,
        /// Whether the grid may have the cell for a citizen from the theme.
        citizen_cell: bool,
        /// Whether it has the grid of approval (`결재란`); otherwise it has only the title, the month and the agency.
        with_approval: bool,
    },
    /// 문서머리
    SheetHead {
        /// Lines of the record box (`기록`), in order; empty without a box.
        record: Vec<BoxLine>,
    },
    /// 점검표
    Checklist,
    /// 목차
    Contents,
    /// 속제목
    InnerTitle {
        /// `결재란`: whether the small approval grid stands beside the title.
        with_approval: bool,
    },
    /// 두문
    LetterHead,
    /// 결문
    LetterFoot,
    /// 제목머리
    TitleHead(TitleLines),
    /// 맺음
    Closing(ClosingLines),
}

/// Options of 제목머리.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TitleLines {
    /// `이름띠`: whether a band across the head names the kind of document.
    pub band: bool,
    /// `큰이름`: whether the name of a certificate stands in large letters in the place of the title, which is shown by
    /// lists and on the page.
    pub large: bool,
    /// `기록`: lines of a box above the title.
    pub record: Vec<BoxLine>,
    /// `위`: lines above the title.
    pub above: Vec<BoxLine>,
    /// `아래`: lines below the title.
    pub below: Vec<BoxLine>,
    /// `결재란`: whether the small approval grid stands beside the title.
    pub with_approval: bool,
    /// `칸`: cells below the title; without `값` a cell to be filled in by hand.
    pub cells: Vec<BoxLine>,
}

/// Options of 맺음.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClosingLines {
    /// `날`: the day of the record to print.
    pub day: Option<RecordKey>,
    /// `명의`: whether it has the sender (발신명의).
    pub sender: bool,
    /// `발신명의`: whether it has the senders that the record names; without any it has none.
    pub named_sender: bool,
    /// `받는이`: whether it has the receivers (수신), each on a large line.
    pub receivers: bool,
    /// `서명란`: whether it has the lines for signatures and the receiver of a form.
    pub signatures: bool,
    /// `수여자`: whether it has those who give a certificate.
    pub givers: bool,
    /// `당사자`: whether it has the parties of an agreement.
    pub parties: bool,
    /// `점검자`: whether it has those who checked and who confirmed.
    pub inspectors: bool,
}

/// A line of the record box.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxLine {
    /// Label of the line in the box: `문서번호`; may be empty in 제목머리.
    pub label: String,
    /// The field of the record that the line shows; `None` for a cell that is filled in by hand.
    pub key: Option<RecordKey>,
}

/// Names of the parts, in the order used by help texts.
pub(super) const PARTS: [&str; 9] =
    ["표지", "문서머리", "점검표", "목차", "속제목", "두문", "결문", "제목머리", "맺음"];
impl PartDefinition {
    /// The name in a definition.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Cover { .. } => PARTS[0],
            Self::SheetHead { .. } => PARTS[1],
            Self::Checklist => PARTS[2],
            Self::Contents => PARTS[3],
            Self::InnerTitle { .. } => PARTS[4],
            Self::LetterHead => PARTS[5],
            Self::LetterFoot => PARTS[6],
            Self::TitleHead(_) => PARTS[7],
            Self::Closing(_) => PARTS[8],
        }
    }

    /// Option keys of the part in a definition.
    pub(super) fn options(&self) -> &'static [&'static str] {
        match self {
            Self::Cover { .. } => &["기록", "요지", "시민란", "결재란"],
            Self::SheetHead { .. } => &["기록"],
            Self::TitleHead(_) => &["이름띠", "큰이름", "기록", "위", "아래", "칸", "결재란"],
            Self::Closing(_) => &["날", "명의", "발신명의", "받는이", "서명란", "수여자", "당사자", "점검자"],
            Self::InnerTitle { .. } => &["결재란"],
            Self::Checklist | Self::Contents | Self::LetterHead | Self::LetterFoot => &[],
        }
    }

    /// Keys of the record that the part shows.
    pub fn keys(&self) -> Vec<&'static str> {
        let of_box = |record: &[BoxLine]| record.iter().filter_map(|l| l.key).map(RecordKey::label).collect::<Vec<_>>();
        match self {
            Self::Cover { record, summary, with_approval, .. } => {
                let mut keys = of_box(record);
                keys.push("제목");
                keys.extend(with_approval.then_some(["결재선", "협조"]).into_iter().flatten());
                keys.extend(summary.then_some("문서요지"));
                keys
            }
            Self::SheetHead { record } => [of_box(record), vec!["제목", "결재선", "협조"]].concat(),
            Self::Checklist => vec!["사전검토"],
            Self::Contents => Vec::new(),
            Self::InnerTitle { with_approval } => {
                let mut keys = vec!["제목"];
                keys.extend(with_approval.then_some(["결재선", "협조"]).into_iter().flatten());
                keys
            }
            Self::LetterHead => vec!["제목", "수신", "호칭", "수신주소", "경유"],
            // The day of approval is part of the signature.
            Self::LetterFoot => vec![
                "발신명의",
                "관인",
                "수신",
                "결재선",
                "협조",
                "공동기안",
                "문서번호",
                "결재일",
                "시행일",
                "공개구분",
            ],
            Self::TitleHead(lines) => {
                let all = [&lines.record, &lines.above, &lines.below, &lines.cells];
                let mut keys = vec!["제목"];
                keys.extend(lines.large.then_some("표제"));
                keys.extend(lines.with_approval.then_some(["결재선", "협조"]).into_iter().flatten());
                all.into_iter().for_each(|lines| keys.extend(of_box(lines)));
                keys
            }
            Self::Closing(lines) => {
                let mut keys: Vec<_> = lines.day.map(RecordKey::label).into_iter().collect();
                let has_sender = lines.sender || lines.named_sender;
                keys.extend(has_sender.then_some(["발신명의", "관인"]).into_iter().flatten());
                keys.extend(lines.receivers.then_some(["수신", "호칭"]).into_iter().flatten());
                keys.extend(lines.signatures.then_some(["서명란", "연도"]).into_iter().flatten());
                keys.extend(lines.givers.then_some(["수여자", "관인"]).into_iter().flatten());
                keys.extend(lines.parties.then_some(["당사자", "서명배치", "맺음말"]).into_iter().flatten());
                keys.extend(lines.inspectors.then_some(["점검자", "확인자"]).into_iter().flatten());
                keys
            }
        }
    }

    /// Whether the part comes after the body.
    pub(super) fn is_behind(&self) -> bool {
        matches!(self, Self::LetterFoot | Self::Closing(_))
    }

    /// Order of the parts before the body: the cover, other pages of their own, then parts above the text.
    pub(super) fn rank(&self) -> usize {
        match self {
            Self::Cover { .. } => 0,
            Self::Checklist | Self::Contents => 1,
            Self::SheetHead { .. }
            | Self::InnerTitle { .. }
            | Self::LetterHead
            | Self::LetterFoot
            | Self::TitleHead(_)
            | Self::Closing(_) => 2,
        }
    }
}

impl Front {
    /// Every part, in the order of the sheet.
    pub fn parts(&self) -> impl Iterator<Item = &PartDefinition> {
        self.before.iter().chain(&self.after)
    }

    /// Whether the sheet has a cover.
    pub fn has_cover(&self) -> bool {
        self.before.iter().any(|part| matches!(part, PartDefinition::Cover { .. }))
    }

    /// Whether a document may have lines around its title (`지면`): all but letters.
    pub fn has_title(&self) -> bool {
        self.before.iter().any(|part| !matches!(part, PartDefinition::LetterHead) && part.keys().contains(&"제목"))
    }

    /// Whether a document with this cover may have the small approval grid beside its title: it has the title above the
    /// body, and no other part than a cover has the grid.
    pub fn may_approve_beside_title(&self, cover: Option<CoverStyle>) -> bool {
        if self.has_cover() && cover == Some(CoverStyle::None) {
            return true;
        }
        let above =
            |part: &PartDefinition| matches!(part, PartDefinition::InnerTitle { .. } | PartDefinition::TitleHead(_));
        self.before.iter().any(above)
    }

    /// Whether the sheet of a document with this cover shows a key of the record around the body: without a cover, or on
    /// one with the title only, the record box and the grid of the cover are not there.
    pub fn shows_with(&self, key: &str, cover: Option<CoverStyle>) -> bool {
        self.parts().any(|part| match (part, cover) {
            (PartDefinition::Cover { .. }, Some(CoverStyle::None)) => key == "제목",
            (PartDefinition::Cover { summary, .. }, Some(CoverStyle::Title)) => {
                key == "제목" || (*summary && key == "문서요지")
            }
            _ => part.keys().contains(&key),
        })
    }

    /// Whether the sheet shows a key of the record around the body.
    pub fn shows(&self, key: &str) -> bool {
        self.parts().any(|p| p.keys().contains(&key))
    }
}
