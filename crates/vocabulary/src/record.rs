//! Words of a record that contain no personal data: state, roles, marks, relations.

use crate::korean_enum;
use crate::values::{Disclosure, Ground};

korean_enum! {
    /// 문서의 상태
    State {
        /// 결재 전의 안
        Draft = "기안" / "draft",
        /// 결재가 끝난 문서
        Approved = "결재" / "approved",
        /// 시행한 문서
        Sent = "시행" / "sent",
    }
}

korean_enum! {
    /// 결재의 역할
    Role {
        /// 기안자
        Drafter = "기안" / "drafter",
        /// 검토자
        Reviewer = "검토" / "reviewer",
        /// 협조자
        Cooperator = "협조" / "cooperator",
        /// 결재권자
        Approver = "결재" / "approver",
    }
}

korean_enum! {
    /// 결재 표시 (행정업무규정 시행규칙 제6조, 제7조, 제10조)
    Mark {
        /// 위임받은 사람이 결재함
        Delegated = "전결" / "delegated",
        /// 대신하여 결재함
        Deputy = "대결" / "deputy",
        /// 서울시 전자결재의 대결 표시
        DeputyHanja = "代" / "deputy_hanja",
        /// 권한대행
        Acting = "권한대행" / "acting",
        /// 직무대리
        ActingTitle = "직무대리" / "acting_title",
    }
}

korean_enum! {
    /// 발의자와 보고자의 표시 (규정 제8조제4항)
    Initiative {
        /// 발의자 ★
        Proposer = "발의" / "proposer",
        /// 보고자 ⊙
        Reporter = "보고" / "reporter",
    }
}

korean_enum! {
    /// 관인이나 서명의 표시 (행정업무규정 제14조, 시행규칙 제11조)
    Seal {
        /// 관인을 찍음
        Stamped = "날인" / "stamped",
        /// 관인을 생략함
        Omitted = "관인생략" / "omitted",
        /// 서명을 생략함
        Unsigned = "서명생략" / "unsigned",
        /// 기관장의 직인을 생략함
        HeadSealOmitted = "직인생략" / "head_seal_omitted",
        /// 직인을 찍을 자리를 (직인)으로 적음
        HeadSealSign = "(직인)" / "head_seal_sign",
        /// 도장을 찍거나 서명할 자리를 (인)으로 적음
        SealSign = "(인)" / "seal_sign",
        /// 직인을 찍을 자리를 네모 칸으로 둠
        SealBox = "직인란" / "seal_box",
    }
}

korean_enum! {
    /// 수신자의 이름 뒤에 붙이는 말
    Honorific {
        /// 사람에게
        Person = "귀하" / "person",
        /// 회사나 단체에
        Body = "귀중" / "body",
    }
}

korean_enum! {
    /// 항목의 표시
    ItemMarker {
        /// 네모
        Square = "□" / "square",
        /// 동그라미
        Circle = "○" / "circle",
        /// 이응
        Ieung = "ㅇ" / "ieung",
        /// 붙임표
        Dash = "-" / "dash",
        /// 가운뎃점
        Dot = "·" / "dot",
        /// 1. 2. 3.
        Number = "1." / "number",
        /// 가. 나. 다.
        Syllable = "가." / "syllable",
        /// 1) 2) 3)
        NumberBracket = "1)" / "number_bracket",
        /// 가) 나) 다)
        SyllableBracket = "가)" / "syllable_bracket",
        /// (1) (2) (3)
        NumberBrackets = "(1)" / "number_brackets",
        /// (가) (나) (다)
        SyllableBrackets = "(가)" / "syllable_brackets",
        /// ① ② ③
        CircledNumber = "①" / "circled_number",
        /// ㉮ ㉯ ㉰
        CircledSyllable = "㉮" / "circled_syllable",
    }
}

impl ItemMarker {
    /// The usual marker one level below.
    #[must_use]
    pub fn below(self) -> Self {
        match self {
            Self::Square => Self::Circle,
            Self::Circle | Self::Ieung => Self::Dash,
            Self::Dash | Self::Dot => Self::Dot,
            Self::Number => Self::Syllable,
            Self::Syllable => Self::NumberBracket,
            Self::NumberBracket => Self::SyllableBracket,
            Self::SyllableBracket => Self::NumberBrackets,
            Self::NumberBrackets => Self::SyllableBrackets,
            Self::SyllableBrackets => Self::CircledNumber,
            Self::CircledNumber | Self::CircledSyllable => Self::CircledSyllable,
        }
    }
}

korean_enum! {
    /// 표지의 꼴
    CoverStyle {
        /// 기록과 결재란이 있는 표지
        Approval = "결재란" / "approval",
        /// 제목, 연월, 기관만 있는 표지 (결재는 자료관의 쪽에 보임)
        Title = "제목" / "title",
        /// 표지 없이 제목부터 시작함 (결재는 제목 옆이나 자료관의 쪽에 보임)
        None = "없음" / "none",
    }
}

korean_enum! {
    /// 결재란의 자리
    ApprovalPlace {
        /// 본문 위 제목의 오른쪽에 작게 둠 (표지에는 두지 않음)
        BesideTitle = "제목옆" / "beside_title",
        /// 본문 위 제목의 위 오른쪽에 작게 둠
        AboveTitle = "제목위" / "above_title",
        /// 본문 위 제목의 위 왼쪽에 작게 둠
        AboveTitleLeft = "제목위왼쪽" / "above_title_left",
        /// 본문 위 제목의 위에 본문의 너비로 둠
        AboveTitleWide = "제목위전체" / "above_title_wide",
    }
}

korean_enum! {
    /// 결재란의 칸에 적는 것
    ApprovalCells {
        /// 서명한 사람과 날
        Signed = "서명" / "signed",
        /// 직위만 적고 비워 둠 (서명은 자료관의 쪽에 보임)
        Blank = "빈칸" / "blank",
    }
}

korean_enum! {
    /// 제목의 꼴
    TitleLook {
        /// 제목을 네모 상자에 넣음
        Box = "상자" / "box",
        /// 제목의 글에 밑줄을 그음
        Underline = "밑줄" / "underline",
        /// 제목의 위와 아래에 굵은 줄
        Rules = "줄" / "rules",
        /// 줄 없이 제목만
        Plain = "없음" / "plain",
    }
}

korean_enum! {
    /// 제목의 자리
    TitleAlign {
        /// 가운데
        Center = "가운데" / "center",
        /// 왼쪽 끝
        Left = "왼쪽" / "left",
        /// 오른쪽 끝
        Right = "오른쪽" / "right",
    }
}

korean_enum! {
    /// 표와 그림의 제목 앞에 적는 번호의 꼴
    CaptionForm {
        /// `<그림 1>`
        Angle = "<그림 1>" / "angle",
        /// `< 그림 1 >`
        AngleApart = "< 그림 1 >" / "angle_apart",
        /// `〈그림 1〉`
        AngleWide = "〈그림 1〉" / "angle_wide",
        /// `[그림 1]`
        Square = "[그림 1]" / "square",
        /// `그림 1.`
        Dot = "그림 1." / "dot",
    }
}

korean_enum! {
    /// 장 번호의 꼴
    ChapterNumber {
        /// 온점이 없는 번호
        Bare = "Ⅰ" / "bare",
        /// 온점이 있는 번호
        Dotted = "Ⅰ." / "dotted",
    }
}

korean_enum! {
    /// `상태: 기안`인 문서의 제목 뒤에 (안)을 적는가
    DraftMark {
        /// 적음
        Shown = "있음" / "shown",
        /// 적지 않음 (서명을 받을 종이)
        None = "없음" / "none",
    }
}

korean_enum! {
    /// 본문 끝에 `끝.`을 적는가
    EndMark {
        /// 서식대로 적음
        Shown = "있음" / "shown",
        /// 적지 않음
        None = "없음" / "none",
    }
}

korean_enum! {
    /// 한 문서의 종이의 방향
    PaperTurn {
        /// 세로
        Portrait = "세로" / "portrait",
        /// 가로
        Landscape = "가로" / "landscape",
    }
}

korean_enum! {
    /// 쪽 번호의 꼴 (시행규칙 제18조)
    PageNumber {
        /// `- 3 -`
        Dashes = "일련번호" / "dashes",
        /// `12-3`: 전체쪽수-일련번호
        OfTotal = "전체쪽수-일련번호" / "of_total",
        /// 번호 없음
        None = "없음" / "none",
    }
}

korean_enum! {
    /// 관련문서의 구분
    Relation {
        /// 관련
        Related = "관련" / "related",
        /// 선행
        Earlier = "선행" / "earlier",
        /// 후속
        Later = "후속" / "later",
        /// 정정
        Corrects = "정정" / "corrects",
    }
}

korean_enum! {
    /// 문서의 기록 칸에 적을 수 있는 항목
    RecordKey {
        /// 문서번호
        DocNo = "문서번호" / "doc_no",
        /// 관리번호
        ManagementNo = "관리번호" / "management_no",
        /// 방침번호
        PolicyNo = "방침번호" / "policy_no",
        /// 기안일
        DraftedOn = "기안일" / "drafted_on",
        /// 결재일
        ApprovedOn = "결재일" / "approved_on",
        /// 시행일
        SentOn = "시행일" / "sent_on",
        /// 공개구분
        Disclosure = "공개구분" / "disclosure",
        /// 보존기간
        Retention = "보존기간" / "retention",
        /// 작성자
        Author = "작성자" / "author",
        /// 팀
        Team = "팀" / "team",
        /// 공고나 고시의 번호
        NoticeNo = "공고번호" / "notice_no",
        /// 공고한 날
        NoticeDay = "공고일" / "notice_day",
        /// 서식을 정한 규정과 별지의 번호
        FormNo = "서식번호" / "form_no",
        /// 서식으로 신청한 일의 처리기간
        HandlingTime = "처리기간" / "handling_time",
        /// 보도자료를 배포한 때
        ReleasedAt = "배포일시" / "released_at",
        /// 보도할 수 있는 때
        PublishableAt = "보도일시" / "publishable_at",
        /// 제목을 돕는 줄
        Subtitle = "부제" / "subtitle",
        /// 증서의 번호
        CertificateNo = "증서번호" / "certificate_no",
        /// 증서를 주는 날
        CertificateDay = "수여일" / "certificate_day",
        /// 협약이나 계약을 맺은 날
        AgreedOn = "체결일" / "agreed_on",
        /// 점검한 날
        InspectedOn = "점검일" / "inspected_on",
    }
}

impl RecordKey {
    /// Every key that a record box can show.
    pub const ALL: [Self; 21] = [
        Self::DocNo,
        Self::ManagementNo,
        Self::PolicyNo,
        Self::DraftedOn,
        Self::ApprovedOn,
        Self::SentOn,
        Self::Disclosure,
        Self::Retention,
        Self::Author,
        Self::Team,
        Self::NoticeNo,
        Self::NoticeDay,
        Self::FormNo,
        Self::HandlingTime,
        Self::ReleasedAt,
        Self::PublishableAt,
        Self::Subtitle,
        Self::CertificateNo,
        Self::CertificateDay,
        Self::AgreedOn,
        Self::InspectedOn,
    ];
}

/// Class with its grounds in brackets: `부분공개(5,6)`.
pub fn disclosure_label(class: Disclosure, grounds: &[Ground]) -> String {
    let numbers: Vec<String> = grounds.iter().map(|g| g.0.to_string()).collect();
    if numbers.is_empty() { class.label().to_owned() } else { format!("{}({})", class.label(), numbers.join(",")) }
}
